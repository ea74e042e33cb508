"""A trial run: what a check-in looks like, sent to oneself, counted nowhere."""

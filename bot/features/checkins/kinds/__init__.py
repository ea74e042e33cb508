"""The kinds of question that a check-in asks, one file each."""

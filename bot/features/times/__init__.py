"""One's own time of day, days and quiet hours."""

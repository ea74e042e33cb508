"""Who answered a check-in, for the facilitator: the count first, then the names of those who have not."""

"""Evidence: what somebody saw, or where it is written, for one indicator of their team."""

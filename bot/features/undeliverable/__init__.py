"""When a message can never arrive: another way is tried, and whom it concerns is told once."""

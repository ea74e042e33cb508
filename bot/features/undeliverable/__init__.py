"""When a message can never arrive: another way to the person is tried, and the facilitators are told once."""

"""The reminder before a meeting: when, where, how to join, and one norm for the day."""

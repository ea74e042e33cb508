"""The demo: a sample district with invented people, on the local workspace."""

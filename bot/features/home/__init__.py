"""Somebody's home: what is open, tasks, the next meeting, where their teams stand, and what they can do."""

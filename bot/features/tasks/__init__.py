"""Tasks: pieces of work for a person or a role, done with one press, with help one press away."""

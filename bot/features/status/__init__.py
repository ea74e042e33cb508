"""Where the team stands: each indicator's existing state, or the ratings so far, and how far the goal is."""

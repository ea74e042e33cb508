"""Pictures of where a team stands: what they show, the same in words, and how they are drawn."""

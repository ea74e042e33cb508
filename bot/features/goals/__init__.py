"""Goals: the level that a team wants an indicator to have by a day, and what to take up next."""

"""The log of what was changed in a team, for those who run it."""

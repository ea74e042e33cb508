"""The roster: who is in the team, with which permission and roles, until when."""

"""One indicator in full: all its levels, with the team's existing state and one's own rating marked."""

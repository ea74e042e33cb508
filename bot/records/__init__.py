"""The at-a-glance of a team: what it holds, how it is gathered, and the files that it becomes."""

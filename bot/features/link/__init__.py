"""One person, two platforms: a short-lived code ties two accounts, and what was tied can be parted again."""

"""A message for people who read it elsewhere: as a page, on paper, in e-mail, as text."""

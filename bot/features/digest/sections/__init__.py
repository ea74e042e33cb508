"""What a digest is made of: a file for each section, and the table of them."""

"""What an operator declares in a file instead of in chat: read, checked, and brought into the database."""

"""Languages: the message catalogues, and days and times as people say them."""

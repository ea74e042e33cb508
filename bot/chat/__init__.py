"""What every chat platform shares: cards, forms, events, replies and routes, without a word of any vendor."""

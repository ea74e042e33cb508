"""What waits for people who get no direct messages: one button in the team's channel, private answers."""

"""What the bot can do, made from the routes: a list by purpose, and each command with its parameters."""

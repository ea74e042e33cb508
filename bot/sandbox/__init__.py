"""The local workspace: a Slack server, a Discord server, and the page that shows both as people see them."""

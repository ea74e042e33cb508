"""The local workspace: a Slack server, a Discord server and the page that shows both as a person sees them."""

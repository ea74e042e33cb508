"""The local workspace without stem-bot: for people who write other bots."""

"""Gathers what a digest tells of, with few questions to the database however large the team is."""

from bot.features.digest.gather.of_team import week

__all__ = ["week"]

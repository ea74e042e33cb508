"""Consensus rounds: silent votes, revealed together, recorded as the team's existing state."""

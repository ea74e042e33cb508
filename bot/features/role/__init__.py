"""What a role answers for, by area and by cadence: one's own, or any other."""

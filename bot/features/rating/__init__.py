"""Rating an indicator: one person's judgement, kept as history."""

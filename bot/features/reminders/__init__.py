"""Reminders: few, calm, only to who has not answered; and the question whether to pause after a silence."""

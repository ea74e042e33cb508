"""Check-ins: how has one of your indicators moved? Asked on a schedule, answered in one tap."""

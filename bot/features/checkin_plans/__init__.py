"""A team's check-ins as its facilitators set them up: listed, made, changed, paused, looked at before."""

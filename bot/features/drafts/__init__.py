"""Drafts: a form that could not be taken as it was comes back with what was typed."""

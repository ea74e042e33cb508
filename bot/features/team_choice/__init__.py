"""Somebody in several teams says which one a direct message is for."""

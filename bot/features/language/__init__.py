"""The language in which somebody is spoken to."""

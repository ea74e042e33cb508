"""Draws pictures in a process of its own: the only room that knows matplotlib."""

from bot.charts.drawing import library
from bot.charts.drawing.making import make

# What `library` does has to be done before anything imports matplotlib, so it comes first.
__all__ = ["library", "make"]

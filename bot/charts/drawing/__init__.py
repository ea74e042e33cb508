"""Draws pictures in a process of its own: the only room that knows matplotlib."""

from bot.charts.drawing.making import make

__all__ = ["make"]

"""Which pictures there are, and where they are drawn: names alone, for whoever offers them."""

from __future__ import annotations

from typing import Final

MODULE: Final = "bot.charts.drawing"
GRID, GAPS, VOTES, TREND, RESPONSE, NONE = "grid", "gaps", "votes", "trend", "response", "none"

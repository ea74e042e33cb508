"""Gathers what pictures show: nothing that words would not show, with few questions to the database."""

from bot.charts.gather.gaps import gaps_of
from bot.charts.gather.grid import grid_of
from bot.charts.gather.known import Known, known
from bot.charts.gather.response import response_of
from bot.charts.gather.trend import trend_of
from bot.charts.gather.votes import distribution_of

__all__ = [
    "Known",
    "distribution_of",
    "gaps_of",
    "grid_of",
    "known",
    "response_of",
    "trend_of",
]

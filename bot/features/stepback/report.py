"""The stepback brief as a report: the quarter is gathered once, and told to each as far as they may see."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any, Final

from bot.charts.data import GAPS, GRID, TREND, Chart
from bot.charts.gather import Known, gaps_of, grid_of, trend_of
from bot.charts.picture import picture
from bot.chat.cards import Card
from bot.chat.phrases import Phrases
from bot.chat.text import Markup
from bot.desk import Desk
from bot.features.stepback import cards
from bot.features.stepback.gather import quarter
from bot.features.stepback.quarter import Quarter
from bot.features.stepback.viewer import Viewer
from bot.language.reader import Reader
from bot.schedule.digest_settings import STEPBACK, digest_settings
from bot.schedule.report import Issue, Period, Picture, Recipient
from bot.store.models import Team

_Draw = Callable[[Known, Phrases, Reader], Chart | None]
_DRAWN: Final[Mapping[str, _Draw]] = {GRID: grid_of, GAPS: gaps_of, TREND: trend_of}


class StepbackReport:
    """Once a quarter: progress, challenges, plans for support, and what to talk about."""

    name = STEPBACK

    def title(self, desk: Desk) -> Markup:
        """The stepback brief."""
        return desk.t("the stepback brief")

    def gather(self, desk: Desk, team: Team, settings: Mapping[str, Any], period: Period) -> Issue:
        """The time since the last brief, or a whole quarter where that is shorter."""
        return StepbackIssue(quarter(desk, team, period), digest_settings(settings).picture or GRID)


@dataclass(frozen=True, slots=True)
class StepbackIssue:
    """The brief of one quarter; `drawn` is the name of its picture."""

    quarter: Quarter
    drawn: str = GRID

    def card(self, to: Recipient) -> Card:
        """What the recipient may see of it."""
        return cards.brief(self.quarter, Viewer.of(to))

    def picture(self, to: Recipient) -> Picture | None:
        """The levels over the rounds, or the trend of the focus; nothing where nothing is agreed."""
        draw = _DRAWN.get(self.drawn)
        chart = draw(self.quarter.known, to.t, to.reader) if draw else None
        return None if chart is None else picture(chart, to.t)

"""The stepback brief as a report: the quarter is gathered once, and told to each as far as they may see."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from bot.charts.album import Album
from bot.charts.kinds import GRID
from bot.chat.cards import Card
from bot.chat.text import Markup
from bot.desk import Desk
from bot.features.stepback import cards
from bot.features.stepback.gather import quarter
from bot.features.stepback.quarter import Quarter
from bot.features.stepback.viewer import Viewer
from bot.schedule.digest_settings import STEPBACK, digest_settings
from bot.schedule.report import Issue, Period, Picture, Recipient
from bot.store.models import Team


class StepbackReport:
    """Once a quarter: progress, challenges, plans for support, and what to talk about."""

    name = STEPBACK

    def title(self, desk: Desk) -> Markup:
        """The stepback brief."""
        return desk.t("the stepback brief")

    def gather(self, desk: Desk, team: Team, settings: Mapping[str, Any], period: Period) -> Issue:
        """The time since the last brief, or a whole quarter where that is shorter."""
        told = quarter(desk, team, period)
        album = Album(desk, told.known, told.until)
        return StepbackIssue(told, album, digest_settings(settings).picture or GRID)


@dataclass(frozen=True, slots=True)
class StepbackIssue:
    """The brief of one quarter; `drawn` is the name of its picture."""

    quarter: Quarter
    album: Album
    drawn: str

    def card(self, to: Recipient) -> Card:
        """What the recipient may see of it."""
        return cards.brief(self.quarter, Viewer.of(to))

    def picture(self, to: Recipient) -> Picture | None:
        """The levels over the rounds, unless another is wanted; nothing where there is none to draw."""
        return self.album.picture(self.drawn, to)

"""What is stuck, and since when."""

from __future__ import annotations

from collections.abc import Sequence

from bot.chat.cards import Part
from bot.chat.text import Markup
from bot.features.digest.sections.lines import called, first, listing
from bot.features.digest.viewer import Viewer
from bot.features.digest.week import Week
from rubric.model import Indicator

MOST = 5


def stuck(week: Week, viewer: Viewer) -> Sequence[Part]:
    """A line for each, with the day where it is longer ago than the last digest."""
    lines = [_line(each, week, viewer) for each in week.stuck]
    return listing(viewer.t("Stuck"), first(lines, MOST, viewer.t))


def _line(indicator: Indicator, week: Week, viewer: Viewer) -> Markup:
    t, since = viewer.t, week.stuck_since.get(indicator.id)
    line = called(indicator)
    if since is not None:
        line = t("{title}, since {day}", title=line, day=viewer.reader.day(since))
    return t("{title}, also said to be moving", title=line) if indicator in week.disputed else line

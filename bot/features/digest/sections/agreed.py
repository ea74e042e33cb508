"""What the team agreed on anew, which is the only change of its state."""

from __future__ import annotations

from collections.abc import Sequence

from bot.chat.cards import Part
from bot.chat.text import Markup, join
from bot.features.digest.sections.lines import called, first, listing
from bot.features.digest.viewer import Viewer
from bot.features.digest.week import Agreed, Week

MOST = 5


def agreed(week: Week, viewer: Viewer) -> Sequence[Part]:
    """A line for each: the level, and the one before; where no consensus was found, under that name."""
    t = viewer.t
    settled = [_line(one, viewer) for one in week.agreed if not one.provisional]
    left_open = [_line(one, viewer) for one in week.agreed if one.provisional]
    return (
        *listing(t("Agreed"), first(settled, MOST, t)),
        *listing(t("No consensus"), first(left_open, MOST, t)),
    )


def _line(one: Agreed, viewer: Viewer) -> Markup:
    t, level = viewer.t, one.indicator.descriptor(one.level).level
    said = t("{title}: {level}", title=called(one.indicator), level=f"{level.number} · {level.name}")
    return join(", ", [said, *_beside(one, viewer)])


def _beside(one: Agreed, viewer: Viewer) -> list[Markup]:
    t = viewer.t
    if one.before is None:
        before = t("for the first time")
    elif one.before == one.level:
        before = t("as before")
    else:
        before = t("before {level}", level=one.before)
    return [before, *([t("no consensus, for now")] if one.provisional else [])]

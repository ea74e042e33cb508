"""What moved since the last digest."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from bot.chat.cards import Part
from bot.features.digest.sections.lines import called, first, listing
from bot.features.digest.viewer import Viewer
from bot.features.digest.week import Week

MOST: Final = 3
UNSTUCK: Final = "no-longer-stuck"


def moved(week: Week, viewer: Viewer) -> Sequence[Part]:
    """Three moves, the rest counted; what is no longer stuck has a section of its own."""
    apart = week.unstuck if UNSTUCK in viewer.shows else ()
    lines = [called(each) for each in week.moved if each not in apart]
    return listing(viewer.t("Moved"), first(lines, MOST, viewer.t))


def unstuck(week: Week, viewer: Viewer) -> Sequence[Part]:
    """What was stuck and moves again."""
    lines = [called(each) for each in week.unstuck]
    return listing(viewer.t("No longer stuck"), first(lines, MOST, viewer.t))

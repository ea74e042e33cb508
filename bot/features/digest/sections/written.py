"""Answers in words and the reasons of skips, for the facilitator alone: who writes them is told that."""

from __future__ import annotations

from collections.abc import Sequence

from bot.chat.cards import Part
from bot.chat.text import Markup, shorten
from bot.features.digest.sections.lines import first, listing
from bot.features.digest.viewer import Viewer
from bot.features.digest.week import InWords, Week

MOST = 6
_ABOUT, _QUOTED = 80, 200


def written(week: Week, viewer: Viewer) -> Sequence[Part]:
    """What people wrote to reflections and questions, then why they skipped something."""
    if not viewer.facilitates:
        return ()
    lines = [_line(one, viewer) for one in week.in_words]
    return listing(viewer.t("Written, for you alone"), first(lines, MOST, viewer.t))


def _line(one: InWords, viewer: Viewer) -> Markup:
    t, about = viewer.t, shorten(one.about or viewer.t("looking back"), _ABOUT)
    words = shorten(one.words, _QUOTED)
    if one.skipped:
        return t("{name} skipped {about}: “{words}”", name=one.author.name, about=about, words=words)
    if not words:
        return t("{name}, {about}: nothing new", name=one.author.name, about=about)
    return t("{name}, {about}: “{words}”", name=one.author.name, about=about, words=words)

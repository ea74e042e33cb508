"""Answers in words and the reasons of skips, for the facilitator alone: who writes them is told that."""

from __future__ import annotations

from collections.abc import Sequence

from bot.chat.cards import Paragraph, Part
from bot.chat.text import Markup, bold, join, shorten
from bot.features.digest.viewer import Viewer
from bot.features.digest.week import InWords, Week

MOST = 6
_ABOUT, _QUOTED = 80, 200


def in_words(week: Week, viewer: Viewer) -> Part | None:
    """What people wrote to reflections and questions, then why they skipped something."""
    if not week.in_words:
        return None
    t = viewer.t
    lines = [_line(one, viewer) for one in week.in_words[:MOST]]
    if left := len(week.in_words) - len(lines):
        lines.append(t.plural("and {count} more", "and {count} more", left))
    return Paragraph(join("\n", [bold(t("Written, for you alone")), *lines]))


def _line(one: InWords, viewer: Viewer) -> Markup:
    t, about = viewer.t, shorten(one.about or viewer.t("looking back"), _ABOUT)
    words = shorten(one.words, _QUOTED)
    if one.skipped:
        return t("{name} skipped {about}: “{words}”", name=one.author.name, about=about, words=words)
    if not words:
        return t("{name}, {about}: nothing new", name=one.author.name, about=about)
    return t("{name}, {about}: “{words}”", name=one.author.name, about=about, words=words)


def newest_first(every: Sequence[InWords]) -> tuple[InWords, ...]:
    """Answers before reasons, those with words first."""
    return tuple(sorted(every, key=lambda one: (one.skipped, not one.words)))

"""The indicators that nobody is asked about, for the facilitator, who can fill the role."""

from __future__ import annotations

from bot.chat.cards import Paragraph, Part
from bot.chat.text import join
from bot.features.digest.viewer import Viewer
from bot.features.digest.week import Week
from bot.schedule.unasked_words import unasked_lines


def vacant(week: Week, viewer: Viewer) -> Part | None:
    """A line for each role that nobody holds."""
    lines = unasked_lines(week.unasked, viewer.t)
    return Paragraph(join("\n", lines)) if lines else None

"""A goal in a line: where the team is, where it wants to be, and by when."""

from __future__ import annotations

from bot.chat.text import Markup
from bot.features.stepback.quarter import Aim
from bot.features.stepback.viewer import Viewer, named


def aim_line(aim: Aim, viewer: Viewer) -> Markup:
    """Such as: Communication structures (EC3.Leaders1): at 2, goal 4 by Fri 12 Mar."""
    t, title, day = viewer.t, named(aim.indicator), viewer.reader.day(aim.goal.by_day)
    if aim.existing is None:
        return t("{title}: not yet agreed, goal {goal} by {day}", title=title, goal=aim.goal.level, day=day)
    return t(
        "{title}: at {existing}, goal {goal} by {day}",
        title=title,
        existing=aim.existing,
        goal=aim.goal.level,
        day=day,
    )

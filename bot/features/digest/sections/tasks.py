"""Overdue tasks in a digest: how many, and as much of each as the viewer may see."""

from __future__ import annotations

from collections.abc import Sequence

from bot.chat.cards import Button, Buttons, Paragraph, Part
from bot.chat.routes import wire
from bot.chat.text import Markup, bold, join, shorten
from bot.features.digest.viewer import Viewer
from bot.features.digest.week import Overdue, Week

MOST = 3
_TITLE = 80


def overdue(week: Week, viewer: Viewer) -> Sequence[Part]:
    """The overdue tasks; those that the viewer may not see are only counted."""
    if not week.overdue:
        return ()
    t, count = viewer.t, len(week.overdue)
    seen = [one for one in week.overdue if viewer.may_see_title(one, week.students)]
    lines = [_line(one, week, viewer) for one in seen[:MOST]]
    if lines and count > len(lines):
        lines.append(t.plural("and {count} more", "and {count} more", count - len(lines)))
    heading = bold(t.plural("{count} task is overdue", "{count} tasks are overdue", count))
    mine = Button(t("See my tasks"), wire("tasks-mine", week.team.id))
    return (Paragraph(join("\n", [heading, *lines])), Buttons((mine,)))


def _line(one: Overdue, week: Week, viewer: Viewer) -> Markup:
    t, title = viewer.t, shorten(one.task.title, _TITLE)
    day = viewer.reader.day(one.task.due_on) if one.task.due_on else ""
    if not viewer.leads:
        return t("{title} · was due {day}", title=title, day=day)
    return t("{title} · was due {day} · {holder}", title=title, day=day, holder=_holder(one, week, viewer))


def _holder(one: Overdue, week: Week, viewer: Viewer) -> str:
    if one.holder is None:
        return one.role or viewer.t("nobody")
    if viewer.may_see_holder(one, week.students):
        return one.holder.name
    return viewer.t("a student leader")

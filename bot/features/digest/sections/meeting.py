"""The next meeting, and the norm whose turn it is."""

from __future__ import annotations

from collections.abc import Sequence

from bot.chat.cards import Buttons, Link, Paragraph, Part
from bot.chat.text import Markup, join
from bot.features.digest.viewer import Viewer
from bot.features.digest.week import Meeting, Week


def meeting(week: Week, viewer: Viewer) -> Sequence[Part]:
    """When and where, with the way in where it has one."""
    if week.meeting is None:
        return (Paragraph(viewer.t("No meeting is planned.")),)
    norm = viewer.t("Norm: {norm}.", norm=week.meeting.norm.title)
    said = Paragraph(join(" ", [_when(week.meeting, viewer), norm]))
    address = week.meeting.schedule.settings.get("link", "")
    join_it = (Buttons((Link(viewer.t("Join the meeting"), address),)),) if address else ()
    return (said, *join_it)


def _when(one: Meeting, viewer: Viewer) -> Markup:
    t, title, moment = viewer.t, one.schedule.title, viewer.reader.moment(one.starts)
    place = one.schedule.settings.get("place", "")
    if not place:
        return t("Next meeting: {title}, {moment}.", title=title, moment=moment)
    return t("Next meeting: {title}, {moment}, {place}.", title=title, moment=moment, place=place)

"""What meetings show on somebody's own page: the next one of each team."""

from __future__ import annotations

from collections.abc import Sequence

from bot.chat.cards import Heading, Paragraph, Part
from bot.chat.text import Markup, bold, join
from bot.desk import Desk, Seat
from bot.features.meetings.cards import Meeting
from bot.schedule.norm_turns import MEETING
from bot.schedule.wall_clock import instant_of
from bot.store.queries import schedules


class NextMeetings:
    """The next meeting of each of somebody's teams (`bot.pages.Piece`)."""

    def parts(self, desk: Desk, held: Sequence[Seat]) -> Sequence[Part]:
        """When and where; nothing for a team without meetings."""
        found = [(seat, meeting) for seat in held if (meeting := _next(desk, seat)) is not None]
        if not found:
            return []
        heading = desk.t.plural("Your next meeting", "Your next meetings", len(found))
        return [Heading(heading), Paragraph(join("\n", [_line(desk, *one) for one in found]))]


def _next(desk: Desk, seat: Seat) -> Meeting | None:
    days = schedules.days_ahead(desk.session, seat.team.id, MEETING, desk.team_reader(seat.team).today)
    ahead = [Meeting(schedule, instant_of(day, schedule.at, seat.team.zone)) for schedule, day in days]
    return min((one for one in ahead if one.starts > desk.now), key=lambda one: one.starts, default=None)


def _line(desk: Desk, seat: Seat, meeting: Meeting) -> Markup:
    moment, title = seat.reader.moment(meeting.starts), bold(meeting.schedule.title)
    if meeting.place:
        return desk.t("{title} · {moment}, {place}", title=title, moment=moment, place=meeting.place)
    return desk.t("{title} · {moment}", title=title, moment=moment)

"""`/stem checkins now`: one run at once, once for each time that somebody wants it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta
from hashlib import sha256
from typing import Final

from sqlalchemy import select

from bot.chat.cards import Paragraph, SmallPrint, card
from bot.chat.events import CommandCall
from bot.chat.replies import Reply, Say, refusal
from bot.desk import Desk, Seat
from bot.features.checkin_plans import ahead, finding
from bot.features.checkin_plans.values import NAME
from bot.permissions import Act
from bot.schedule.anew import OPEN
from bot.schedule.check_in import AT_ONCE, check_in_of
from bot.schedule.outlook import Forecast
from bot.schedule.team_times import school_calendar
from bot.schedule.wall_clock import instant_of
from bot.store.models import Occurrence, Schedule

# Two runs within this time were meant as one.
_ONE_RUN: Final = timedelta(minutes=10)
# It must be open for at least this long.
_LEAST_OPEN: Final = timedelta(hours=1)


@dataclass(frozen=True, slots=True)
class Running:
    """The handler; the forecast says whom it reaches."""

    forecast: Forecast

    def now(self, desk: Desk, call: CommandCall) -> Reply:
        """Begin a run; the same event again finds the run that it began."""
        seat = desk.allowed(call, Act.RUN_CHECK_INS)
        schedule = finding.named(desk, seat, call.options.get(NAME, ""), "now")
        closes_at = _closes_at(seat, schedule)
        _check(desk, seat, schedule, closes_at)
        slot = f"now {sha256(call.key.encode()).hexdigest()[:16]}"
        occurrence = Occurrence(
            team_id=schedule.team_id,
            schedule_id=schedule.id,
            day=desk.team_reader(seat.team).today,
            slot=slot,
            due_at=desk.now,
            closes_at=closes_at,
            state=OPEN,
            cursor=0,
            details={AT_ONCE: True},
        )
        outlook = self.forecast.this_run(desk, schedule, occurrence)
        desk.session.add(occurrence)
        desk.note_change(seat, call, "schedule", schedule.id, f"run at once: {schedule.slot}")
        return Say(
            card(
                Paragraph(desk.t("{name} goes out now.", name=schedule.title)),
                *ahead.people(desk, seat, outlook),
                SmallPrint(
                    desk.t(
                        "It is open until {moment}. Its usual days stay as they are.",
                        moment=seat.reader.moment(closes_at),
                    )
                ),
            )
        )


def _closes_at(seat: Seat, schedule: Schedule) -> datetime:
    """The end of the window of a run that begins today, on the team's clock."""
    check_in = check_in_of(schedule)
    last_day = seat.reader.today + timedelta(days=check_in.open_days)
    return instant_of(last_day, check_in.closes_at, seat.team.zone)


def _check(desk: Desk, seat: Seat, schedule: Schedule, closes_at: datetime) -> None:
    """Raise `Refusal` where nobody could be asked now, or it was run just now."""
    t, reader = desk.t, desk.team_reader(seat.team)
    if schedule.paused_at is not None:
        raise refusal(
            t("It is paused. First let it go on: `/stem checkins resume {slot}`", slot=schedule.slot)
        )
    if seat.team.paused_at is not None:
        raise refusal(t("{team} is paused. First end the pause: `/stem team resume`", team=seat.team.name))
    if closure := school_calendar(seat.team).closure_on(reader.today):
        raise refusal(t("There is no school today ({why}), so I write to nobody.", why=closure.name))
    if closes_at < desk.now + _LEAST_OPEN:
        raise refusal(
            t(
                "Its window of today closes at {time}, so there is no time left to answer. Try tomorrow, or "
                "leave it open for longer: `{example}`",
                time=reader.time_of(closes_at),
                example=f'/stem checkins edit {schedule.slot} open:"1 day until 17:00"',
            )
        )
    before = desk.session.scalar(
        select(Occurrence.due_at)
        .where(Occurrence.schedule_id == schedule.id, Occurrence.due_at > desk.now - _ONE_RUN)
        .where(Occurrence.slot != schedule.slot)
        .limit(1)
    )
    if before is not None:
        raise refusal(t("It went out at {time} already; once is enough.", time=reader.time_of(before)))

"""Lists the check-ins, and looks ahead: the next run person by person, or all of them until a day."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Final

from bot.chat.cards import Card, Heading, Paragraph, Part, SmallPrint, card
from bot.chat.events import ActionCall, CommandCall
from bot.chat.replies import Reply, Say, refusal
from bot.desk import Desk, Seat
from bot.features.checkin_plans import ahead, cards, finding, words
from bot.features.checkin_plans.values import NAME
from bot.permissions import Act
from bot.schedule.check_in import KIND
from bot.schedule.outlook import Forecast, Outlook
from bot.schedule.recurrence import parse_rule
from bot.schedule.unasked_words import unasked_lines
from bot.spoken import day_meant
from bot.store.models import Schedule
from bot.store.queries import schedules

TERM: Final = "term"
UNTIL_EXAMPLE = "/stem checkins preview until:{day}"
# A term that nobody has given an end.
_USUAL_TERM: Final = timedelta(weeks=20)
_LONGEST: Final = timedelta(days=400)


@dataclass(frozen=True, slots=True)
class Looking:
    """The handlers; the forecast looks ahead."""

    forecast: Forecast

    def listed(self, desk: Desk, call: CommandCall) -> Reply:
        """Every check-in that has not ended, with its next day."""
        return Say(self._all(desk, desk.allowed(call, Act.LOOK)))

    def listed_pressed(self, desk: Desk, call: ActionCall) -> Reply:
        """The same for the team that the button names."""
        return Say(self._all(desk, desk.allowed_in(call, call.argument, Act.LOOK)))

    def _all(self, desk: Desk, seat: Seat) -> Card:
        plans = desk.reach(seat, Act.RUN_CHECK_INS)
        running = schedules.running(desk.session, seat.team.id, KIND)
        parts: list[Part] = [Heading(desk.t("Check-ins of {team}", team=seat.team.name))]
        for schedule in running:
            parts.append(Paragraph(words.about(desk, seat, schedule)))
            if plans and (row := cards.buttons(desk, schedule)):
                parts.append(row)
        if not running:
            parts.append(Paragraph(desk.t("There are none yet.")))
        if plans:
            parts.append(
                SmallPrint(
                    desk.t("A new one: `/stem checkins add` · the whole term: `/stem checkins preview term`")
                )
            )
        return Card(tuple(parts))

    def preview(self, desk: Desk, call: CommandCall) -> Reply:
        """The next run, or with a day (or `term`) all of them until then."""
        seat = desk.allowed(call, Act.RUN_CHECK_INS)
        name, until = _asked_for(call)
        if until:
            return Say(self._until(desk, seat, _last_day(desk, seat, until)))
        return Say(self._next(desk, seat, finding.named(desk, seat, name, "preview")))

    def preview_pressed(self, desk: Desk, call: ActionCall) -> Reply:
        """Preview was pressed."""
        seat, schedule = finding.of_call(desk, call)
        return Say(self._next(desk, seat, schedule))

    def _next(self, desk: Desk, seat: Seat, schedule: Schedule) -> Card:
        outlook = self.forecast.next_run(desk, schedule)
        if outlook is None:
            raise refusal(desk.t("{name} has no day left on which it would ask.", name=schedule.title))
        heading = desk.t("Preview of {name}, {day}", name=schedule.title, day=seat.reader.day(outlook.day))
        paused = (
            desk.t("It is paused, so this only comes when you let it go on.") if schedule.paused_at else None
        )
        return card(
            Heading(heading),
            Paragraph(paused) if paused else None,
            *ahead.people(desk, seat, outlook),
            SmallPrint(desk.t("Nothing is sent. Leave, joiners and goals may still change it.")),
        )

    def _until(self, desk: Desk, seat: Seat, last: date) -> Card:
        coming = self.forecast.until(desk, seat.team, last)
        heading = Heading(desk.t("Check-ins until {day}", day=seat.reader.day(last)))
        if not coming:
            return card(heading, Paragraph(desk.t("None of the team's check-ins falls due until then.")))
        newest = {one.schedule.id: one for one in coming if isinstance(one, Outlook)}
        unasked = dict.fromkeys(each for one in newest.values() for each in one.unasked)
        return card(
            heading,
            *ahead.calendar(desk, seat, coming),
            *map(SmallPrint, unasked_lines(list(unasked), desk.t)),
            SmallPrint(desk.t("Nothing is sent. Leave, joiners and goals may still change it.")),
        )


def _asked_for(call: CommandCall) -> tuple[str, str]:
    """The name and the day; in a typed line `term` stands behind the name, or alone."""
    name, until = call.options.get(NAME, "").strip(), call.options.get("until", "").strip()
    first, _, last = name.rpartition(" ")
    if not until and last.casefold() == TERM:
        return first, TERM
    return name, until


def _last_day(desk: Desk, seat: Seat, given: str) -> date:
    today = seat.reader.today
    if given.casefold() == TERM:
        return _term_ends(desk, schedules.running(desk.session, seat.team.id, KIND), today)
    day = day_meant(desk, given, today, UNTIL_EXAMPLE)
    if not today <= day <= today + _LONGEST:
        raise refusal(
            desk.t(
                "I look ahead from today for at most a year. Try: `{example}`",
                example=UNTIL_EXAMPLE.format(day=today + timedelta(days=60)),
            )
        )
    return day


def _term_ends(desk: Desk, running: Sequence[Schedule], today: date) -> date:
    """The last day of the rules that have one."""
    del desk
    ends = [parse_rule(one.rule, one.starts_on).ends_on for one in running]
    return min(max((end for end in ends if end), default=today + _USUAL_TERM), today + _LONGEST)

"""Looks ahead: the runs to come, thought through one after the other as they will be, and never written."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace
from datetime import date, datetime, timedelta

from sqlalchemy import select

from bot.desk import Desk
from bot.features.checkins.choosing import turns_of
from bot.features.checkins.planner import CheckInPlanner
from bot.features.checkins.run import Before, Holders, Run, before, think_through
from bot.schedule import due
from bot.schedule.check_in import KIND, check_in_of
from bot.schedule.moments import Letter, letters_to
from bot.schedule.outlook import LATE, NOTHING, DayOff, Outlook, Question
from bot.schedule.recurrence import days_between, parse_rule
from bot.schedule.team_times import school_calendar
from bot.schedule.unasked import EVERYBODY, unasked_in
from bot.store.models import Occurrence, Person, Prompt, Schedule, Team
from bot.store.queries import prompts, schedules
from rubric.asking import Unasked

_DAY = timedelta(days=1)


@dataclass(frozen=True, slots=True)
class _Coming:
    """A day of a check-in: when it is due first, and why there is no school, if so."""

    due_at: datetime
    schedule: Schedule
    day: date
    off: str


@dataclass(slots=True)
class _Ahead:
    """What is known of the runs that were thought through so far: turns by kind, and everybody's messages.

    `today` is the desk of those who look ahead.
    """

    today: Desk
    turns: dict[str, Before] = field(default_factory=dict)
    letters: dict[int, list[Letter]] = field(default_factory=dict)


class CheckInForecast:
    """`bot.schedule.outlook.Forecast` of the check-ins."""

    planner = CheckInPlanner()

    def plan(self, desk: Desk, schedule: Schedule) -> None:
        """Set the next day of a new or changed check-in."""
        schedule.next_day, schedule.next_due_at = None, None
        due.plan_first(desk, schedule, self.planner)

    def next_run(self, desk: Desk, schedule: Schedule) -> Outlook | None:
        """The next run, after what the team's other check-ins ask before it."""
        day = self._next_day(desk, schedule)
        if day is None:
            return None
        team = desk.session.get_one(Team, schedule.team_id)
        every = {one.id: one for one in _running(desk, team)} | {schedule.id: schedule}
        runs = self._runs(desk, team, list(every.values()), day)
        return next(
            (one for one in runs if isinstance(one, Outlook) and one.schedule.id == schedule.id), None
        )

    def this_run(self, desk: Desk, schedule: Schedule, occurrence: Occurrence) -> Outlook:
        """A run that begins now."""
        team = desk.session.get_one(Team, schedule.team_id)
        holders = _holders(desk, team, occurrence.day)
        known = before(desk, schedule, [person for person, _ in holders], locked=False)
        run = think_through(desk, schedule, occurrence, holders, known)
        return _outlook(schedule, occurrence.day, run, holders, _nobody(desk, team, schedule, holders))

    def until(self, desk: Desk, team: Team, last: date) -> Sequence[Outlook | DayOff]:
        """Every run of the check-ins that are not paused, and the days off on which there would be one."""
        return list(self._runs(desk, team, _running(desk, team), last))

    def _next_day(self, desk: Desk, schedule: Schedule) -> date | None:
        if schedule.next_day is not None:
            return schedule.next_day
        team = desk.session.get_one(Team, schedule.team_id)
        after = desk.team_reader(team).today - _DAY
        while (day := due.open_day(team, schedule, after)) is not None:
            if self.planner.due_at(desk, schedule, day) > desk.now:
                return day
            after = day
        return None

    def _runs(
        self, desk: Desk, team: Team, every: Sequence[Schedule], last: date
    ) -> Iterator[Outlook | DayOff]:
        ahead = _Ahead(desk)
        coming = [one for schedule in every for one in self._days(desk, team, schedule, last)]
        for one in sorted(coming, key=lambda each: (each.due_at, each.schedule.id)):
            if one.off:
                yield DayOff(one.schedule, one.day, one.off)
            else:
                yield _run(replace(desk, now=max(desk.now, one.due_at)), team, one, ahead)

    def _days(self, desk: Desk, team: Team, schedule: Schedule, last: date) -> Iterator[_Coming]:
        first = self._next_day(desk, schedule)
        calendar = school_calendar(team)
        rule = parse_rule(schedule.rule, schedule.starts_on)
        for day in days_between(rule, desk.team_reader(team).today, last) if first else ():
            closure = calendar.closure_on(day)
            if closure is None and day < (first or day):
                continue
            due_at = self.planner.due_at(desk, schedule, day)
            yield _Coming(due_at, schedule, day, closure.name if closure else "")


def _run(desk: Desk, team: Team, coming: _Coming, ahead: _Ahead) -> Outlook:
    schedule, day = coming.schedule, coming.day
    holders = _holders(desk, team, day)
    known = _known(team, schedule, [person for person, _ in holders], ahead)
    occurrence = Occurrence(
        team_id=team.id,
        schedule_id=schedule.id,
        day=day,
        slot=schedule.slot,
        due_at=coming.due_at,
        details={},
    )
    early = _shown_early(desk, schedule, day, holders)
    seen = {one.person.id for one in early}
    run = think_through(desk, schedule, occurrence, [one for one in holders if one[0].id not in seen], known)
    outlook = _outlook(schedule, day, run, holders, _nobody(desk, team, schedule, holders))
    return replace(outlook, questions=(*early, *outlook.questions))


def _shown_early(desk: Desk, schedule: Schedule, day: date, holders: Holders) -> tuple[Question, ...]:
    """The questions of that day that somebody wanted to see before: they stay as they were shown."""
    rows = desk.session.scalars(
        select(Prompt)
        .join(Occurrence, Occurrence.id == Prompt.occurrence_id)
        .where(Occurrence.schedule_id == schedule.id, Occurrence.day == day)
        .where(Occurrence.slot == schedule.slot)
        .order_by(Prompt.id)
    )
    by_person: dict[int, list[Prompt]] = {}
    for prompt in rows:
        by_person.setdefault(prompt.person_id, []).append(prompt)
    return tuple(
        Question(person, tuple(one.subject for one in own), own[0].due_at, own[0].closes_at, joins=False)
        for person, _ in holders
        if (own := by_person.get(person.id))
    )


def _known(team: Team, schedule: Schedule, people: Sequence[Person], ahead: _Ahead) -> Before:
    """The turns and messages as they will stand then; of whoever is new, as they stand in the records."""
    desk = ahead.today
    new = [person.id for person in people if person.id not in ahead.letters]
    ahead.letters |= letters_to(desk, new, locked=False)
    asks = check_in_of(schedule).asks
    known = ahead.turns.setdefault(asks, Before(turns_of(desk, team.id, asks, people), ahead.letters))
    strangers = [person for person in people if person.id not in known.turns.own]
    if strangers:
        known.turns.own |= turns_of(desk, team.id, asks, strangers).own
    return known


def _holders(desk: Desk, team: Team, day: date) -> Holders:
    return prompts.role_holders(desk.session, team.id, day, after=0, limit=EVERYBODY)


def _running(desk: Desk, team: Team) -> list[Schedule]:
    return [one for one in schedules.running(desk.session, team.id, KIND) if one.paused_at is None]


def _nobody(desk: Desk, team: Team, schedule: Schedule, holders: Holders) -> tuple[Unasked, ...]:
    return unasked_in(desk, team, schedule, {role for _, roles in holders for role in roles})


def _outlook(
    schedule: Schedule, day: date, run: Run, holders: Holders, nobody: tuple[Unasked, ...]
) -> Outlook:
    people = {person.id: person for person, _ in holders}
    left_alone = [(people[id_], why) for id_, why in run.left_alone.items()]
    left_alone += [(person, LATE) for person in run.too_late]
    left_alone += [(person, NOTHING) for person in run.nothing_to_ask]
    return Outlook(
        schedule,
        day,
        tuple(
            Question(one.person, one.subjects, one.moment.due_at, one.closes_at, one.moment.joins is not None)
            for one in run.asked
        ),
        tuple(left_alone),
        nobody,
    )

"""What is known of the people whose reminders are looked at, read for many of them in a few questions."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass, field
from datetime import datetime, timedelta

from sqlalchemy import select

from bot.desk import Desk
from bot.features.reminders.decision import APART, Question
from bot.schedule import outbox
from bot.schedule.check_in import check_in_of
from bot.schedule.participation import Standing, standings
from bot.schedule.unprompted import unprompted
from bot.schedule.wall_clock import local_day
from bot.store.models import Occurrence, Person, Prompt, Reminder, Schedule, Team
from bot.store.queries import participation, reminders

_STANDS = frozenset({outbox.SENT, outbox.CALLED})
# Over so long it is seen whether somebody has fallen silent.
_MEMORY = timedelta(days=200)
# A day lasts longer than 24 hours when the clocks are put back.
_LONGEST_DAY = timedelta(hours=26)


@dataclass(slots=True)
class Window:
    """One check-in of one person that can be answered now, and the reminders of it."""

    occurrence_id: int
    prompts: list[Prompt]
    question: Question
    reminders: list[Reminder] = field(default_factory=list)

    @property
    def planned(self) -> Reminder | None:
        """The reminder that is still to come, if any."""
        return next((one for one in self.reminders if one.due_at is not None), None)


@dataclass(slots=True)
class Known:
    """One person in one team: the open windows, and what came of all check-ins of late, the newest first."""

    person: Person
    team: Team
    windows: list[Window] = field(default_factory=list)
    lately: list[Standing] = field(default_factory=list)
    got: list[datetime] = field(default_factory=list)
    last_message: datetime | None = None

    def got_on_the_day_of(self, instant: datetime) -> int:
        """How many messages the person gets without asking on the local day of an instant."""
        day = local_day(instant, self.person.zone)
        return sum(1 for one in self.got if local_day(one, self.person.zone) == day)


def known_of(desk: Desk, due: Sequence[Reminder]) -> list[Known]:
    """What is known of everybody whom these reminders are for, by team and person."""
    ids = {one.person_id for one in due}
    people = {one.id: one for one in desk.session.scalars(select(Person).where(Person.id.in_(ids)))}
    teams = {id_: desk.session.get_one(Team, id_) for id_ in sorted({one.team_id for one in due})}
    asked = participation.asked(
        desk.session,
        Prompt.person_id.in_(ids),
        Prompt.team_id.in_(teams),
        Prompt.due_at > desk.now - _MEMORY,
        Prompt.due_at <= desk.now,
    )
    left_alone = participation.not_asked(desk.session, list({one.prompt.occurrence_id for one in asked}))
    every = standings(asked, [one for one in left_alone if one.person_id in ids])
    found = {
        key: Known(people[key[1]], teams[key[0]])
        for key in dict.fromkeys((d.team_id, d.person_id) for d in due)
    }
    for standing in reversed(every):
        _place(found, standing)
    _add_windows(desk, found.values())
    _add_messages(desk, found.values(), ids)
    return list(found.values())


def question_of(standing: Standing, wanted: int, reminded: int) -> Question:
    """The standing as the decision needs it."""
    prompts = [one.prompt for one in standing.asked]
    left = [one for one in standing.asked if not one.answered and one.prompt.skipped_at is None]
    stands = [one.delivered_at for one in standing.asked if one.delivered_at and one.delivery in _STANDS]
    snoozed = [one.prompt.snoozed_until for one in left if one.prompt.snoozed_until is not None]
    return Question(
        min(prompt.due_at for prompt in prompts),
        min(prompt.closes_at for prompt in prompts),
        max(stands, default=None),
        len(left),
        wanted,
        reminded,
        max(snoozed, default=None),
    )


def _place(found: dict[tuple[str, int], Known], standing: Standing) -> None:
    if standing.asked:
        known = found.get((standing.asked[0].prompt.team_id, standing.person_id))
        if known is not None:
            known.lately.append(standing)


def _add_windows(desk: Desk, every: Collection[Known]) -> None:
    open_ = {
        standing.occurrence_id
        for known in every
        for standing in known.lately
        if any(one.prompt.closes_at > desk.now for one in standing.asked)
    }
    wanted = wanted_by(desk, open_)
    rows = reminders.of_people(desk.session, {one.person.id for one in every}, open_)
    for known in every:
        for standing in known.lately:
            if standing.occurrence_id in open_:
                known.windows.append(_window(standing, wanted, known, rows))


def _window(standing: Standing, wanted: dict[int, int], known: Known, rows: Iterable[Reminder]) -> Window:
    id_ = standing.occurrence_id
    own = [one for one in rows if one.occurrence_id == id_ and one.person_id == known.person.id]
    written = sum(1 for one in own if one.written_at is not None)
    left = [one.prompt for one in standing.asked if not one.answered and one.prompt.skipped_at is None]
    return Window(id_, left, question_of(standing, wanted[id_], written), own)


def wanted_by(desk: Desk, occurrence_ids: Collection[int]) -> dict[int, int]:
    """How many reminders each occurrence has by its check-in's settings; none while that is paused."""
    rows = desk.session.execute(
        select(Occurrence.id, Schedule)
        .join(Schedule, Schedule.id == Occurrence.schedule_id)
        .where(Occurrence.id.in_(occurrence_ids))
    )
    return {id_: 0 if schedule.paused_at else check_in_of(schedule).reminders for id_, schedule in rows}


def _add_messages(desk: Desk, every: Collection[Known], ids: Collection[int]) -> None:
    """When each person got, or gets today, what they did not ask for."""
    by_person: dict[int, list[datetime]] = {id_: [] for id_ in ids}
    about: dict[int, list[datetime]] = {id_: [] for id_ in ids}
    for one in unprompted(desk.session, sorted(ids), desk.now - _LONGEST_DAY):
        at = one.sent_at or one.not_before
        by_person[one.person_id].append(at)
        if one.kind != "digest" and at <= desk.now and at > desk.now - APART:
            about[one.person_id].append(at)
    for known in every:
        stood = [one.question.asked_at for one in known.windows if one.question.asked_at is not None]
        known.got = by_person[known.person.id]
        known.last_message = max([*stood, *about[known.person.id]], default=None)

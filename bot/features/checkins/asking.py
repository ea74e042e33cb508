"""Writes the prompts and the messages of many people at once: a few statements, however many they are."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from functools import cache

from sqlalchemy import Table, bindparam, insert, update

from bot.chat.cards import Card
from bot.desk import Desk
from bot.features.checkins import cards, late
from bot.features.checkins.background import Background, background
from bot.features.checkins.choosing import candidates, choose
from bot.features.checkins.reach import Window, reach
from bot.schedule import outbox
from bot.schedule.wall_clock import local_day
from bot.store.models import Occurrence, Person, Prompt, Schedule, Team
from bot.store.queries import prompts
from bot.store.queries.absences import leave_alone

_PROMPT: Table = Prompt.__table__  # type: ignore[assignment]
Holders = Sequence[tuple[Person, list[str]]]


def ask(desk: Desk, schedule: Schedule, occurrence: Occurrence, holders: Holders) -> None:
    """Ask each of the people about their next indicators, in one message a person."""
    team = desk.session.get_one(Team, schedule.team_id)
    asked = _stored(desk, _prompts(desk, team, schedule, occurrence, holders))
    if not asked:
        return
    people = [person for person, _ in holders if person.id in asked]
    known = background(desk, team, people, [prompt for each in asked.values() for prompt in each])
    drawn = _Drawn(desk, team, known)
    messages = [(person, _message(occurrence, person, asked[person.id], drawn)) for person in people]
    deliveries = outbox.to_people(desk.session, messages, desk.now)
    carried = [
        {"prompt": prompt.id, "delivery": deliveries[message.purpose]}
        for person, message in messages
        if message.purpose in deliveries
        for prompt in asked[person.id]
    ]
    if carried:
        by_id = update(_PROMPT).where(_PROMPT.c.id == bindparam("prompt"))
        desk.session.connection().execute(by_id.values(delivery_id=bindparam("delivery")), carried)


def _prompts(
    desk: Desk, team: Team, schedule: Schedule, occurrence: Occurrence, holders: Holders
) -> list[Prompt]:
    """The prompts of everybody, not stored yet: whom they are for decides what the next one is asked."""
    before = prompts.asked_before(desk.session, team.id, [person.id for person, _ in holders])
    taken = prompts.subjects_taken(desk.session, occurrence.id)
    instrument = desk.instrument(team)
    possible = cache(lambda roles: candidates(desk, schedule, roles))
    found = reach(desk, team, schedule, occurrence.day, [person for person, _ in holders])
    eligible = [(person, own) for person, roles in holders if (own := possible(tuple(roles)))]
    leave_alone(desk.session, occurrence, found.not_counted([person.id for person, _ in eligible]))
    made: list[Prompt] = []
    for person, own in eligible:
        if (when := found.times.get(person.id)) is None:
            continue
        subjects = choose(schedule, own, before[person.id], taken)
        if subjects and _too_late(desk, person, when):
            late.note_not_asked(occurrence)
            continue
        taken.update(subjects)
        made += [
            _prompt(occurrence, person, subject, instrument.indicator(subject).audience, when)
            for subject in subjects
        ]
    return made


def _too_late(desk: Desk, person: Person, when: Window) -> bool:
    due_at, closes_at = when
    return desk.now > late.too_late_after(local_day(due_at, person.zone), person.zone, due_at, closes_at)


def _prompt(occurrence: Occurrence, person: Person, subject: str, audience: str, times: Window) -> Prompt:
    due_at, closes_at = times
    return Prompt(
        team_id=occurrence.team_id,
        occurrence_id=occurrence.id,
        person_id=person.id,
        subject=subject,
        audience=audience,
        due_at=due_at,
        closes_at=closes_at,
    )


def _stored(desk: Desk, made: Sequence[Prompt]) -> Mapping[int, list[Prompt]]:
    """The prompts by person, with their ids."""
    by_person: dict[int, list[Prompt]] = {}
    if made:
        # A column that nobody has filled gets its default.
        columns = [name for name in _PROMPT.c.keys() if name not in {"id", "delivery_id"}]  # noqa: SIM118
        names = [name for name in columns if any(getattr(one, name) is not None for one in made)]
        rows = [{name: getattr(one, name) for name in names} for one in made]
        stored = insert(_PROMPT).returning(_PROMPT.c.id, sort_by_parameter_order=True)
        for prompt, id_ in zip(made, desk.session.connection().execute(stored, rows).scalars(), strict=True):
            prompt.id = id_
            by_person.setdefault(prompt.person_id, []).append(prompt)
    return by_person


@dataclass(slots=True)
class _Drawn:
    """The cards of a chunk of people; who would read the same words gets a copy with buttons of their own."""

    desk: Desk
    team: Team
    known: Background
    _by_words: dict[tuple[object, ...], Card] = field(default_factory=dict)

    def card(self, person: Person, asked: Sequence[Prompt]) -> Card:
        """The card of one person."""
        if any(prompt.id in self.known.earlier for prompt in asked):
            return cards.message(self.desk, self.team, person, asked, self.known)
        facilitators = self.known.facilitators[self.desk.reader(person).today]
        who = person.id if any(one.id == person.id for one in facilitators) else 0
        words = (*(prompt.subject for prompt in asked), person.locale, person.zone, who)
        if (like := self._by_words.get(words)) is not None:
            return cards.with_buttons_of(like, asked)
        self._by_words[words] = cards.message(self.desk, self.team, person, asked, self.known)
        return self._by_words[words]


def _message(
    occurrence: Occurrence, person: Person, asked: Sequence[Prompt], drawn: _Drawn
) -> outbox.Message:
    return outbox.Message(
        f"check-in:{occurrence.id}:{person.id}",
        outbox.PROMPT,
        drawn.card(person, asked),
        occurrence.team_id,
        asked[0].due_at,
        asked[0].closes_at,
    )

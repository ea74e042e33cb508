"""Puts prompts into the messages that carry them: one of their own a person, or one that is still to go."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field

from bot.chat.card_data import card_to_data
from bot.chat.cards import Card
from bot.desk import Desk
from bot.features.checkins import cards
from bot.features.checkins.background import Background, before_answers
from bot.features.checkins.copies import Copies, copies_of
from bot.features.checkins.storing import put_into, store
from bot.schedule import outbox
from bot.schedule.availability import own_times
from bot.schedule.moments import Letter
from bot.schedule.wall_clock import local_day
from bot.store.models import Delivery, Occurrence, Person, Prompt, Team
from bot.store.queries import prompts


@dataclass(frozen=True, slots=True)
class Carried:
    """What one person with these roles is asked, and the message that it joins, if there is one."""

    person: Person
    roles: tuple[str, ...]
    asked: Sequence[Prompt]
    joins: Letter | None = None


def carry(desk: Desk, occurrence: Occurrence, seen: Sequence[Carried], new: Sequence[Carried]) -> None:
    """Write the messages of these people and say which prompts each carries; store those of the new ones.

    What was `seen` before is stored; nobody has answered any of it.
    """
    team, every = desk.session.get_one(Team, occurrence.team_id), (*seen, *new)
    into = {one.person.id: one.joins.delivery_id for one in every if one.joins}
    own = [one for one in every if one.person.id not in into]
    into |= _written(desk, team, occurrence, own)
    store(desk.session, [prompt for one in new for prompt in one.asked], into)
    put_into(desk.session, [prompt for one in seen for prompt in one.asked], into)
    for one in every:
        if one.joins and one.joins.delivery_id:
            draw_anew(desk, team, desk.session.get_one(Delivery, one.joins.delivery_id), one.person)


def draw_anew(desk: Desk, team: Team, delivery: Delivery, person: Person) -> None:
    """Let a message that is not sent yet show all that it carries, for as long as any of it is open."""
    asked = prompts.carried_by(desk.session, delivery.id)
    delivery.card = card_to_data(cards.message(desk, team, person, asked))
    delivery.expires_at = max(prompt.closes_at for prompt in asked)


def _written(desk: Desk, team: Team, occurrence: Occurrence, own: Sequence[Carried]) -> dict[int, int | None]:
    """The deliveries of those who get a message of their own, by person id."""
    if not own:
        return {}
    known = before_answers(
        desk, team, [one.person for one in own], [prompt for one in own for prompt in one.asked]
    )
    drawn = _Drawn(desk, team, known)
    messages = [(one.person, _message(occurrence, one, drawn)) for one in own]
    deliveries = outbox.to_people(desk.session, messages, desk.now)
    return {
        person.id: deliveries[message.purpose]
        for person, message in messages
        if message.purpose in deliveries
    }


@dataclass(slots=True)
class _Drawn:
    """The cards of people; who would read the same words gets a copy with buttons of their own."""

    desk: Desk
    team: Team
    known: Background
    _by_words: dict[tuple[object, ...], Copies] = field(default_factory=dict)

    def card(self, one: Carried) -> Card | outbox.CardText:
        """The card of one person, or what is stored of it."""
        person, asked = one.person, one.asked
        if any(prompt.id in self.known.earlier for prompt in asked):
            return self._anew(one)
        facilitators = self.known.facilitators[local_day(self.desk.now, person.zone)]
        who = person.id if any(each.id == person.id for each in facilitators) else 0
        about = tuple((prompt.subject, prompt.due_at, prompt.closes_at) for prompt in asked)
        # What can be done later goes by the person's own times.
        words = (*about, person.locale, own_times(person), one.roles, who)
        if (like := self._by_words.get(words)) is None:
            like = self._by_words[words] = copies_of(card_to_data(self._anew(one)), asked)
        return like.of(asked)

    def _anew(self, one: Carried) -> Card:
        return cards.message(self.desk, self.team, one.person, one.asked, self.known)


def _message(occurrence: Occurrence, one: Carried, drawn: _Drawn) -> outbox.Message:
    return outbox.Message(
        f"check-in:{occurrence.id}:{one.person.id}",
        outbox.PROMPT,
        drawn.card(one),
        occurrence.team_id,
        one.asked[0].due_at,
        one.asked[0].closes_at,
    )

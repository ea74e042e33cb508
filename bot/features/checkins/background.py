"""What the cards of check-ins need from the database, read once for as many prompts as there are."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from bot.desk import Desk
from bot.store.models import Answer, Person, Prompt, Team
from bot.store.queries import prompts, seats


@dataclass(frozen=True, slots=True)
class Background:
    """The newest answer by prompt id, what was said before by prompt id, and who facilitates on a day."""

    answers: Mapping[int, Answer]
    earlier: Mapping[int, Answer]
    facilitators: Mapping[date, Sequence[Person]]


def background(desk: Desk, team: Team, people: Sequence[Person], asked: Sequence[Prompt]) -> Background:
    """The background of the prompts of these people."""
    days = {desk.reader(person).today for person in people}
    return Background(
        prompts.answers_to(desk.session, asked),
        prompts.answers_before(desk.session, asked),
        {day: seats.facilitators(desk.session, team.id, day) for day in days},
    )

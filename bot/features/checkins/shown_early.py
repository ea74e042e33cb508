"""What somebody was shown before it was due: what they left open comes in its time all the same."""

from __future__ import annotations

from collections.abc import Sequence

from sqlalchemy import select

from bot.desk import Desk
from bot.features.checkins.carrying import Carried
from bot.store.models import Occurrence, Person, Prompt
from bot.store.queries import prompts


def left_open(
    desk: Desk, occurrence: Occurrence, holders: Sequence[tuple[Person, list[str]]]
) -> list[Carried]:
    """The questions of an occurrence that these people saw early and did not answer, to be carried now."""
    people = {person.id: (person, tuple(roles)) for person, roles in holders}
    shown = desk.session.scalars(
        select(Prompt)
        .where(Prompt.occurrence_id == occurrence.id, Prompt.person_id.in_(people))
        .where(Prompt.early_at.is_not(None), Prompt.delivery_id.is_(None), Prompt.skipped_at.is_(None))
        .where(~prompts.answered())
        .order_by(Prompt.id)
    )
    found: dict[int, list[Prompt]] = {}
    for prompt in shown:
        found.setdefault(prompt.person_id, []).append(prompt)
    return [Carried(*people[person_id], asked) for person_id, asked in found.items()]

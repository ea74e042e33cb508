"""What somebody was shown before it was due: what they left open comes in its time all the same."""

from __future__ import annotations

from collections.abc import Sequence

from sqlalchemy import bindparam, select

from bot.desk import Desk
from bot.features.checkins.carrying import Carried
from bot.store.loaded import columns_of, loaded
from bot.store.models import Occurrence, Person, Prompt
from bot.store.prepared import Prepared
from bot.store.queries import prompts

_SHOWN = Prepared(
    select(*columns_of(Prompt))
    .where(
        Prompt.occurrence_id == bindparam("occurrence"),
        Prompt.person_id.in_(bindparam("people", expanding=True)),
    )
    .where(Prompt.early_at.is_not(None), Prompt.delivery_id.is_(None), Prompt.skipped_at.is_(None))
    .where(~prompts.answered())
    .order_by(Prompt.id),
    lists=("people",),
)


def left_open(
    desk: Desk, occurrence: Occurrence, holders: Sequence[tuple[Person, list[str]]]
) -> list[Carried]:
    """The questions of an occurrence that these people saw early and did not answer, to be carried now."""
    people = {person.id: (person, tuple(roles)) for person, roles in holders}
    rows = _SHOWN.rows(desk.session, {"occurrence": occurrence.id, "people": list(people)})
    found: dict[int, list[Prompt]] = {}
    for prompt in [loaded(desk.session, Prompt, row) for row in rows]:
        found.setdefault(prompt.person_id, []).append(prompt)
    return [Carried(*people[person_id], asked) for person_id, asked in found.items()]

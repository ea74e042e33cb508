"""What people said of how indicators move, without who said it."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from datetime import datetime
from typing import NamedTuple

from sqlalchemy import Table, func, select
from sqlalchemy.orm import Session

from bot.store.models import Answer, Prompt
from rubric.model import Instrument

_ANSWER: Table = Answer.__table__  # type: ignore[assignment]
_PROMPT: Table = Prompt.__table__  # type: ignore[assignment]


class Movement(NamedTuple):
    """What was said of an indicator (by the id that was asked about), and when."""

    subject: str
    movement: str
    at: datetime


def movements(session: Session, team_id: str, since: datetime, until: datetime) -> Sequence[Movement]:
    """What was said last to each prompt from `since` until just before `until`, oldest first."""
    newest = (
        select(func.max(_ANSWER.c.id))
        .where(_ANSWER.c.team_id == team_id, _ANSWER.c.given_at >= since, _ANSWER.c.given_at < until)
        .group_by(_ANSWER.c.prompt_id)
    )
    rows = session.execute(
        select(_PROMPT.c.subject, _ANSWER.c.movement, _ANSWER.c.given_at)
        .join(_PROMPT, _PROMPT.c.id == _ANSWER.c.prompt_id)
        .where(_ANSWER.c.id.in_(newest), _ANSWER.c.movement != "")
        .order_by(_ANSWER.c.id)
    )
    return [Movement(*row) for row in rows]


def by_indicator(today: Instrument, said: Iterable[Movement]) -> Mapping[str, Sequence[Movement]]:
    """The same by the ids of today; what was asked about something that is gone is left out."""
    found: dict[str, list[Movement]] = {}
    for one in said:
        if (indicator := today.finds(one.subject)) is not None:
            found.setdefault(indicator.id, []).append(one)
    return found

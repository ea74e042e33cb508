"""What supports the state of an indicator: items of evidence, and what came with ratings and answers."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from datetime import date

from sqlalchemy import select
from sqlalchemy.orm import Session

from bot.store.lineage import Lineage
from bot.store.models import Answer, Evidence, Prompt, Rating


def evidence_days(session: Session, lineage: Lineage, team_id: str) -> Mapping[str, Sequence[date]]:
    """The days (UTC) of every indicator's items, an empty list where there are none."""
    days: dict[str, list[date]] = {each.id: [] for each in lineage.today.indicators}
    for indicator_id, day in (*_given(session, lineage, team_id), *_with_answers(session, team_id)):
        if indicator_id in days:
            days[indicator_id].append(day)
    return days


def _given(session: Session, lineage: Lineage, team_id: str) -> Iterator[tuple[str | None, date]]:
    items = select(Evidence).where(Evidence.team_id == team_id, Evidence.withdrawn_at.is_(None))
    for item in session.scalars(items):
        yield lineage.id_today(item), item.dated_on
    said = select(Rating).where(Rating.team_id == team_id, Rating.undone_at.is_(None), Rating.evidence != "")
    for rating in session.scalars(said):
        yield lineage.id_today(rating), rating.given_at.date()


def _with_answers(session: Session, team_id: str) -> Iterator[tuple[str | None, date]]:
    linked = (
        select(Prompt.subject, Answer.given_at)
        .join(Prompt, Answer.prompt_id == Prompt.id)
        .where(Answer.team_id == team_id, Answer.link != "")
    )
    for subject, given_at in session.execute(linked):
        yield subject, given_at.date()


def items_of(session: Session, lineage: Lineage, team_id: str, indicator_id: str) -> Sequence[Evidence]:
    """The items for an indicator of today, the newest first, without those that were withdrawn."""
    return session.scalars(
        select(Evidence)
        .where(Evidence.team_id == team_id, Evidence.withdrawn_at.is_(None))
        .where(lineage.about(Evidence, indicator_id))
        .order_by(Evidence.dated_on.desc(), Evidence.id.desc())
    ).all()

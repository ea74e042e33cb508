"""What supports the state of an indicator: items of evidence, and what came with ratings and answers."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from datetime import date

from sqlalchemy import func, select
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


def newest_days(session: Session, lineage: Lineage, team_id: str) -> Mapping[str, date]:
    """The day (UTC) of the newest item of each indicator that has any; a few rows, however many items."""
    about = [Evidence.instrument, Evidence.version, Evidence.fingerprint, Evidence.indicator]
    items = session.execute(
        select(*about, func.max(Evidence.dated_on).label("newest"))
        .where(Evidence.team_id == team_id, Evidence.withdrawn_at.is_(None))
        .group_by(*about)
    )
    under = [Rating.instrument, Rating.version, Rating.fingerprint, Rating.indicator]
    rated = session.execute(
        select(*under, func.max(Rating.given_at).label("newest"))
        .where(Rating.team_id == team_id, Rating.undone_at.is_(None), Rating.evidence != "")
        .group_by(*under)
    )
    linked = session.execute(
        select(Prompt.subject, func.max(Answer.given_at))
        .join(Prompt, Answer.prompt_id == Prompt.id)
        .where(Answer.team_id == team_id, Answer.link != "")
        .group_by(Prompt.subject)
    )
    days: dict[str, date] = {}
    for indicator_id, day in (
        *((lineage.id_today(row), row.newest) for row in items),
        *((lineage.id_today(row), row.newest.date()) for row in rated),
        *((subject, newest.date()) for subject, newest in linked),
    ):
        if indicator_id is not None:
            days[indicator_id] = max(day, days.get(indicator_id, day))
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

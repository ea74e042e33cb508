"""Reads the at-a-glance of a team from the database as it is now, and those that were frozen."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date

from sqlalchemy import select
from sqlalchemy.orm import Session

from bot.records.glance import Confirmation, Glance, Line, Record, Section, State, from_data, school_year
from bot.schedule.wall_clock import local_day
from bot.store.lineage import Lineage, lineage_of
from bot.store.models import AgreedState, AtAGlance, Goal, Person, Team
from bot.store.queries import ratings
from bot.store.queries.evidence import evidence_days
from rubric import measure
from rubric.fingerprint import fingerprint
from rubric.model import Indicator, Instrument


def glance_now(session: Session, team: Team, instrument: Instrument, today: date) -> Glance:
    """The record as it would be made on a day (in the team's zone)."""
    lineage, year = lineage_of(session, instrument), school_year(today)
    agreed = ratings.agreed(session, lineage, team.id).newest
    goals = ratings.goals(session, lineage, team.id).newest
    items = evidence_days(session, lineage, team.id)
    before = _levels_before(session, lineage, team.id, year)
    return Glance(
        team=team.id,
        team_name=team.name,
        year=year,
        made_on=today.isoformat(),
        instrument=instrument.id,
        instrument_title=instrument.title,
        version=instrument.version,
        fingerprint=fingerprint(instrument),
        levels=instrument.level_names,
        sections=tuple(Section(each.id, each.short_title) for each in instrument.outcomes),
        lines=tuple(
            _line(
                each,
                before.get(each.id),
                agreed.get(each.id),
                goals.get(each.id),
                _fresh(items[each.id], today),
            )
            for each in instrument.indicators
        ),
    )


def record_of(session: Session, team: Team, instrument: Instrument, today: date, year: str) -> Record | None:
    """The record that stands of a year, None where there is none; without a year the state of today."""
    if not year:
        return Record(glance_now(session, team, instrument, today))
    row = confirmed(session, team.id, year)
    return Record(from_data(row.content), _confirmation(session, team, row)) if row else None


def confirmed(session: Session, team_id: str, year: str = "") -> AtAGlance | None:
    """The newest record that stands, of a year if one is named."""
    rows = select(AtAGlance).where(AtAGlance.team_id == team_id, AtAGlance.confirmed_at.is_not(None))
    if year:
        rows = rows.where(AtAGlance.year == year)
    return session.scalar(rows.order_by(AtAGlance.year.desc(), AtAGlance.id.desc()).limit(1))


def before_year(session: Session, team_id: str, year: str) -> AtAGlance | None:
    """The newest record that stands of an earlier year."""
    return session.scalar(
        select(AtAGlance)
        .where(AtAGlance.team_id == team_id, AtAGlance.confirmed_at.is_not(None), AtAGlance.year < year)
        .order_by(AtAGlance.year.desc(), AtAGlance.id.desc())
        .limit(1)
    )


def prepared(session: Session, team_id: str) -> AtAGlance | None:
    """The record that waits for a second person."""
    return session.scalar(
        select(AtAGlance)
        .where(AtAGlance.team_id == team_id)
        .where(AtAGlance.confirmed_at.is_(None), AtAGlance.discarded_at.is_(None))
        .order_by(AtAGlance.id.desc())
        .limit(1)
    )


def years(session: Session, team_id: str) -> Sequence[str]:
    """The years with a record that stands, newest first."""
    return session.scalars(
        select(AtAGlance.year)
        .where(AtAGlance.team_id == team_id, AtAGlance.confirmed_at.is_not(None))
        .distinct()
        .order_by(AtAGlance.year.desc())
    ).all()


def _levels_before(session: Session, lineage: Lineage, team_id: str, year: str) -> Mapping[str, int]:
    """The levels of the record of an earlier year, by the indicators of today that they count for."""
    row = before_year(session, team_id, year)
    edition = lineage.editions.get(row.version) if row and row.instrument == lineage.today.id else None
    if row is None or edition is None:
        return {}
    return {
        edition.now[line.indicator]: line.state.level
        for line in from_data(row.content).lines
        if line.state is not None and line.indicator in edition.now
    }


def _confirmation(session: Session, team: Team, row: AtAGlance) -> Confirmation | None:
    if row.confirmed_at is None or row.confirmed_by is None:
        return None
    first, second = (session.get_one(Person, one).name for one in (row.prepared_by, row.confirmed_by))
    return Confirmation(local_day(row.confirmed_at, team.zone).isoformat(), first, second, row.reason)


def _line(
    indicator: Indicator, before: int | None, agreed: AgreedState | None, goal: Goal | None, evidence: int
) -> Line:
    return Line(
        indicator=indicator.id,
        title=indicator.short_title,
        outcome=indicator.outcome_id,
        audience=indicator.audience,
        previous=before,
        state=_state(agreed) if agreed else None,
        goal=goal.level if goal else None,
        goal_by=goal.by_day.isoformat() if goal else "",
        evidence=evidence,
    )


def _state(agreed: AgreedState) -> State:
    return State(
        agreed.level,
        agreed.agreed_on.isoformat(),
        agreed.people,
        agreed.agreement,
        agreed.dissent,
        agreed.provisional,
    )


def _fresh(days: Sequence[date], today: date) -> int:
    return sum(1 for day in days if measure.evidence_coverage({"": [day]}, today)[0])

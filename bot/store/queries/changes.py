"""The log of a team: who changed what, the newest first; what is said in confidence without name or time."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import Select, select
from sqlalchemy.orm import Session

from bot.store.models import Change, Person

# Who did it, and at what time of day, stays with them: beside the figures it could tell what they said.
IN_CONFIDENCE = frozenset({"rating", "consensus vote", "importance"})
# What an account or a team is meant by is nobody's business but their own.
_NOT_OF_TEAM = ("team meant", "link code")
_OF_PERSON = "person:"
_AT_ONCE = 500


@dataclass(frozen=True, slots=True)
class Logged:
    """One change; `who` is a name, or a word such as `config`, and empty in confidence."""

    id: int
    at: datetime
    who: str
    through: str
    record: str
    record_id: str
    what: str

    @property
    def in_confidence(self) -> bool:
        """Whether only its day is told."""
        return self.record in IN_CONFIDENCE


@dataclass(frozen=True, slots=True)
class Wanted:
    """Which changes: of a sort of record, or by a person; empty is all."""

    record: str = ""
    person_id: int | None = None


def logged(
    session: Session, team_id: str, wanted: Wanted, *, before: int | None, most: int
) -> Sequence[Logged]:
    """The newest changes that are older than the one of that id."""
    rows = session.scalars(_rows(team_id, wanted, before).limit(most)).all()
    return _told(rows, _names(session, rows))


def every_change(session: Session, team_id: str) -> Iterator[Logged]:
    """All changes of a team, the newest first, read in pieces."""
    before: int | None = None
    while found := logged(session, team_id, Wanted(), before=before, most=_AT_ONCE):
        yield from found
        before = found[-1].id


def records(session: Session, team_id: str) -> Sequence[str]:
    """The sorts of record that were ever changed."""
    return session.scalars(
        select(Change.record)
        .where(Change.team_id == team_id, Change.record.not_in(_NOT_OF_TEAM))
        .distinct()
        .order_by(Change.record)
    ).all()


def people(session: Session, team_id: str) -> Mapping[int, str]:
    """The names of those who ever changed something that is told with a name."""
    who = select(Change.who).where(Change.team_id == team_id, Change.record.not_in(IN_CONFIDENCE)).distinct()
    ids = [int(one.removeprefix(_OF_PERSON)) for one in session.scalars(who) if one.startswith(_OF_PERSON)]
    return {one.id: one.name for one in session.scalars(select(Person).where(Person.id.in_(ids)))}


def _rows(team_id: str, wanted: Wanted, before: int | None) -> Select[tuple[Change]]:
    rows = select(Change).where(Change.team_id == team_id, Change.record.not_in(_NOT_OF_TEAM))
    rows = rows.order_by(Change.id.desc())
    if before is not None:
        rows = rows.where(Change.id < before)
    if wanted.record:
        rows = rows.where(Change.record == wanted.record)
    if wanted.person_id is not None:
        own = Change.who == f"{_OF_PERSON}{wanted.person_id}"
        rows = rows.where(own, Change.record.not_in(IN_CONFIDENCE))
    return rows


def _names(session: Session, rows: Sequence[Change]) -> Mapping[str, str]:
    ids = {int(row.who.removeprefix(_OF_PERSON)) for row in rows if row.who.startswith(_OF_PERSON)}
    found = session.scalars(select(Person).where(Person.id.in_(ids))) if ids else ()
    return {f"{_OF_PERSON}{one.id}": one.name for one in found}


def _told(rows: Sequence[Change], names: Mapping[str, str]) -> Sequence[Logged]:
    return [
        Logged(
            row.id,
            row.at,
            "" if row.record in IN_CONFIDENCE else names.get(row.who, row.who),
            row.through,
            row.record,
            row.record_id,
            row.what,
        )
        for row in rows
    ]

"""What was said under any version of a team's instrument, as it counts in the version of today.

The rule is `rubric.carrying`; this is the one place where rows meet it.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache
from typing import Protocol

from sqlalchemy import ColumnElement, Table, and_, bindparam, false, or_, select
from sqlalchemy.orm import Session

from bot.store.models import AgreedState, Evidence, Goal, Importance, InstrumentVersion, Rating
from bot.store.prepared import Prepared
from rubric.carrying import carried
from rubric.fingerprint import REMEMBERED, fingerprint
from rubric.from_data import instrument_from_data
from rubric.model import Indicator, Instrument, UnknownIndicator

_VERSION: Table = InstrumentVersion.__table__  # type: ignore[assignment]
_OTHERS = Prepared(
    select(_VERSION.c.version, _VERSION.c.fingerprint)
    .where(_VERSION.c.instrument == bindparam("id"), _VERSION.c.version != bindparam("today"))
    .order_by(_VERSION.c.first_seen_at, _VERSION.c.version)
)
_CONTENT = Prepared(
    select(_VERSION.c.content).where(
        _VERSION.c.instrument == bindparam("id"), _VERSION.c.version == bindparam("version")
    )
)

Said = Rating | AgreedState | Goal | Evidence | Importance


class Worded(Protocol):
    """Whatever was said about an indicator in the words of a version."""

    @property
    def instrument(self) -> str:
        """The instrument's id."""

    @property
    def version(self) -> str:
        """Its version."""

    @property
    def fingerprint(self) -> str | None:
        """Of that version's words."""

    @property
    def indicator(self) -> str:
        """By the id of then."""


@dataclass(frozen=True, slots=True)
class Edition:
    """One version of an instrument with its words and their fingerprint.

    `now` gives the ids that its indicators have today, where what was said about them counts; `akin` those of
    the same indicators on another scale, where it is history.
    """

    words: Instrument
    fingerprint: str
    now: Mapping[str, str]
    akin: Mapping[str, str]

    def counts(self, row: Worded) -> bool:
        """Whether the row was said under these very words; rows of before fingerprints were not marked."""
        return row.fingerprint in (None, self.fingerprint)

    def about(self, table: type[Said], indicator_id: str) -> ColumnElement[bool]:
        """Which rows of a table were said under these words about an indicator, by the id of then."""
        return and_(
            table.instrument == self.words.id,
            table.version == self.words.version,
            table.indicator == indicator_id,
            or_(table.fingerprint.is_(None), table.fingerprint == self.fingerprint),
        )


@dataclass(frozen=True, slots=True)
class Lineage:
    """The instrument of today, and every version of it by its name, oldest first, today's last."""

    today: Instrument
    editions: Mapping[str, Edition]

    def id_today(self, row: Worded) -> str | None:
        """The indicator of today that the row counts for; None: it is history only."""
        edition = self._edition(row)
        return None if edition is None else edition.now.get(row.indicator)

    def as_it_was(self, row: Worded) -> Indicator | None:
        """The indicator with the words that the row was said under; None where nobody has them any more."""
        edition = self._edition(row)
        try:
            return None if edition is None else edition.words.indicator(row.indicator)
        except UnknownIndicator:
            return None

    def named(self, indicator_id: str) -> Indicator | None:
        """The indicator in today's version, else in the newest that has it; None where none has."""
        for words in (self.today, *(each.words for each in self.others)):
            try:
                return words.indicator(indicator_id)
            except UnknownIndicator:
                continue
        return None

    def is_of_today(self, row: Worded) -> bool:
        """Whether the row was said under today's version."""
        return (row.instrument, row.version) == (self.today.id, self.today.version)

    def about(self, table: type[Said], indicator_id: str) -> ColumnElement[bool]:
        """Which rows of a table count for an indicator of today."""
        fitting = [edition.about(table, old_id) for edition, old_id in self.ids_of_then(indicator_id)]
        return or_(false(), *fitting)

    def ids_of_then(self, indicator_id: str) -> list[tuple[Edition, str]]:
        """Under which ids an indicator of today was known in which version."""
        return [
            (edition, old_id)
            for edition in self.editions.values()
            for old_id, new_id in edition.now.items()
            if new_id == indicator_id
        ]

    @property
    def others(self) -> tuple[Edition, ...]:
        """The versions that are not today's, the newest first."""
        return tuple(each for version, each in self.editions.items() if version != self.today.version)[::-1]

    def _edition(self, row: Worded) -> Edition | None:
        edition = self.editions.get(row.version) if row.instrument == self.today.id else None
        return edition if edition is not None and edition.counts(row) else None


def under(today: Instrument) -> dict[str, str]:
    """The columns that tell under which words something is said."""
    return {"instrument": today.id, "version": today.version, "fingerprint": fingerprint(today)}


def lineage_of(session: Session, today: Instrument) -> Lineage:
    """Today's instrument with all other versions of it that were ever in use."""
    others = _OTHERS.rows(session, {"id": today.id, "today": today.version})
    editions = {
        version: _edition(_words(session, today.id, version, known_by), known_by, today)
        for version, known_by in others
    }
    return Lineage(today, editions | {today.version: _own_edition(today)})


@dataclass(slots=True)
class _Shelf:
    """The words of a version, once they were read: they never change, and to read them takes a while."""

    words: Instrument | None = None


@lru_cache(maxsize=REMEMBERED)
def _shelf(_instrument_id: str, _version: str, _known_by: str) -> _Shelf:
    return _Shelf()


def _words(session: Session, instrument_id: str, version: str, known_by: str) -> Instrument:
    shelf = _shelf(instrument_id, version, known_by)
    if shelf.words is None:
        ((content,),) = _CONTENT.rows(session, {"id": instrument_id, "version": version})
        shelf.words = instrument_from_data(content)
    return shelf.words


@lru_cache(maxsize=REMEMBERED)
def _own_edition(today: Instrument) -> Edition:
    return Edition(today, fingerprint(today), {each.id: each.id for each in today.indicators}, {})


@lru_cache(maxsize=REMEMBERED)
def _edition(words: Instrument, known_by: str, today: Instrument) -> Edition:
    found = carried(words, today)
    return Edition(words, known_by, found.ids, found.other_scale)

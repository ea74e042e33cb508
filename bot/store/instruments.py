"""Keeps every version of every instrument with its words; refuses words that changed under an old version."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime
from itertools import count

from sqlalchemy import select, update
from sqlalchemy.orm import Session

from bot.store.models import AgreedState, Goal, InstrumentVersion, Rating
from bot.store.problems import StoreProblem
from rubric.as_data import instrument_as_data
from rubric.compare import Difference, differences
from rubric.fingerprint import fingerprint
from rubric.from_data import instrument_from_data
from rubric.model import Instrument, Library

_TOLD = 5
_SAID_UNDER_A_VERSION = (Rating, AgreedState, Goal)


@dataclass(frozen=True, slots=True)
class Changed:
    """An instrument whose words are not those that its version stands for; `free` is an unused version."""

    instrument: Instrument
    differences: tuple[Difference, ...]
    free: str


class InstrumentsChanged(StoreProblem):
    """Instruments changed and kept their version; nothing was stored."""

    def __init__(self, changed: Sequence[Changed]) -> None:
        self.changed = tuple(changed)
        super().__init__("the words of a rubric have changed under its version", "Raise the version")
        self.args = ("\n".join(line for each in changed for line in _lines(each)),)


def changed_instruments(session: Session, library: Library) -> tuple[Changed, ...]:
    """Every instrument that says other things than when its version was first seen."""
    found = []
    for instrument in library.instruments.values():
        known = session.get(InstrumentVersion, (instrument.id, instrument.version))
        if known is not None and known.fingerprint != fingerprint(instrument):
            was = instrument_from_data(known.content)
            found.append(Changed(instrument, differences(was, instrument), _free(session, instrument)))
    return tuple(found)


def keep_versions(session: Session, library: Library, now: datetime) -> None:
    """Store every version that is new, and give rows of before fingerprints theirs.

    Raises InstrumentsChanged, before anything is stored, for words that changed under a version.
    """
    if changed := changed_instruments(session, library):
        raise InstrumentsChanged(changed)
    for instrument in library.instruments.values():
        if session.get(InstrumentVersion, (instrument.id, instrument.version)) is None:
            session.add(_row(instrument, now))
        _fill_in(session, instrument)
    session.flush()


def version_as_it_was(session: Session, instrument_id: str, version: str) -> Instrument | None:
    """A version with the words that it was first seen with."""
    known = session.get(InstrumentVersion, (instrument_id, version))
    return None if known is None else instrument_from_data(known.content)


def versions_known(session: Session, instrument_id: str) -> Sequence[str]:
    """The versions of an instrument that were ever seen, oldest first."""
    return session.scalars(
        select(InstrumentVersion.version)
        .where(InstrumentVersion.instrument == instrument_id)
        .order_by(InstrumentVersion.first_seen_at, InstrumentVersion.version)
    ).all()


def _row(instrument: Instrument, now: datetime) -> InstrumentVersion:
    return InstrumentVersion(
        instrument=instrument.id,
        version=instrument.version,
        fingerprint=fingerprint(instrument),
        content=instrument_as_data(instrument),
        first_seen_at=now,
    )


def _fill_in(session: Session, instrument: Instrument) -> None:
    for table in _SAID_UNDER_A_VERSION:
        session.execute(
            update(table)
            .where(
                table.instrument == instrument.id,
                table.version == instrument.version,
                table.fingerprint.is_(None),
            )
            .values(fingerprint=fingerprint(instrument))
        )


def _free(session: Session, instrument: Instrument) -> str:
    """The next version that nobody has used, to be proposed."""
    taken = {*versions_known(session, instrument.id), instrument.version}
    numbered = instrument.version.isdecimal()
    first = int(instrument.version) + 1 if numbered else 2
    proposals = (str(each) if numbered else f"{instrument.version}-{each}" for each in count(first))
    return next(each for each in proposals if each not in taken)


def _lines(changed: Changed) -> Iterator[str]:
    name, version = changed.instrument.id, changed.instrument.version
    yield f"The rubric {name} has changed, but its file still says version {version}."
    yield f"What was said under version {version} would change its meaning: nothing was stored. What changed:"
    yield from _told(changed.differences)
    yield f'To work with the new words, write version: "{changed.free}" in the file: what can be carried over'
    yield "then counts on. To go on with the old words, bring the file back as it was."
    yield f"All changes, and what is carried over: stem-bot rubric diff {name}@{version} {name}"


def _told(found: Sequence[Difference]) -> Iterable[str]:
    for each in found[:_TOLD]:
        yield f"  {each.where}, {each.what}"
        yield f"    was: {each.old or '(not there)'}"
        yield f"    is:  {each.new or '(not there)'}"
    if len(found) > _TOLD:
        yield f"  and {len(found) - _TOLD} more"

"""Whatever has an id in a library as a text for a terminal."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import asdict
from typing import Any

from bot.cli.rubric.instrument_text import indicator_lines, instrument_lines
from bot.cli.rubric.lead_text import lead_lines
from bot.cli.rubric.role_text import equity_role_lines, role_lines
from bot.cli.rubric.wrapping import bullets, wrapped
from rubric.catalogue import Entry
from rubric.equity_team import EquityRole
from rubric.facilitation import Protocol
from rubric.implementation_lead import ImplementationLead
from rubric.model import Indicator, Instrument, Library, NormSet, Role

_SHOWN_ALREADY = {"id", "title", "source"}


def entry_lines(entry: Entry, library: Library) -> Iterator[str]:
    """The entry under a line that says what it is, and above one that says where it comes from."""
    if isinstance(entry.thing, Instrument):
        yield from instrument_lines(entry.thing)
        return
    if not isinstance(entry.thing, Indicator):
        yield from wrapped(f"{entry.title} ({entry.kind} {entry.id})")
    yield from _body(entry, library)
    yield from wrapped(f"Source: {entry.source}")


def _body(entry: Entry, library: Library) -> Iterator[str]:
    match entry.thing:
        case Indicator():
            yield from indicator_lines(entry.thing)
        case Role():
            yield from role_lines(entry.thing, library)
        case EquityRole():
            yield from equity_role_lines(entry.thing, library)
        case ImplementationLead():
            yield from lead_lines(entry.thing)
        case Protocol():
            yield from _protocol_lines(entry.thing)
        case NormSet():
            yield from bullets(
                (f"{each.title} ({each.id}): {each.means}" for each in entry.thing.norms), "  "
            )
        case _:
            fields = asdict(entry.thing)
            yield from _field_lines({name: value for name, value in fields.items() if value != entry.title})


def _protocol_lines(protocol: Protocol) -> Iterator[str]:
    yield from wrapped(f"{protocol.purpose} {protocol.minutes} minutes, {protocol.group}.", "  ")
    for phase in protocol.phases:
        yield from wrapped(f"{phase.minutes:>3} min  {phase.title}: {phase.what}", "  ", " " * 11)


def _field_lines(fields: dict[str, Any]) -> Iterator[str]:
    """Every field that says something, under its name in plain words."""
    for name, value in fields.items():
        label = name.replace("_", " ").capitalize()
        if not value or name in _SHOWN_ALREADY:
            continue
        if isinstance(value, tuple):
            yield f"  {label}:"
            yield from bullets(map(str, value), "    ")
        else:
            yield from wrapped(f"{label}: {'yes' if value is True else value}", "  ", "    ")

"""What a person may say beside the file, and what the importer needs to know of the rubrics there are."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass, field

from rubric.model import Instrument


@dataclass(frozen=True, slots=True)
class Options:
    """How to read a file; what is empty is taken from the file itself."""

    instrument_id: str = ""
    version: str = ""
    title: str = ""
    levels: tuple[str, ...] = ()  # lowest first
    audiences: Mapping[str, str] = field(default_factory=dict)  # what the file says -> what it is here
    sheet: str = ""
    known_audiences: Collection[str] = ()  # those that roles answer for
    known_instruments: Mapping[str, Instrument] = field(default_factory=dict)

"""What was understood of a file before it is known to be whole: every importer makes one of these."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum


class Kind(StrEnum):
    """What a file was read as."""

    YAML = "a rubric in YAML"
    TABLE = "a table with one row per indicator"
    MAP = "the text of a map"


@dataclass(frozen=True, slots=True)
class Cell:
    """What stands at one level of one indicator; without behaviours where the cell is empty."""

    behaviours: tuple[str, ...]
    where: str


@dataclass(frozen=True, slots=True)
class OutcomeDraft:
    """An outcome as the file words it."""

    id: str
    title: str
    where: str
    map_title: str = ""
    short_title: str = ""


@dataclass(frozen=True, slots=True)
class IndicatorDraft:
    """An indicator as the file words it; `cells` are lowest first and may be fewer than the levels."""

    id: str
    outcome_id: str
    audience: str  # free text, as the file has it
    title: str
    where: str
    cells: tuple[Cell, ...]
    map_title: str = ""
    short_title: str = ""
    whole_team: bool | None = None  # None where the file does not say
    aliases: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Draft:
    """A rubric as far as it was understood; texts that were not found are empty."""

    kind: Kind
    levels: tuple[str, ...]  # lowest first
    highest_first: bool  # how the file itself has them
    outcomes: tuple[OutcomeDraft, ...]
    indicators: tuple[IndicatorDraft, ...]
    facts: Mapping[str, str] = field(default_factory=dict)  # id, version, title, standard, source

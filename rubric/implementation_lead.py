"""The leader of the implementation support team: duties, meetings, communication, and how one is chosen."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from rubric.cadence import Cadence

__all__ = ["BriefPart", "Criterion", "Duty", "ImplementationLead", "NamedHelper", "StakeholderGroup"]


@dataclass(frozen=True, slots=True)
class Duty:
    """One responsibility of the leader; `heading` is planning, coordination or communication."""

    id: str
    heading: str
    what: str
    cadence: Cadence
    source: str


@dataclass(frozen=True, slots=True)
class BriefPart:
    """One part of what a stepback meeting is told."""

    id: str
    title: str
    asks: tuple[str, ...]
    source: str


@dataclass(frozen=True, slots=True)
class StakeholderGroup:
    """A group that the communications plan has key messages for; the prompts help to write them."""

    id: str
    title: str
    prompts: tuple[str, ...]
    source: str


@dataclass(frozen=True, slots=True)
class Criterion:
    """Something to look for when the leader is chosen: a private checklist, never a score of a person."""

    id: str
    what: str
    source: str


@dataclass(frozen=True, slots=True)
class NamedHelper:
    """Who helps the leader with next steps, notes and logistics."""

    id: str
    title: str
    about: str
    does: tuple[str, ...]
    source: str


@dataclass(frozen=True, slots=True)
class ImplementationLead:
    """Everything on the leader of the implementation support team, the lists in the order of the file."""

    id: str
    title: str
    about: tuple[str, ...]
    positions: tuple[str, ...]
    duties: Mapping[str, Duty]
    stepback: Mapping[str, BriefPart]
    stakeholders: Mapping[str, StakeholderGroup]
    criteria: Mapping[str, Criterion]
    helper: NamedHelper
    source: str

"""What helps a network of teacher leaders work: protocols, agendas, groups, prompts for facilitators."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

__all__ = [
    "AgendaElement",
    "Facilitation",
    "Grouping",
    "LearningPrompt",
    "Phase",
    "Practice",
    "Protocol",
    "ReflectionPrompt",
]


@dataclass(frozen=True, slots=True)
class Phase:
    """One step of a protocol."""

    title: str
    minutes: int
    what: str


@dataclass(frozen=True, slots=True)
class Protocol:
    """A structured way to run a part of a meeting."""

    id: str
    title: str
    purpose: str
    group: str  # how many people, in words
    phases: tuple[Phase, ...]
    source: str

    @property
    def minutes(self) -> int:
        """How long all phases take together."""
        return sum(each.minutes for each in self.phases)


@dataclass(frozen=True, slots=True)
class AgendaElement:
    """A part that an agenda may have."""

    id: str
    title: str
    what: str
    minutes: int  # a proposal
    source: str


@dataclass(frozen=True, slots=True)
class Grouping:
    """A way to make groups out of a network's members."""

    id: str
    title: str
    what: str
    useful_for: str
    source: str


@dataclass(frozen=True, slots=True)
class LearningPrompt:
    """Something that a person new to facilitating learns or tries out."""

    id: str
    title: str
    what: str
    source: str


@dataclass(frozen=True, slots=True)
class ReflectionPrompt:
    """A question that a facilitator asks of their own work."""

    id: str
    asks: str
    source: str


@dataclass(frozen=True, slots=True)
class Practice:
    """What a network does so that people can work together; `heading` is the factor it belongs to."""

    id: str
    title: str
    heading: str
    what: str
    source: str


@dataclass(frozen=True, slots=True)
class Facilitation:
    """Everything on networks and facilitation, each by id in the order of the file."""

    protocols: Mapping[str, Protocol]
    agenda: Mapping[str, AgendaElement]
    groupings: Mapping[str, Grouping]
    learning: Mapping[str, LearningPrompt]
    reflection: Mapping[str, ReflectionPrompt]
    practices: Mapping[str, Practice]

"""Makes the roles of an equity team of their YAML document."""

from __future__ import annotations

from collections.abc import Collection
from functools import partial

from rubric.entries import by_id, cadence, ids_below
from rubric.equity_team import AlsoNamed, CompositionCheck, ConcernLine, EquityRole, EquityTeam, Expectation
from rubric.sections import Section

DOCUMENT_KEYS = frozenset({"source", "roles", "also_named", "concerns", "composition"})

NOTHING = EquityTeam({}, {}, {}, {})

_ROLE = frozenset({"id", "title", "about", "positions", "often_held_by", "expectations", "source"})
_EXPECTATION = frozenset({"id", "what", "cadence", "with_whom", "in_person", "source"})
_NAMED = frozenset({"id", "title", "about", "is_outside", "source"})
_CONCERN = frozenset({"id", "holder", "goes_to", "source"})
_COMPOSITION = frozenset({"id", "title", "asks", "tag", "source"})


def read_equity_team(section: Section, roles: Collection[str], before: EquityTeam = NOTHING) -> EquityTeam:
    """Read what a file adds to the files before it, or words anew; `roles` are ids of team roles."""
    own = ids_below(section, "roles"), ids_below(section, "also_named")
    people = (*before.roles, *before.also_named, *own[0], *own[1])
    read_role = partial(_read_role, roles=roles, people=people)
    read_concern = partial(_read_concern, people=people)
    return EquityTeam(
        roles={**before.roles, **by_id(section, "roles", _ROLE, read_role)},
        also_named={**before.also_named, **by_id(section, "also_named", _NAMED, _read_named)},
        concerns={**before.concerns, **by_id(section, "concerns", _CONCERN, read_concern)},
        composition={**before.composition, **by_id(section, "composition", _COMPOSITION, _read_composition)},
    )


def _read_role(section: Section, roles: Collection[str], people: Collection[str]) -> EquityRole:
    read = partial(_read_expectation, people=people)
    return EquityRole(
        id=section.identifier(),
        title=section.title(),
        about=section.text("about"),
        positions=section.texts("positions", least=0),
        often_held_by=section.some_of("often_held_by", roles),
        expectations=tuple(by_id(section, "expectations", _EXPECTATION, read, required=True).values()),
        source=section.source(),
    )


def _read_expectation(section: Section, people: Collection[str]) -> Expectation:
    return Expectation(
        id=section.identifier(),
        what=section.text("what"),
        cadence=cadence(section),
        with_whom=section.some_of("with_whom", people),
        in_person=section.flag("in_person"),
        source=section.source(),
    )


def _read_named(section: Section) -> AlsoNamed:
    return AlsoNamed(
        id=section.identifier(),
        title=section.title(),
        about=section.text("about"),
        is_outside=section.flag("is_outside"),
        source=section.source(),
    )


def _read_concern(section: Section, people: Collection[str]) -> ConcernLine:
    return ConcernLine(
        id=section.identifier(),
        holder=section.one_of("holder", people),
        goes_to=section.some_of("goes_to", people, least=1),
        source=section.source(),
    )


def _read_composition(section: Section) -> CompositionCheck:
    return CompositionCheck(
        id=section.identifier(),
        title=section.title(),
        asks=section.text("asks"),
        tag=section.optional_text("tag"),
        source=section.source(),
    )

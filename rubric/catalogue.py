"""Everything in a library, by kind and id, for whoever lists it or looks something up by a bare id."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from rubric.equity_team import AlsoNamed, CompositionCheck, ConcernLine, EquityRole, EquityTeam, Expectation
from rubric.facilitation import (
    AgendaElement,
    Facilitation,
    Grouping,
    LearningPrompt,
    Practice,
    Protocol,
    ReflectionPrompt,
)
from rubric.implementation_lead import (
    BriefPart,
    Criterion,
    Duty,
    ImplementationLead,
    NamedHelper,
    StakeholderGroup,
)
from rubric.model import Indicator, Instrument, Library, Norm, NormSet, Outcome, Role
from rubric.nearest import closest, plain
from rubric.responsibilities import AccountabilityLine, Area, Responsibilities, Responsibility

__all__ = ["Entry", "Thing", "UnknownEntry", "entries", "find"]

Thing = (
    Instrument | Outcome | Indicator | Role | Area | Responsibility | AccountabilityLine | NormSet | Norm
    | Protocol | AgendaElement | Grouping | LearningPrompt | ReflectionPrompt | Practice
    | EquityRole | Expectation | AlsoNamed | ConcernLine | CompositionCheck
    | ImplementationLead | Duty | BriefPart | StakeholderGroup | Criterion | NamedHelper
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Entry:
    """Something in a library; `kind` says in words what it is, `title` names it to people."""

    kind: str
    id: str
    title: str
    source: str
    thing: Thing


class UnknownEntry(LookupError):  # noqa: N818 - the name says what is wrong
    """Nothing in the library has this id; `nearest` is the most similar one, if any is similar."""

    def __init__(self, given: str, nearest: Entry | None) -> None:
        self.given = given
        self.nearest = nearest
        hint = f" Closest: {nearest.id} ({nearest.kind}: {nearest.title})." if nearest else ""
        super().__init__(f"There is nothing with the id {given!r}.{hint}")


def entries(library: Library) -> Iterator[Entry]:
    """Yield everything, kind after kind, each in the order of its file."""
    for instrument in library.instruments.values():
        yield _entry("instrument", instrument, instrument.title)
        yield from (_entry("outcome", each, each.short_title) for each in instrument.outcomes)
        yield from (_entry("indicator", each, each.short_title) for each in instrument.indicators)
    yield from (_entry("role", each, each.title) for each in library.roles.values())
    yield from _responsibilities(library.responsibilities, library)
    for norm_set in library.norm_sets.values():
        yield _entry("norm set", norm_set, norm_set.title)
        yield from (_entry("norm", each, each.title) for each in norm_set.norms)
    yield from _facilitation(library.facilitation)
    yield from _equity_team(library.equity_team)
    yield from _implementation_lead(library.implementation_lead)


def find(library: Library, given: str) -> tuple[Entry, ...]:
    """Find what has this id or alias, whatever the case and blanks; else raise UnknownEntry.

    More than one only where a district's files use an id of ours for another kind of thing.
    """
    everything = tuple(entries(library))
    wanted = plain(given)
    found = tuple(each for each in everything if wanted in map(plain, _names(each)))
    if not found:
        raise UnknownEntry(given, closest(given, {each.id: each for each in everything}))
    return found


def _names(entry: Entry) -> tuple[str, ...]:
    aliases = entry.thing.aliases if isinstance(entry.thing, Indicator) else ()
    return (entry.id, *aliases)


def _entry(kind: str, thing: Thing, title: str) -> Entry:
    return Entry(kind, thing.id, title, thing.source, thing)


def _responsibilities(held: Responsibilities, library: Library) -> Iterator[Entry]:
    yield from (_entry("area", each, each.title) for each in held.areas.values())
    for cell in held.cells.values():
        title = f"{library.roles[cell.role_id].title}: {held.areas[cell.area_id].title}"
        yield _entry("responsibility", cell, title)
    for line in held.lines.values():
        yield _entry("accountability line", line, f"{library.roles[line.holder].title}: {line.for_what}")


def _facilitation(held: Facilitation) -> Iterator[Entry]:
    yield from (_entry("protocol", each, each.title) for each in held.protocols.values())
    yield from (_entry("agenda element", each, each.title) for each in held.agenda.values())
    yield from (_entry("grouping", each, each.title) for each in held.groupings.values())
    yield from (_entry("learning prompt", each, each.title) for each in held.learning.values())
    yield from (_entry("reflection prompt", each, each.asks) for each in held.reflection.values())
    yield from (_entry("practice", each, each.title) for each in held.practices.values())


def _equity_team(held: EquityTeam) -> Iterator[Entry]:
    for role in held.roles.values():
        yield _entry("equity role", role, role.title)
        yield from (_entry("expectation", each, each.what) for each in role.expectations)
    yield from (_entry("also named", each, each.title) for each in held.also_named.values())
    for line in held.concerns.values():
        yield _entry("line for concerns", line, f"Concerns of the {held.title_of(line.holder)}")
    yield from (_entry("composition check", each, each.title) for each in held.composition.values())


def _implementation_lead(lead: ImplementationLead) -> Iterator[Entry]:
    yield _entry("implementation lead", lead, lead.title)
    yield from (_entry("duty", each, each.what) for each in lead.duties.values())
    yield from (_entry("part of the stepback brief", each, each.title) for each in lead.stepback.values())
    yield from (_entry("stakeholder group", each, each.title) for each in lead.stakeholders.values())
    yield from (_entry("criterion", each, each.what) for each in lead.criteria.values())
    yield _entry("helper", lead.helper, lead.helper.title)

"""What an instrument, a role and a norm are: plain frozen data that every other room reads.

Nothing here knows where the data comes from (`rubric.load`) or who asks (chat, store, schedule).
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Mapping
from dataclasses import dataclass
from functools import lru_cache

from rubric.equity_team import EquityTeam
from rubric.facilitation import Facilitation
from rubric.implementation_lead import ImplementationLead
from rubric.nearest import closest, plain
from rubric.responsibilities import Responsibilities
from rubric.unknown import UnknownIndicator, UnknownInstrument, UnknownLevel, UnknownRole

__all__ = [
    "Descriptor",
    "Indicator",
    "Instrument",
    "Level",
    "Library",
    "Norm",
    "NormSet",
    "Outcome",
    "Role",
    "UnknownIndicator",
    "UnknownInstrument",
    "UnknownLevel",
    "UnknownRole",
]

# More instruments than an installation has.
_REMEMBERED = 64
NUMBER_WORDS = ("one", "two", "three", "four", "five", "six", "seven")


@dataclass(frozen=True, slots=True)
class Level:
    """One step of an instrument's scale; number 1 is the lowest."""

    number: int
    name: str


@dataclass(frozen=True, slots=True)
class Descriptor:
    """What one indicator looks like at one level: a line for chat and the behaviours in full."""

    level: Level
    summary: str
    behaviours: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Indicator:
    """One row of an instrument; `descriptors` are lowest first, one for each level."""

    id: str
    aliases: tuple[str, ...]
    outcome_id: str
    audience: str
    short_title: str
    title: str
    map_title: str  # empty where the document has one wording only
    whole_team: bool  # the leadership team as a whole is an actor: every member can be asked
    descriptors: tuple[Descriptor, ...]
    source: str

    def descriptor(self, level_number: int) -> Descriptor:
        """Return what this indicator looks like at a level, 1 being the lowest."""
        return next(each for each in self.descriptors if each.level.number == level_number)

    def is_for(self, audiences: Collection[str]) -> bool:
        """Return whether somebody of these audiences can be asked about it."""
        return self.whole_team or self.audience in audiences


@dataclass(frozen=True, slots=True)
class Outcome:
    """A desired outcome: the heading that a group of indicators stands under."""

    id: str
    short_title: str
    title: str
    map_title: str  # empty where the document has one wording only
    source: str


@dataclass(frozen=True, slots=True)
class Instrument:
    """A rubric as a whole; `levels` are lowest first and there may be three to seven of them."""

    id: str
    version: str
    title: str
    source: str
    standard: str
    audiences: tuple[str, ...]
    levels: tuple[Level, ...]
    outcomes: tuple[Outcome, ...]
    indicators: tuple[Indicator, ...]

    def __hash__(self) -> int:
        """Of the version alone: all its words would have to be gone through each time."""
        return hash((self.id, self.version))

    def finds(self, given: str) -> Indicator | None:
        """Find an indicator by id or alias, whatever the case and blanks."""
        return _by_name(self).get(plain(given))

    def titled(self, given: str) -> Indicator | None:
        """Find an indicator by its short title, which is what people see of it; None where two share it."""
        return _by_title(self).get(plain(given))

    def indicator(self, given: str) -> Indicator:
        """The same, also by short title; raises UnknownIndicator, which names the closest."""
        if (found := self.finds(given) or self.titled(given)) is not None:
            return found
        names = {each.short_title: each for each in self.indicators}
        raise UnknownIndicator(given, closest(given, names | {each.id: each for each in self.indicators}))

    def level(self, given: str | int) -> Level:
        """Find a level by number, number word, name or unambiguous beginning; else raise UnknownLevel."""
        wanted = plain(str(given))
        by_name, by_word, exact = _levels_said(self)
        if wanted in exact:
            return exact[wanted]
        begun = [level for name, level in by_name.items() if wanted and name.startswith(wanted)]
        if len(begun) == 1:
            return begun[0]
        raise UnknownLevel(str(given), closest(wanted, by_name | by_word), self.level_names)

    @property
    def level_names(self) -> tuple[str, ...]:
        """The names of the levels, lowest first."""
        return tuple(each.name for each in self.levels)

    def for_audience(self, audience: str) -> tuple[Indicator, ...]:
        """Return the indicators of one audience in the instrument's order; none for a foreign audience."""
        return tuple(each for each in self.indicators if each.audience == audience)

    def for_audiences(self, audiences: Collection[str], *, in_team: bool = True) -> tuple[Indicator, ...]:
        """Return what a person can be asked about: their own audiences' first, then the whole team's."""
        own = tuple(each for each in self.indicators if each.audience in audiences)
        shared = tuple(each for each in self.indicators if in_team and each.whole_team and each not in own)
        return own + shared


@lru_cache(maxsize=_REMEMBERED)
def _by_name(instrument: Instrument) -> Mapping[str, Indicator]:
    named = [(plain(name), each) for each in instrument.indicators for name in (each.id, *each.aliases)]
    # Where two have the same name, the first has it.
    return dict(reversed(named))


@lru_cache(maxsize=_REMEMBERED)
def _by_title(instrument: Instrument) -> Mapping[str, Indicator]:
    titles = Counter(plain(each.short_title) for each in instrument.indicators)
    return {title: each for each in instrument.indicators if titles[title := plain(each.short_title)] == 1}


@lru_cache(maxsize=_REMEMBERED)
def _levels_said(instrument: Instrument) -> tuple[dict[str, Level], dict[str, Level], dict[str, Level]]:
    """The levels by name, by number word, and by all that means exactly one of them."""
    by_name = {plain(each.name): each for each in instrument.levels}
    by_word = {NUMBER_WORDS[each.number - 1]: each for each in instrument.levels}
    return by_name, by_word, {str(each.number): each for each in instrument.levels} | by_word | by_name


@dataclass(frozen=True, slots=True)
class Role:
    """A named role and the audience whose indicators its holders answer for; a student needs an adviser."""

    id: str
    title: str
    audience: str
    is_student: bool
    positions: tuple[str, ...]  # who often holds it; empty where nothing is said
    source: str


@dataclass(frozen=True, slots=True)
class Norm:
    """A collaborative norm, what it means, and how it looks and sounds in a meeting."""

    id: str
    title: str
    means: str
    looks_like: tuple[str, ...]
    sounds_like: tuple[str, ...]
    source: str


@dataclass(frozen=True, slots=True)
class NormSet:
    """Norms that belong together, in the order they rotate."""

    id: str
    title: str
    norms: tuple[Norm, ...]
    source: str


@dataclass(frozen=True, slots=True)
class Library:
    """Everything that was loaded, by id in the order of the files; a district's own comes after ours."""

    instruments: Mapping[str, Instrument]
    roles: Mapping[str, Role]
    norm_sets: Mapping[str, NormSet]
    responsibilities: Responsibilities
    facilitation: Facilitation
    equity_team: EquityTeam
    implementation_lead: ImplementationLead

    @property
    def norms(self) -> tuple[Norm, ...]:
        """The norms that meetings hear: the set that was loaded last, a district's own where it has one."""
        return list(self.norm_sets.values())[-1].norms

    def instrument(self, given: str) -> Instrument:
        """Find an instrument by id; else raise UnknownInstrument."""
        if given in self.instruments:
            return self.instruments[given]
        raise UnknownInstrument(given, closest(given, self.instruments))

    def role(self, given: str) -> Role:
        """Find a role by id or title, whatever the case, blanks and hyphens; else raise UnknownRole."""
        names = {plain(name): each for each in self.roles.values() for name in (each.id, each.title)}
        wanted = plain(given).replace("-", "")
        for name, role in names.items():
            if name.replace("-", "") == wanted:
                return role
        raise UnknownRole(given, closest(given, names))

"""Makes goals and agreed levels of their declared parts: looked up in the instrument, none twice."""

from __future__ import annotations

from collections.abc import Hashable, Iterable, Iterator
from typing import Protocol, TypeVar

from bot.config.problems import Problem, Wrong
from bot.declared.model import AgreedLevel, DeclaredGoal
from bot.declared.pieces import Piece
from bot.declared.places import Where
from bot.declared.plan import PlannedGoal, PlannedState
from rubric.model import Instrument, UnknownIndicator


class _Declared(Protocol):
    @property
    def indicator(self) -> str: ...
    @property
    def level(self) -> int: ...


class _Planned(Protocol):
    @property
    def where(self) -> Where: ...
    @property
    def identity(self) -> Hashable: ...


D = TypeVar("D", DeclaredGoal, AgreedLevel)
P = TypeVar("P", bound=_Planned)


def plan_goals(
    pieces: Iterable[Piece[DeclaredGoal]], instrument: Instrument, problems: list[Problem]
) -> tuple[PlannedGoal, ...]:
    """The goals; one for an indicator."""
    found = _found(pieces, instrument, problems)
    goals = [
        PlannedGoal(piece.where, indicator, piece.value.level, piece.value.by) for piece, indicator in found
    ]
    return _each_once(goals, problems)


def plan_states(
    pieces: Iterable[Piece[AgreedLevel]], instrument: Instrument, problems: list[Problem]
) -> tuple[PlannedState, ...]:
    """The levels that were agreed on; one for an indicator and a day."""
    found = _found(pieces, instrument, problems)
    states = [
        PlannedState(piece.where, indicator, piece.value.level, piece.value.people, piece.value.on)
        for piece, indicator in found
    ]
    return _each_once(states, problems)


def indicator_named(given: str, instrument: Instrument, key: str) -> str:
    """The id of an indicator that was given at a key; raises Wrong with the nearest one."""
    try:
        return instrument.indicator(given).id
    except UnknownIndicator as error:
        near = error.nearest
        if near is None:
            remedy = f"`stem-bot rubric show {instrument.id}` lists them all"
        else:
            remedy = f"Did you mean {near.id} ({near.short_title})?"
        raise Wrong(f"there is no indicator '{given}' in {instrument.id}", remedy, key) from error


def _found(
    pieces: Iterable[Piece[D]], instrument: Instrument, problems: list[Problem]
) -> Iterator[tuple[Piece[D], str]]:
    for piece in pieces:
        try:
            indicator = indicator_named(piece.value.indicator, instrument, "indicator")
            _check_level(piece.value, instrument)
            yield piece, indicator
        except Wrong as wrong:
            problems.append(piece.where.problem(wrong))


def _check_level(declared: _Declared, instrument: Instrument) -> None:
    if declared.level > len(instrument.levels):
        scale = ", ".join(f"{each.number} {each.name}" for each in instrument.levels)
        raise Wrong(f"there is no level {declared.level}", f"The levels are {scale}", "level")


def _each_once(planned: Iterable[P], problems: list[Problem]) -> tuple[P, ...]:
    first: dict[Hashable, P] = {}
    for each in planned:
        if first.setdefault(each.identity, each) is not each:
            what = f"the same is declared already, {first[each.identity].where}"
            problems.append(each.where.problem(Wrong(what, "Keep one of the two")))
    return tuple(first.values())

"""What pictures show, as plain data in the reader's language; nothing here draws.

It travels as JSON to the process that draws, so everything in it is text and numbers.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import asdict, dataclass, fields
from types import MappingProxyType
from typing import Any, Final, get_args, get_type_hints

from bot.charts.kinds import GAPS, GRID, RESPONSE, TREND, VOTES


@dataclass(frozen=True, slots=True)
class Step:
    """A level of the scale, 1 the lowest; `letter` stands for its name where there is little room."""

    number: int
    name: str
    letter: str


@dataclass(frozen=True, slots=True)
class GridLine:
    """An indicator and the level that stood at the end of each round; None where nothing was agreed by then.

    `provisional`: the rounds (by place, from 0) that found no consensus, where the level stands for now.
    """

    id: str
    title: str
    levels: tuple[int | None, ...]
    provisional: tuple[int, ...] = ()


@dataclass(frozen=True, slots=True)
class GridGroup:
    """An outcome with its indicators."""

    id: str
    title: str
    lines: tuple[GridLine, ...]


@dataclass(frozen=True, slots=True)
class StateGrid:
    """Indicators by rounds, the newest last; `provisional` explains the mark, "" where there is none."""

    title: str
    rounds: tuple[str, ...]
    scale: tuple[Step, ...]
    groups: tuple[GridGroup, ...]
    not_agreed: str
    provisional: str = ""


@dataclass(frozen=True, slots=True)
class Gap:
    """An indicator with a goal; `existing` is None where nothing is agreed yet, `said` tells it in words."""

    id: str
    title: str
    existing: int | None
    goal: int
    said: str


@dataclass(frozen=True, slots=True)
class GapGroup:
    """An outcome: the gaps of its indicators, the widest first, and in words how far all of them are."""

    id: str
    title: str
    said: str
    gaps: tuple[Gap, ...]


@dataclass(frozen=True, slots=True)
class GoalGaps:
    """How far goals are, by outcome; `now` and `goal` name the two marks.

    `left_out` says how many goals are counted but not drawn, "" where all are.
    """

    title: str
    scale: tuple[Step, ...]
    groups: tuple[GapGroup, ...]
    now: str
    goal: str
    left_out: str = ""


@dataclass(frozen=True, slots=True)
class Distribution:
    """How many gave each level, lowest first; `apart` are counts of those who gave none, in words.

    `median_said` and `target_said` name the marks, such as: Goal 4 by 8 Jun.
    """

    id: str
    title: str
    about: str
    scale: tuple[Step, ...]
    counts: tuple[int, ...]
    median: float
    median_said: str
    target: int | None = None
    target_said: str = ""
    apart: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class TrendPoint:
    """What was agreed on a day: `day` counts days from any fixed one, `when` and `said` tell it in words."""

    day: int
    when: str
    level: int
    said: str
    provisional: bool = False


@dataclass(frozen=True, slots=True)
class Trend:
    """The levels of an indicator, oldest first, and the level aimed at (None without a goal).

    `goal_day` is on the days of the points; `provisional` explains the mark, "" where there is none.
    """

    id: str
    title: str
    about: str
    scale: tuple[Step, ...]
    points: tuple[TrendPoint, ...]
    goal: int | None = None
    goal_day: int | None = None
    goal_said: str = ""
    provisional: str = ""


@dataclass(frozen=True, slots=True)
class Run:
    """One run of a check-in: how many answered of those who could, `said` in words."""

    title: str
    when: str
    answered: int
    asked: int
    said: str


@dataclass(frozen=True, slots=True)
class ResponseRate:
    """The answers to runs of check-ins, oldest first; `left_out` says which were too small, "" if none."""

    title: str
    about: str
    runs: tuple[Run, ...]
    left_out: str = ""


Chart = StateGrid | GoalGaps | Distribution | Trend | ResponseRate
_KINDS: Final[Mapping[str, type[Chart]]] = MappingProxyType(
    {GRID: StateGrid, GAPS: GoalGaps, VOTES: Distribution, TREND: Trend, RESPONSE: ResponseRate}
)
_NAMES: Final = MappingProxyType({kind: name for name, kind in _KINDS.items()})


def name_of(chart: Chart) -> str:
    """What the chart is chosen as."""
    return _NAMES[type(chart)]


def to_data(chart: Chart) -> dict[str, Any]:
    """The chart as JSON data; `kind` is its name."""
    return {"kind": name_of(chart), **asdict(chart)}


def from_data(data: Mapping[str, Any]) -> Chart:
    """The chart that `to_data` wrote, after it was JSON."""
    chart: Chart = _made(_KINDS[data["kind"]], data)
    return chart


def _made(kind: type[Any], data: Mapping[str, Any]) -> Any:
    hints = get_type_hints(kind)
    return kind(**{one.name: _value(hints[one.name], data[one.name]) for one in fields(kind)})


def _value(hint: Any, value: Any) -> Any:
    """A field's value: lists are tuples, of plain values or of the dataclass that the hint names."""
    if not isinstance(value, list | tuple):
        return value
    of = get_args(hint)[0]
    return tuple(_made(of, each) if isinstance(each, Mapping) else each for each in value)

"""A record with one of everything: agreed, provisional, missing, with and without goals."""

from __future__ import annotations

from datetime import UTC, datetime

from bot.language.reader import Reader
from bot.records.glance import Glance, Line, Section, State

READER = Reader("America/New_York", "en", datetime(2026, 11, 22, 15, tzinfo=UTC))
LEVELS = ("Getting Started", "Progressing", "Refining and Expanding", "Fully Implementing", "Sustaining")


def line(number: int, state: State | None = None, **changes: object) -> Line:
    """An indicator of the sample."""
    values: dict[str, object] = {
        "indicator": f"EC1.Leaders{number}",
        "title": f"Indicator {number}",
        "outcome": "EC1",
        "audience": "Leaders",
        "previous": None,
        "state": state,
        "goal": None,
        "goal_by": "",
        "evidence": 0,
    }
    return Line(**{**values, **changes})  # type: ignore[arg-type]


def state(level: int, *, dissent: str = "", provisional: bool = False) -> State:
    """An agreed state of the sample."""
    return State(level, "2026-11-20", 7, 0.8112, dissent, provisional)


def glance(*lines: Line, team_name: str = "Riverbend SLT") -> Glance:
    """A record of these lines."""
    return Glance(
        team="riverbend",
        team_name=team_name,
        year="2026-27",
        made_on="2026-11-22",
        instrument="sample",
        instrument_title="Sample rubric",
        version="1",
        fingerprint="f" * 64,
        levels=LEVELS,
        sections=(Section("EC1", "Strong leaders"), Section("EC2", "Partnerships")),
        lines=lines,
    )


FULL = glance(
    line(1, state(3, dissent="Two would say 2"), previous=2, goal=4, goal_by="2027-05-28", evidence=2),
    line(2, state(2, provisional=True)),
    line(3),
    line(4, state(5), outcome="EC2", indicator="EC2.Leaders1"),
)

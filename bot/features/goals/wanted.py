"""A goal as it is typed or filled in, read and checked: which indicator, which level, by which day."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, timedelta

from bot.chat.events import CommandCall
from bot.chat.replies import refusal
from bot.chat.text import join
from bot.desk import Desk, Seat
from bot.features.goals.standing import existing_level
from bot.spoken import day_meant, indicator_named, level_named
from rubric.model import Indicator

LONGEST = timedelta(days=5 * 366)
STEPS = 5
STEP_LONGEST = 150
_A_TERM = timedelta(days=180)
Values = Mapping[str, str]


@dataclass(frozen=True, slots=True)
class Wanted:
    """A goal that is in order; `existing` is the level that the team agreed on, None where it has not."""

    indicator: Indicator
    level: int
    by_day: date
    steps: list[str]
    existing: int | None

    @property
    def passed_already(self) -> bool:
        """Whether the team is there, or further, today."""
        return self.existing is not None and self.level <= self.existing


def example(desk: Desk, seat: Seat, indicator_id: str = "") -> str:
    """A line that works when it is copied."""
    indicator_id = indicator_id or desk.instrument(seat.team).indicators[0].id
    return f"/stem goal set {indicator_id} 4 {seat.reader.today + _A_TERM}"


def typed(desk: Desk, seat: Seat, call: CommandCall) -> dict[str, str]:
    """What was typed, as the form would send it; raises `Refusal` for what names nothing."""
    given = call.options
    values = {"indicator": "", "level": "", "by": "", "steps": given.get("steps", "").strip()}
    if given.get("indicator"):
        pattern = "/stem goal set {id} 4 " + str(seat.reader.today + _A_TERM)
        values["indicator"] = indicator_named(desk, seat.team, given["indicator"], pattern).id
    line = example(desk, seat, values["indicator"])
    if given.get("level"):
        values["level"] = str(level_named(desk, seat.team, given["level"], line).number)
    if given.get("by"):
        values["by"] = day_meant(desk, given["by"], seat.reader.today, line).isoformat()
    return values


def read(desk: Desk, seat: Seat, values: Values) -> Wanted:
    """The goal of complete values."""
    indicator = desk.instrument(seat.team).indicator(values["indicator"])
    return Wanted(
        indicator,
        int(values["level"]),
        date.fromisoformat(values["by"]),
        steps(values),
        existing_level(desk, seat.team, indicator.id),
    )


def problems(desk: Desk, seat: Seat, values: Values) -> dict[str, str]:
    """What is wrong with the day or the steps, by field."""
    t = desk.t
    found: dict[str, str] = {}
    if values.get("by"):
        by_day, today = date.fromisoformat(values["by"]), seat.reader.today
        if by_day <= today:
            day = seat.reader.day(by_day)
            found["by"] = t(
                "{day} is not ahead of us. A goal needs a day to come, such as {example}.",
                day=day,
                example=str(today + _A_TERM),
            )
        elif by_day - today > LONGEST:
            found["by"] = t(
                "That is more than five years ahead. Choose a nearer day, such as {example}.",
                example=str(today + _A_TERM),
            )
    given = steps(values)
    if len(given) > STEPS:
        found["steps"] = t("At most {count} steps, one a line.", count=STEPS)
    elif any(len(step) > STEP_LONGEST for step in given):
        found["steps"] = t("A step has at most {count} characters.", count=STEP_LONGEST)
    return found


def refuse(desk: Desk, seat: Seat, found: Mapping[str, str], indicator_id: str) -> Exception:
    """The refusal of a typed line, with an example."""
    line = desk.t("Try: `{example}`", example=example(desk, seat, indicator_id))
    return refusal(join(" ", [*found.values(), line]))


def steps(values: Values) -> list[str]:
    """One step a line."""
    return [line.strip(" -•*") for line in values.get("steps", "").splitlines() if line.strip(" -•*")]

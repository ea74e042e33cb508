"""Indicators by rounds: what stood at the end of each quarter in which the team agreed on anything."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import Final

from bot.charts.data import GridGroup, GridLine, StateGrid
from bot.charts.gather.known import Known
from bot.chat.phrases import Phrases
from bot.chat.text import plain
from bot.language.reader import Reader
from bot.store.models import AgreedState
from rubric.model import Indicator
from rubric.quarters import quarter_begins

MOST_ROUNDS: Final = 4
# Of an instrument with more indicators fewer rounds are shown, or the picture would be too big.
MANY, MOST_ROUNDS_OF_MANY = 24, 3


def grid_of(known: Known, t: Phrases, reader: Reader) -> StateGrid | None:
    """The latest rounds of every indicator; None where nothing was ever agreed.

    A round is a quarter of the year in which something was agreed, named by the month of the last time. What
    was agreed before and not since stands on.
    """
    rounds = _rounds(known)
    if not rounds:
        return None
    groups = tuple(
        GridGroup(
            outcome.id,
            outcome.short_title,
            tuple(
                _line(each, known.agreed.get(each.id, ()), rounds)
                for each in known.lineage.today.indicators
                if each.outcome_id == outcome.id
            ),
        )
        for outcome in known.lineage.today.outcomes
    )
    marked = any(line.provisional for group in groups for line in group.lines)
    return StateGrid(
        title=plain(t("{team}: agreed levels", team=known.team.name)),
        rounds=tuple(reader.month(day) for day in rounds),
        scale=known.scale,
        groups=tuple(group for group in groups if group.lines),
        not_agreed=plain(t("not agreed yet")),
        provisional=plain(t("no consensus, for now")) if marked else "",
    )


def _rounds(known: Known) -> list[date]:
    """The last day of each round, oldest first."""
    last: dict[date, date] = {}
    for day in sorted(row.agreed_on for rows in known.agreed.values() for row in rows):
        last[quarter_begins(day)] = day
    most = MOST_ROUNDS_OF_MANY if len(known.lineage.today.indicators) > MANY else MOST_ROUNDS
    return list(last.values())[-most:]


def _line(indicator: Indicator, rows: Sequence[AgreedState], rounds: Sequence[date]) -> GridLine:
    stood = [_stood(rows, day) for day in rounds]
    return GridLine(
        indicator.id,
        indicator.short_title,
        tuple(None if row is None else row.level for row in stood),
        tuple(place for place, row in enumerate(stood) if row is not None and row.provisional),
    )


def _stood(rows: Sequence[AgreedState], day: date) -> AgreedState | None:
    return next((row for row in reversed(rows) if row.agreed_on <= day), None)

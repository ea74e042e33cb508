"""The table of all teams: a line each, empty where the report shows nothing."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any, Final

from bot.chat.phrases import N_, Phrases
from bot.chat.text import plain
from bot.features.district.attention import reasons
from bot.features.district.blocks import too_few
from bot.features.district.shown import District, Group, Told
from bot.language.reader import Reader
from bot.records.columns import Cell

_HEADINGS: Final = (
    N_("Team"),
    N_("Instrument"),
    N_("Indicators"),
    N_("Agreed"),
    N_("At the middle level or above"),
    N_("Moved"),
    N_("Stuck"),
    N_("Goals reached"),
    N_("Goals past their day"),
    N_("Goals ahead"),
    N_("Check-ins answered"),
    N_("Check-ins asked"),
    N_("Indicators with evidence"),
    N_("Last agreed on"),
    N_("Notes"),
)


def given(district: District, t: Phrases, reader: Reader) -> dict[str, Any]:
    """The rows as JSON data; what is not shown in chat is empty here too."""
    headings = [plain(t(each)) for each in _HEADINGS]
    rows = [list(row) for group in district.groups for row in _rows(group, t, reader)]
    return {"name": f"{district.team.id}-teams.csv", "rows": [headings, *rows]}


def _rows(group: Group, t: Phrases, reader: Reader) -> Iterator[Sequence[Cell]]:
    for one in group.teams:
        if isinstance(one, Told):
            yield _row(one, group, t, reader)
        else:
            blank: list[Cell] = [None] * (len(_HEADINGS) - 3)
            yield [one.team.name, group.instrument.title, *blank, plain(too_few(one, t))]


def _row(one: Told, group: Group, t: Phrases, reader: Reader) -> Sequence[Cell]:
    movement, response, newest = one.movement, one.response, one.levels.newest
    return [
        one.team.name,
        group.instrument.title,
        one.levels.indicators,
        one.levels.agreed,
        one.levels.middle_up,
        None if movement is None else len(movement.moved),
        None if movement is None else len(movement.stuck),
        one.goals.reached,
        one.goals.late,
        one.goals.ahead,
        None if response is None else response.answered,
        None if response is None else response.eligible,
        one.covered,
        None if newest is None else newest.isoformat(),
        "; ".join(plain(each) for each in reasons(one, reader.today, t)),
    ]

"""The at-a-glance as a table: the same columns in every file that has columns."""

from __future__ import annotations

from collections.abc import Sequence

from bot.chat.phrases import N_, Phrases
from bot.chat.text import plain
from bot.records.glance import Glance, Line

Cell = str | int | float | None

HEADINGS = (
    N_("Outcome"),
    N_("Indicator"),
    N_("Title"),
    N_("Audience"),
    N_("Previous"),
    N_("Now"),
    N_("Level"),
    N_("Agreed on"),
    N_("Votes"),
    N_("Agreement"),
    N_("No consensus"),
    N_("Seen otherwise"),
    N_("Goal"),
    N_("Goal by"),
    N_("Evidence"),
)


def headings(t: Phrases) -> list[str]:
    """The names of the columns."""
    return [plain(t(each)) for each in HEADINGS]


def row(glance: Glance, line: Line, t: Phrases) -> Sequence[Cell]:
    """One indicator; what is not known is empty."""
    state = line.state
    agreed: Sequence[Cell] = (None,) * 7
    if state is not None:
        agreed = (
            state.level,
            glance.level_name(state.level),
            state.agreed_on,
            state.people,
            None if state.agreement is None else round(state.agreement, 2),
            plain(t("yes")) if state.provisional else None,
            state.dissent or None,
        )
    return (
        line.outcome,
        line.indicator,
        line.title,
        line.audience,
        line.previous,
        *agreed,
        line.goal,
        line.goal_by or None,
        line.evidence,
    )

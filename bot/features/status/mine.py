"""What the status shows on somebody's own page: each team's state, indicator by indicator, in a line each."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from bot.chat.cards import Button, Buttons, Heading, Paragraph, Part, SmallPrint
from bot.chat.limits import PART_TEXT
from bot.chat.routes import wire
from bot.chat.text import Markup, bold, join, packed
from bot.desk import Desk, Seat
from bot.store.lineage import lineage_of
from bot.store.models import AgreedState, Goal
from bot.store.queries import ratings
from rubric.model import Indicator, Instrument


class StateGrids:
    """Where each of somebody's teams stands (`bot.pages.Piece`)."""

    def parts(self, desk: Desk, held: Sequence[Seat]) -> Sequence[Part]:
        """The agreed levels by outcome, and the way to all that is known."""
        return [part for seat in held for part in _of_team(desk, seat)]


def _of_team(desk: Desk, seat: Seat) -> list[Part]:
    t, team, today = desk.t, seat.team, desk.instrument(seat.team)
    lineage = lineage_of(desk.session, today)
    agreed = ratings.agreed(desk.session, lineage, team.id).newest
    goals = ratings.goals(desk.session, lineage, team.id).newest
    see = Buttons((Button(t("See everything"), wire("status", team.id)),))
    heading = Heading(t("Where {team} stands", team=team.name))
    if not agreed:
        count = len(today.indicators)
        nothing = t.plural(
            "Its {count} indicator is not agreed yet.",
            "None of its {count} indicators is agreed yet.",
            count,
        )
        return [heading, Paragraph(nothing), see]
    return [heading, *_grid(desk, today, agreed, goals), SmallPrint(_legend(today)), see]


def _grid(
    desk: Desk, today: Instrument, agreed: Mapping[str, AgreedState], goals: Mapping[str, Goal]
) -> list[Part]:
    """A paragraph an outcome: what is agreed in a line each, then what is not."""
    parts: list[Part] = []
    for outcome in today.outcomes:
        own = [one for one in today.indicators if one.outcome_id == outcome.id]
        known = [
            _line(desk, today, one, agreed[one.id], goals.get(one.id)) for one in own if one.id in agreed
        ]
        rest = [one for one in own if one.id not in agreed]
        lines = [bold(f"{outcome.id} · {outcome.short_title}"), *known, *_not_agreed(desk, rest)]
        parts += [Paragraph(words) for words in packed(lines, PART_TEXT)]
    return parts


def _line(
    desk: Desk, today: Instrument, indicator: Indicator, state: AgreedState, goal: Goal | None
) -> Markup:
    mark = bold(f"{state.level} {_letter(today, state.level)}")
    title = f"{indicator.short_title} ({indicator.id})"
    aim = [desk.t("goal {level}", level=goal.level)] if goal and goal.level > state.level else []
    return join(" · ", [join(" ", [mark, title]), *aim])


def _not_agreed(desk: Desk, which: Sequence[Indicator]) -> list[Markup]:
    if not which:
        return []
    titles = ", ".join(one.short_title for one in which)
    return [desk.t("– not agreed yet: {titles}", titles=titles)]


def _letter(today: Instrument, level: int) -> str:
    return today.levels[level - 1].name[:1]


def _legend(today: Instrument) -> Markup:
    return join(" · ", [f"{one.number} {_letter(today, one.number)} {one.name}" for one in today.levels])

"""What the status shows on somebody's own page: each team's state, indicator by indicator, in a line each."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from bot.charts.letters import letters
from bot.chat.cards import Button, Buttons, Heading, Paragraph, Part, SmallPrint
from bot.chat.limits import PART_TEXT
from bot.chat.routes import wire
from bot.chat.text import Markup, bold, join, packed
from bot.desk import Desk, Seat
from bot.store.lineage import lineage_of
from bot.store.models import AgreedState, Goal
from bot.store.queries import ratings
from rubric.model import Indicator, Instrument

# So many letters of titles make a line, which has to fit a message's part.
_TITLES = 1500


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
    grid = _Grid(desk, today, letters([one.name for one in today.levels]), agreed, goals)
    return [heading, *grid.outcomes(), SmallPrint(grid.legend()), see]


@dataclass(frozen=True, slots=True)
class _Grid:
    """What is agreed and aimed at by indicator, with a letter for each level, lowest first."""

    desk: Desk
    today: Instrument
    letters: Sequence[str]
    agreed: Mapping[str, AgreedState]
    goals: Mapping[str, Goal]

    def outcomes(self) -> list[Part]:
        """A paragraph an outcome: what is agreed in a line each, then what is not."""
        parts: list[Part] = []
        for outcome in self.today.outcomes:
            own = [one for one in self.today.indicators if one.outcome_id == outcome.id]
            known = [self._line(one, self.agreed[one.id]) for one in own if one.id in self.agreed]
            rest = [one for one in own if one.id not in self.agreed]
            lines = [bold(f"{outcome.id} · {outcome.short_title}"), *known, *self._not_agreed(rest)]
            parts += [Paragraph(words) for words in packed(lines, PART_TEXT)]
        return parts

    def legend(self) -> Markup:
        """Every level with its letter."""
        return join(" · ", [f"{self._mark(one.number)} {one.name}" for one in self.today.levels])

    def _line(self, indicator: Indicator, state: AgreedState) -> Markup:
        goal = self.goals.get(indicator.id)
        aim = goal is not None and goal.level > state.level
        t = self.desk.t
        said = join(" ", [bold(self._mark(state.level)), indicator.short_title])
        if state.provisional:
            said = t("{line} (no consensus, for now)", line=said)
        return t("{line} · goal {level}", line=said, level=goal.level) if goal and aim else said

    def _not_agreed(self, which: Sequence[Indicator]) -> list[Markup]:
        together = packed([one.short_title for one in which], _TITLES, ", ")
        return [self.desk.t("– not agreed yet: {titles}", titles=titles) for titles in together]

    def _mark(self, level: int) -> str:
        return f"{level} {self.letters[level - 1]}".strip()

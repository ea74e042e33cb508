"""Gathers the past of an indicator, and leaves out what would tell a single person's rating."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from bot.desk import Desk, Seat
from bot.features.history.periods import Period, Windows, periods
from bot.published import Board, group_floor
from bot.store.lineage import Lineage, lineage_of
from bot.store.models import AgreedState, Goal, Rating
from bot.store.queries import ratings, seats
from bot.store.queries.rating_history import ratings_of, windows_of
from rubric import measure
from rubric.measure import Change, Move
from rubric.model import Indicator


@dataclass(frozen=True, slots=True)
class Group:
    """An audience and how those of it rated last."""

    audience: str
    median: float
    people: int


@dataclass(frozen=True, slots=True)
class Past:
    """What may be shown of an indicator's past; `own` is the reader's own last level.

    `shown`: by the name of a period, the levels that everybody had given by its end.
    """

    indicator: Indicator
    lineage: Lineage
    floor: int
    agreed: Sequence[AgreedState]
    goal: Goal | None
    periods: Sequence[Period]
    shown: Mapping[str, Sequence[int]]
    change: Change | None
    groups: Sequence[Group]
    own: int | None

    @property
    def over(self) -> Sequence[Period]:
        """The periods without open windows."""
        return [each for each in self.periods if not each.open]


def past_of(desk: Desk, seat: Seat, indicator: Indicator) -> Past:
    """The past of an indicator of the reader's team."""
    team = seat.team
    lineage = lineage_of(desk.session, desk.instrument(team))
    floor = group_floor(team)
    rows = ratings_of(desk.session, lineage, team.id, indicator.id)
    every = periods(rows, Windows(windows_of(desk.session, rows), team.zone, desk.now), floor)
    over = [each for each in every if not each.open]
    looked_at = _Published(Board(desk, team, lineage), indicator.id, floor)
    shown = {each.name: looked_at.levels(each) for each in over}
    return Past(
        indicator,
        lineage,
        floor,
        ratings.agreed(desk.session, lineage, team.id).rows.get(indicator.id, [])[::-1],
        ratings.goals(desk.session, lineage, team.id).newest.get(indicator.id),
        every,
        {name: levels for name, levels in shown.items() if levels},
        looked_at.change(over),
        _groups(desk, seat, looked_at, over[-1]) if over else (),
        _own(every, seat.person.id),
    )


@dataclass(frozen=True, slots=True)
class _Published:
    """What is shown of an indicator's periods, the oldest first."""

    board: Board
    indicator_id: str
    floor: int

    def rows(self, period: Period) -> Mapping[int, int]:
        """The level of each person that is counted in what is shown of a period; empty where nothing is."""
        figures = self.board.part(self.indicator_id, period.name, list(period.standing.values()))
        ids = {row.id for row in figures.shown}
        levels = {
            person: row.level
            for person, row in period.standing.items()
            if row.id in ids and row.level is not None
        }
        whole = figures.is_newest and measure.publishable(len(levels), self.floor)
        return levels if whole else {}

    def levels(self, period: Period) -> Sequence[int]:
        """The levels that are shown."""
        return list(self.rows(period).values())

    def change(self, over: Sequence[Period]) -> Change | None:
        """The change between the last two periods, where both are shown."""
        if len(over) < 2:  # noqa: PLR2004 - a change is between two
            return None
        before, after = over[-2:]
        found = measure.change(_by_name(self.rows(before)), _by_name(self.rows(after)))
        return Change(found.overall, self._of_the_same(before, after)) if found else None

    def _of_the_same(self, before: Period, after: Period) -> Move | None:
        """The change for those who rated both times; None where their figures would tell too much."""
        both = [person for person in before.levels if person in after.levels]
        then, now = ([period.own[person] for person in both] for period in (before, after))
        if not all(self.board.fits(self.indicator_id, rows) for rows in (then, now)):
            return None
        for rows, which in ((then, "then"), (now, "now")):
            self.board.part(self.indicator_id, f"{after.name}:both:{which}", rows)
        found = measure.change(
            *({str(row.person_id): row.level or 0 for row in rows} for rows in (then, now))
        )
        return found.same_raters if found else None


def _own(every: Sequence[Period], person_id: int) -> int | None:
    return next((each.levels[person_id] for each in reversed(every) if person_id in each.levels), None)


def _by_name(levels: Mapping[int, int]) -> Mapping[str, int]:
    return {str(person): level for person, level in levels.items()}


def _groups(desk: Desk, seat: Seat, looked_at: _Published, period: Period) -> Sequence[Group]:
    """The audiences of those who rated; one that is too small is left out, and none can be subtracted."""
    levels, rows = looked_at.rows(period), dict[str, list[Rating]]()
    for person_id, row in period.standing.items():
        rows.setdefault(_audience(desk, seat, person_id), []).append(row)
    shown = looked_at.board.groups(looked_at.indicator_id, period.name, rows) if levels else ()
    own = {name: [row.level for row in rows[name] if row.level is not None] for name in sorted(shown) if name}
    return [
        Group(name, measure.median(each), len(each))
        for name, each in own.items()
        if measure.publishable(len(each), looked_at.floor)
    ]


def _audience(desk: Desk, seat: Seat, person_id: int) -> str:
    """The audience of somebody's first role; empty for one who holds none."""
    held = seats.roles_of(desk.session, seat.team.id, person_id, desk.team_reader(seat.team).today)
    return desk.library.roles[held[0].role].audience if held else ""

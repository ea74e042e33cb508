"""Gathers the past of an indicator, and leaves out what would tell a single person's rating."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from bot.desk import Desk, Seat
from bot.features.history.periods import Period, Windows, periods
from bot.store.lineage import Lineage, lineage_of
from bot.store.models import AgreedState, Goal
from bot.store.queries import ratings, seats
from bot.store.queries.rating_history import ratings_of, windows_of
from rubric import measure
from rubric.measure import Change
from rubric.model import Indicator


@dataclass(frozen=True, slots=True)
class Group:
    """An audience and how those of it rated last."""

    audience: str
    median: float
    people: int


@dataclass(frozen=True, slots=True)
class Past:
    """What may be shown of an indicator's past; `own` is the reader's own last level."""

    indicator: Indicator
    lineage: Lineage
    floor: int
    agreed: Sequence[AgreedState]
    goal: Goal | None
    periods: Sequence[Period]
    change: Change | None
    groups: Sequence[Group]
    own: int | None

    def shown(self, period: Period) -> bool:
        """Whether the levels of a period can be shown: enough people rated, and it is no open window."""
        return _shown(period, self.floor)

    @property
    def over(self) -> Sequence[Period]:
        """The periods without open windows."""
        return [each for each in self.periods if not each.open]


def past_of(desk: Desk, seat: Seat, indicator: Indicator) -> Past:
    """The past of an indicator of the reader's team."""
    team = seat.team
    lineage = lineage_of(desk.session, desk.instrument(team))
    floor = team.settings.get("group_floor", measure.GROUP_FLOOR)
    rows = ratings_of(desk.session, lineage, team.id, indicator.id)
    every = periods(rows, Windows(windows_of(desk.session, rows), team.zone, desk.now), floor)
    over = [each for each in every if not each.open]
    return Past(
        indicator,
        lineage,
        floor,
        ratings.agreed(desk.session, lineage, team.id).rows.get(indicator.id, [])[::-1],
        ratings.goals(desk.session, lineage, team.id).newest.get(indicator.id),
        every,
        _change(over, floor),
        _groups(desk, seat, over[-1], floor) if over else (),
        _own(every, seat.person.id),
    )


def _shown(period: Period, floor: int) -> bool:
    return not period.open and measure.publishable(len(period.levels), floor)


def _own(every: Sequence[Period], person_id: int) -> int | None:
    return next((each.levels[person_id] for each in reversed(every) if person_id in each.levels), None)


def _change(over: Sequence[Period], floor: int) -> Change | None:
    """The change between the last two periods, as far as both are large enough to be shown."""
    if len(over) < 2:  # noqa: PLR2004 - a change is between two
        return None
    before, after = over[-2:]
    if not all(_shown(each, floor) for each in (before, after)):
        return None
    found = measure.change(_by_name(before), _by_name(after))
    if found is None or found.same_raters is None:
        return found
    same = measure.publishable(found.same_raters.raters_after, floor)
    return found if same else Change(found.overall, None)


def _by_name(period: Period) -> Mapping[str, int]:
    return {str(person): level for person, level in period.levels.items()}


def _groups(desk: Desk, seat: Seat, period: Period, floor: int) -> Sequence[Group]:
    """The audiences of those who rated; one that is too small is left out, and none can be subtracted."""
    levels: dict[str, list[int]] = {}
    for person_id, level in period.levels.items():
        levels.setdefault(_audience(desk, seat, person_id), []).append(level)
    shown = measure.publishable_groups({name: len(own) for name, own in levels.items()}, floor)
    return [
        Group(name, measure.median(own), len(own))
        for name, own in sorted(levels.items())
        if name in shown and name
    ]


def _audience(desk: Desk, seat: Seat, person_id: int) -> str:
    """The audience of somebody's first role; empty for one who holds none."""
    held = seats.roles_of(desk.session, seat.team.id, person_id, desk.team_reader(seat.team).today)
    return desk.library.roles[held[0].role].audience if held else ""

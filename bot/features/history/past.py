"""Gathers the past of an indicator, and leaves out what would tell a single person's rating."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from bot.desk import Desk, Seat
from bot.features.history.quarters import Quarter, quarters
from bot.store.lineage import Lineage, lineage_of
from bot.store.models import AgreedState, Goal
from bot.store.queries import ratings, seats
from bot.store.queries.rating_history import ratings_of
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
    """What may be shown of an indicator's past; `own` is the reader's last level, in the last quarter."""

    indicator: Indicator
    lineage: Lineage
    floor: int
    agreed: Sequence[AgreedState]
    goal: Goal | None
    quarters: Sequence[Quarter]
    change: Change | None
    groups: Sequence[Group]
    own: int | None

    def shown(self, quarter: Quarter) -> bool:
        """Whether enough people rated in a quarter for their levels to be shown."""
        return measure.publishable(len(quarter.levels), self.floor)


def past_of(desk: Desk, seat: Seat, indicator: Indicator) -> Past:
    """The past of an indicator of the reader's team."""
    team = seat.team
    lineage = lineage_of(desk.session, desk.instrument(team))
    floor = team.settings.get("group_floor", measure.GROUP_FLOOR)
    every = quarters(ratings_of(desk.session, lineage, team.id, indicator.id), team.zone)
    last = every[-1] if every else None
    return Past(
        indicator,
        lineage,
        floor,
        ratings.agreed(desk.session, lineage, team.id).rows.get(indicator.id, [])[::-1],
        ratings.goals(desk.session, lineage, team.id).newest.get(indicator.id),
        every,
        _change(every, floor),
        _groups(desk, seat, last, floor) if last else (),
        last.levels.get(seat.person.id) if last else None,
    )


def _change(every: Sequence[Quarter], floor: int) -> Change | None:
    """The change between the last two quarters, as far as both are large enough to be shown."""
    if len(every) < 2:  # noqa: PLR2004 - a change is between two
        return None
    before, after = every[-2:]
    if not all(measure.publishable(len(each.levels), floor) for each in (before, after)):
        return None
    found = measure.change(_by_name(before), _by_name(after))
    if found is None or found.same_raters is None:
        return found
    same = measure.publishable(found.same_raters.raters_after, floor)
    return found if same else Change(found.overall, None)


def _by_name(quarter: Quarter) -> Mapping[str, int]:
    return {str(person): level for person, level in quarter.levels.items()}


def _groups(desk: Desk, seat: Seat, quarter: Quarter, floor: int) -> Sequence[Group]:
    """The audiences of those who rated; one that is too small is left out, and none can be subtracted."""
    levels: dict[str, list[int]] = {}
    for person_id, level in quarter.levels.items():
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

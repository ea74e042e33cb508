"""What teams said in check-ins that are over, as far as enough people stand behind each run of one."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from sqlalchemy.orm import Session

from bot.features.district.shown import Movement, Response
from bot.published import group_floor
from bot.schedule import outbox
from bot.schedule.participation import NEVER_SEEN, Came, came_of
from bot.schedule.report import Period
from bot.store.lineage import Lineage
from bot.store.models import Team
from bot.store.queries import across_check_ins
from bot.store.queries.across_check_ins import Closed, Spoken
from rubric import measure


@dataclass(frozen=True, slots=True)
class InCheckIns:
    """What may be told of a team's check-ins; `was_asked`: one closed in the time, however small."""

    movement: Movement | None
    response: Response | None
    was_asked: bool


def in_check_ins(
    session: Session, teams: Iterable[Team], lineages: Mapping[str, Lineage], period: Period
) -> dict[str, InCheckIns]:
    """What came of the runs of each team that closed in the period, by its id."""
    floors = {one.id: group_floor(one) for one in teams}
    closed = Closed(tuple(floors), period.since, period.until)
    runs = _runs(session, closed)
    others = {id_: floor for id_, floor in floors.items() if floor != measure.GROUP_FLOOR}
    said: dict[str, list[Spoken]] = defaultdict(list)
    for one in across_check_ins.what_was_said(session, closed, others, measure.GROUP_FLOOR):
        said[one.team_id].append(one)
    return {
        id_: InCheckIns(
            _movement(said[id_], lineages[id_]) if id_ in said else None,
            _response(runs[id_], floor),
            bool(runs[id_]),
        )
        for id_, floor in floors.items()
    }


def _runs(session: Session, closed: Closed) -> Mapping[str, list[Response]]:
    """The response of each run, by team."""
    counted: dict[tuple[str, int], list[int]] = defaultdict(lambda: [0, 0])
    for row in across_check_ins.what_came(session, closed, NEVER_SEEN, outbox.WAITING):
        came = came_of(
            asked=row.asked,
            answered=row.answered,
            skipped=row.skipped,
            delivered=bool(row.seen),
            waits=bool(row.waits),
            left_alone=row.why,
        )
        own = counted[row.team_id, row.run]
        own[0] += row.people if came is Came.COMPLETE else 0
        own[1] += row.people if came is not Came.EXCUSED else 0
    runs: dict[str, list[Response]] = defaultdict(list)
    for (team_id, _), (answered, eligible) in counted.items():
        runs[team_id].append(Response(answered, eligible))
    return runs


def _response(runs: Iterable[Response], floor: int) -> Response | None:
    """The runs together that enough people could answer."""
    large = [one for one in runs if measure.publishable(one.eligible, floor)]
    if not large:
        return None
    return Response(sum(one.answered for one in large), sum(one.eligible for one in large))


def _movement(said: Iterable[Spoken], lineage: Lineage) -> Movement:
    moved, stuck, about = set(), set(), set()
    for one in said:
        indicator = lineage.today.finds(one.subject)
        if indicator is None:
            continue
        about.add(indicator.id)
        if one.moving is not None:
            moved.add(indicator.id)
        said_last = ((one.moving, measure.MOVING), (one.stuck, measure.STUCK))
        if measure.stuck_since((at, which) for at, which in said_last if at is not None) is not None:
            stuck.add(indicator.id)
    return Movement(frozenset(about), frozenset(moved - stuck), frozenset(stuck))

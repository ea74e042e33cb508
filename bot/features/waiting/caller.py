"""Calls, in the team's channel, those who take no direct messages, when something of theirs is due."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from functools import cache

from sqlalchemy import BindParameter, Select, bindparam, select
from sqlalchemy.orm import Session

from bot.desk import Desk
from bot.features.waiting import cards
from bot.schedule import claims, outbox
from bot.store.models import Delivery, RoleHolder, Team
from bot.store.prepared import Prepared
from bot.store.queries import roster, seats

AT_ONCE = 200


class Caller:
    """The chore of calling (`bot.schedule.planner.Chore`)."""

    def needed(self, session: Session, now: datetime) -> bool:
        """Whether anything is held whose time has come."""
        return bool(_any_due().rows(session, {"now": now}))

    def run(self, desk: Desk) -> None:
        """Make one call a team and place of what is due, however many wait."""
        due = desk.session.scalars(_due(desk.now).limit(AT_ONCE).with_for_update(skip_locked=True)).all()
        places: dict[tuple[str, str, str], list[Delivery]] = {}
        for delivery in due:
            delivery.state = outbox.CALLED
            place = (delivery.team_id or "", delivery.platform, delivery.workspace)
            places.setdefault(place, []).append(delivery)
        for (team_id, platform, workspace), waiting in places.items():
            team = desk.session.get_one(Team, team_id)
            for channel in seats.channels_beside(desk.session, team_id, platform, workspace)[:1]:
                outbox.to_channel(desk.session, channel, _call(desk, team, waiting), desk.now)


def _call(desk: Desk, team: Team, waiting: Sequence[Delivery]) -> outbox.Message:
    students = _students(desk, team)
    named = [one.account for one in waiting if one.account and one.person_id not in students]
    return outbox.Message(
        f"waiting:{waiting[0].id}",
        waiting[0].kind,
        cards.something_waits(
            desk, team, list(dict.fromkeys(named)), students=any(one.person_id in students for one in waiting)
        ),
        team.id,
        desk.now,
        max(one.expires_at for one in waiting),
    )


def _students(desk: Desk, team: Team) -> set[int]:
    """The student leaders, whose names no channel reads."""
    held: Sequence[RoleHolder] = roster.roles_held(desk.session, team.id, desk.team_reader(team).today)
    return {one.person_id for one in held if desk.library.roles[one.role].is_student}


@cache
def _any_due() -> Prepared:
    """Asked at every tick, so it is made once."""
    now = bindparam("now", type_=Delivery.not_before.type)
    return Prepared(_due(now).with_only_columns(Delivery.id).limit(1))


def _due(now: datetime | BindParameter[datetime]) -> Select[tuple[Delivery]]:
    return (
        select(Delivery)
        .where(Delivery.state == outbox.HELD, Delivery.not_before <= now, Delivery.expires_at > now)
        # A channel would read who has not answered.
        .where(Delivery.kind != outbox.REMINDER)
        .where(Delivery.team_id.is_not(None), ~claims.held_back())
        .order_by(Delivery.id)
    )

"""What the check-ins of a team are about today, and which of it nobody is asked, because a role is vacant."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import replace
from datetime import date
from typing import Final

from bot.desk import Desk
from bot.schedule.check_in import KIND, MOST_IN_FOCUS, CheckIn, check_in_of
from bot.store.lineage import lineage_of
from bot.store.models import Schedule, Team
from bot.store.queries import prompts, schedules
from bot.store.queries.focus import focus
from rubric.asking import Scope, Unasked, askable, unasked

# More people than any team has.
EVERYBODY: Final = 100_000


def scope_of(desk: Desk, team: Team, check_in: CheckIn) -> Scope:
    """What a check-in is about today: one in focus about the indicators that the team has goals for.

    While the team has no goal, everything is in focus.
    """
    if not check_in.focus:
        return check_in.scope
    lineage = lineage_of(desk.session, desk.instrument(team))
    return replace(check_in.scope, indicators=focus(desk.session, lineage, team.id, MOST_IN_FOCUS))


def unasked_in(desk: Desk, team: Team, schedule: Schedule, held: Collection[str]) -> tuple[Unasked, ...]:
    """What one check-in asks nobody about while only the roles `held` are taken."""
    check_in = check_in_of(schedule)
    if not check_in.is_about_indicators:
        return ()
    return unasked(desk.library, desk.instrument(team), scope_of(desk, team, check_in), held)


def held_in_team(desk: Desk, team: Team, day: date) -> frozenset[str]:
    """The roles that somebody who takes part holds on a day."""
    holders = prompts.role_holders(desk.session, team.id, day, after=0, limit=EVERYBODY)
    return frozenset(role for _, roles in holders for role in roles)


def unasked_in_team(desk: Desk, team: Team, held: Collection[str]) -> tuple[Unasked, ...]:
    """What all running check-ins together ask nobody about while only the roles `held` are taken."""
    running = [one for one in schedules.running(desk.session, team.id, KIND) if one.paused_at is None]
    scopes = [
        scope_of(desk, team, check_in_of(one)) for one in running if check_in_of(one).is_about_indicators
    ]
    asked = {each for scope in scopes for each in askable(desk.library, desk.instrument(team), scope, held)}
    found = [one for schedule in running for one in unasked_in(desk, team, schedule, held)]
    return tuple({one.indicator.id: one for one in found if one.indicator not in asked}.values())

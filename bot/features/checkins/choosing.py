"""Which indicators a person can be asked about in a check-in, and which of them it is this time."""

from __future__ import annotations

from collections.abc import Collection, Sequence

from bot.desk import Desk
from bot.store.models import Schedule, Team
from rubric.rotation import next_subject


def candidates(desk: Desk, schedule: Schedule, roles: Sequence[str]) -> list[str]:
    """The indicators of the audiences of the roles, as far as the schedule's settings name them."""
    wanted = schedule.settings.get("roles")
    held = [role for role in roles if not wanted or role in wanted]
    audiences = {desk.library.roles[role].audience for role in held}
    if only := schedule.settings.get("audiences"):
        audiences &= set(only)
    instrument = desk.instrument(desk.session.get_one(Team, schedule.team_id))
    own = [each.id for each in instrument.for_audiences(audiences)] if audiences else []
    named = schedule.settings.get("indicators")
    return [subject for subject in own if not named or subject in named]


def choose(
    schedule: Schedule, possible: Sequence[str], asked: Sequence[str], taken: Collection[str]
) -> list[str]:
    """As many of the possible indicators as the schedule asks at once; `asked` is oldest first."""
    chosen: list[str] = []
    for _ in range(schedule.settings.get("per_person", 1)):
        left = [subject for subject in possible if subject not in chosen]
        subject = next_subject(left, asked, {*taken, *chosen})
        if subject is not None:
            chosen.append(subject)
    return chosen

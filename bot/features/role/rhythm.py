"""What comes round for a role in a team: its check-ins, the meetings, the digest."""

from __future__ import annotations

from bot.chat.phrases import N_
from bot.chat.text import Markup
from bot.desk import Desk
from bot.schedule.recurrence import parse_rule
from bot.schedule.rule_words import rule_in_words
from bot.store.models import Schedule, Team
from bot.store.queries import schedules
from rubric.model import Role

CHECK_IN = "check-in"
KINDS = {
    CHECK_IN: N_("{rule}, {time}: a check-in, one question or two by direct message"),
    "meeting": N_("{rule}, {time}: {title}"),
    "digest": N_("{rule}, {time}: the digest of what the team said"),
}


def rhythm(desk: Desk, team: Team, role: Role) -> list[Markup]:
    """A line for everything that falls due again and again for a holder of the role."""
    running = [one for kind in KINDS for one in schedules.running(desk.session, team.id, kind)]
    return [_line(desk, team, one) for one in running if _concerns(one, role)]


def _concerns(schedule: Schedule, role: Role) -> bool:
    """A check-in asks only the roles and audiences that it names, everyone where it names none."""
    if schedule.kind != CHECK_IN:
        return True
    roles, audiences = schedule.settings.get("roles"), schedule.settings.get("audiences")
    return (not roles or role.id in roles) and (not audiences or role.audience in audiences)


def _line(desk: Desk, team: Team, schedule: Schedule) -> Markup:
    rule = rule_in_words(parse_rule(schedule.rule, schedule.starts_on), desk.t)
    time = desk.team_reader(team).clock_time(schedule.at)
    return desk.t(KINDS[schedule.kind], rule=rule, time=time, title=schedule.title)

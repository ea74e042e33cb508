"""Makes a team's plan of its declared parts."""

from __future__ import annotations

from bot.config.problems import Problem
from bot.config.teams import TeamSettings
from bot.declared.indicator_planning import plan_goals, plan_states
from bot.declared.people_planning import plan_people
from bot.declared.pieces import Pieces
from bot.declared.plan import TeamPlan
from bot.declared.schedule_planning import plan_schedules
from rubric.fingerprint import fingerprint
from rubric.model import Library


def plan_team(pieces: Pieces, team: TeamSettings, library: Library, problems: list[Problem]) -> TeamPlan:
    """The plan; what does not fit together is added to the problems, and then the plan must not be used."""
    instrument = library.instrument(team.instrument)
    students = frozenset(role.id for role in library.roles.values() if role.is_student)
    return TeamPlan(
        team_id=pieces.team_id,
        zone=team.zone,
        locale=team.locale,
        instrument=instrument.id,
        version=instrument.version,
        fingerprint=fingerprint(instrument),
        people=plan_people(pieces, students, problems),
        students=students,
        schedules=plan_schedules(pieces, instrument, library, problems),
        goals=plan_goals(pieces.goals, instrument, problems),
        states=plan_states(pieces.agreed, instrument, problems),
    )

"""Everything that happened in a team in a time."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

from bot.charts.gather import Known
from bot.desk import Desk
from bot.features.digest.gather import answers, goals, upkeep
from bot.features.digest.gather.movement import movement
from bot.features.digest.gather.people import People
from bot.features.digest.gather.turnout import closed, turnout
from bot.features.digest.week import Week
from bot.schedule.students import students_of
from bot.schedule.unasked import unasked_in_team
from bot.schedule.wall_clock import local_day
from bot.store.models import Answer, Prompt, Task
from bot.store.queries import digest


def week(desk: Desk, known: Known, since: datetime, until: datetime) -> Week:
    """What happened from `since` until just before `until`."""
    team, session = known.team, desk.session
    today = local_day(until, team.zone)
    students = students_of(desk, team)
    said = digest.said(session, team.id, since, until)
    skipped = digest.skipped(session, team.id, since, until)
    late = digest.overdue(session, team.id, today)
    roles = digest.participants(session, team.id, today)
    everybody = People(session, {person.id: person for person in roles})
    people = everybody.among(_ids(said, skipped, late))
    moved = movement(desk, known, since, until)
    agreed = goals.agreed_anew(desk, known, since, until)
    return Week(
        team=team,
        since=since,
        until=until,
        agreed=agreed,
        moved=moved.moved,
        unstuck=moved.unstuck,
        stuck=moved.stuck,
        disputed=moved.disputed,
        stuck_since=moved.stuck_since,
        turnout=turnout(desk, team, roles, since, until),
        focus=goals.focus(desk, known, agreed, since, until),
        gaps=goals.gaps(known),
        evidence=upkeep.coverage(desk, known, today),
        overdue=upkeep.overdue(desk, late, people, students),
        blockers=answers.blockers(desk, known, said, people),
        answers=answers.answers(known, said, people),
        in_words=answers.in_words(known, said, skipped, people),
        closed=closed(everybody, team, since, until),
        unasked=unasked_in_team(desk, team, {role for own in roles.values() for role in own}),
        ending=upkeep.ending(desk, team, roles, today),
        meeting=upkeep.meeting(desk, team, until),
        students=students,
        advised=digest.advised_in(session, team.id, today),
    )


def _ids(said: Sequence[tuple[Prompt, Answer]], skipped: Sequence[Prompt], tasks: Sequence[Task]) -> set[int]:
    """Everybody who answered, skipped with a reason, or has one of the tasks."""
    answered = {answer.person_id for _, answer in said}
    return answered | {one.person_id for one in skipped} | {one.person_id for one in tasks if one.person_id}

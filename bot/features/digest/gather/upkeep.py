"""What keeps the work going: evidence, tasks, seats, and the next meeting with its norm."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date, datetime, timedelta
from typing import Final

from bot.charts.gather import Known
from bot.desk import Desk
from bot.features.digest.week import Coverage, Ending, Meeting, Overdue
from bot.schedule.norm_turns import MEETING, norm_of_next
from bot.schedule.students import Students
from bot.schedule.wall_clock import instant_of, local_day
from bot.store.models import Person, Task, Team
from bot.store.queries import roster, schedules
from bot.store.queries.evidence import newest_days
from rubric import measure

# From so long before on it is told that a term ends.
_SOON: Final = timedelta(days=30)


def coverage(desk: Desk, known: Known, today: date) -> Coverage:
    """How many indicators have evidence of the last months, and which should have."""
    newest = newest_days(desk.session, known.lineage, known.team.id)
    indicators, levels = known.lineage.today.indicators, len(known.lineage.today.levels)
    days = {each.id: [newest[each.id]] if each.id in newest else [] for each in indicators}
    covered, count = measure.evidence_coverage(days, today)
    bare = [
        each
        for each in indicators
        if (state := known.newest(each.id))
        and measure.wants_evidence(state.level, levels, len(days[each.id]))
    ]
    return Coverage(covered, count, measure.middle_level(levels), tuple(bare))


def overdue(
    desk: Desk, tasks: Sequence[Task], people: Mapping[int, Person], students: Students
) -> tuple[Overdue, ...]:
    """The tasks whose day is over, each with who has it."""
    return tuple(_overdue(desk, task, people, students) for task in tasks)


def _overdue(desk: Desk, task: Task, people: Mapping[int, Person], students: Students) -> Overdue:
    role = desk.library.roles.get(task.role or "")
    is_students = task.person_id in students or (role is not None and role.is_student)
    return Overdue(task, people.get(task.person_id or 0), role.title if role else "", is_students)


def ending(desk: Desk, team: Team, roles: Mapping[Person, Sequence[str]], today: date) -> tuple[Ending, ...]:
    """Whose seat ends soon, the next first; `roles` are those that people hold."""
    titles = {role.id: role.title for role in desk.library.roles.values()}
    return tuple(
        Ending(person, tuple(titles[role] for role in roles.get(person, ()) if role in titles), day)
        for person, day in roster.seats_ending(desk.session, team.id, today, today + _SOON)
    )


def meeting(desk: Desk, team: Team, until: datetime) -> Meeting | None:
    """The next meeting, with the norm that its reminder carries or will carry."""
    days = schedules.days_ahead(desk.session, team.id, MEETING, local_day(until, team.zone))
    ahead = [(instant_of(day, one.at, team.zone), one.id, one, day) for one, day in days]
    later = sorted((one for one in ahead if one[0] > until), key=lambda one: one[:2])
    if not later:
        return None
    starts, _, schedule, day = later[0]
    return Meeting(schedule, starts, norm_of_next(desk, team, schedule, day))

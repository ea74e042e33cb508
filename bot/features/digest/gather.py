"""Gathers what a digest tells of, with few questions to the database however large the team is."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from contextlib import suppress
from datetime import datetime

from bot.desk import Desk
from bot.features.digest import in_words, turnout
from bot.features.digest.week import Blocker, Gap, InWords, Meeting, Overdue, Said, Week
from bot.schedule.check_in import ABOUT_INDICATORS
from bot.schedule.students import Students, students_of
from bot.schedule.unasked import unasked_in_team
from bot.schedule.wall_clock import instant_of, local_day
from bot.store.lineage import lineage_of
from bot.store.models import Answer, Person, Prompt, Task, Team
from bot.store.queries import digest, ratings, schedules
from rubric import measure
from rubric.model import Indicator, UnknownIndicator

MOVING, STUCK = "moving", "stuck"
Answered = Sequence[tuple[Prompt, Answer]]


def week(desk: Desk, team: Team, since: datetime, until: datetime) -> Week:
    """What happened in the team from `since` until just before `until`."""
    said = digest.said(desk.session, team.id, since, until)
    students = students_of(desk, team)
    return Week(
        team=team,
        since=since,
        until=until,
        moved=_with(desk, team, said, MOVING),
        stuck=_with(desk, team, said, STUCK),
        turnout=turnout.turnout(desk, team, since, until),
        closed=turnout.closed(desk, team, since, until),
        gaps=_gaps(desk, team),
        overdue=_overdue(desk, team, students, until),
        blockers=_blockers(desk, team, said),
        answers=_answers(desk, team, said),
        meeting=_meeting(desk, team, until),
        students=students,
        unasked=unasked_in_team(desk, team, local_day(until, team.zone)),
        in_words=_in_words(desk, team, said, digest.skipped(desk.session, team.id, since, until)),
    )


def _asked_about(desk: Desk, team: Team, said: Answered) -> dict[str, Indicator]:
    """The indicators of today by the subjects that were asked, old ids too; what is gone is left out."""
    instrument, found = desk.instrument(team), {}
    for subject in {prompt.subject for prompt, _ in said}:
        with suppress(UnknownIndicator):
            found[subject] = instrument.indicator(subject)
    return found


def _with(desk: Desk, team: Team, said: Answered, movement: str) -> tuple[Indicator, ...]:
    """The indicators of which somebody said that, in the instrument's order."""
    about = _asked_about(desk, team, said)
    moved = [about.get(prompt.subject) for prompt, answer in said if answer.movement == movement]
    return tuple(each for each in desk.instrument(team).indicators if each in moved)


def _gaps(desk: Desk, team: Team) -> tuple[Gap, ...]:
    """The goals that are not reached, the next due first."""
    lineage = lineage_of(desk.session, desk.instrument(team))
    agreed = ratings.agreed(desk.session, lineage, team.id).newest
    levels = {id_: state.level for id_, state in agreed.items()}
    known = {each.id: each for each in lineage.today.indicators}
    open_ = [
        Gap(known[id_], levels.get(id_), goal)
        for id_, goal in ratings.goals(desk.session, lineage, team.id).newest.items()
        if id_ not in levels or measure.gap(goal.level, levels[id_]) > 0
    ]
    return tuple(sorted(open_, key=lambda one: (one.goal.by_day, one.indicator.id)))


def _overdue(desk: Desk, team: Team, students: Students, until: datetime) -> tuple[Overdue, ...]:
    tasks = digest.overdue(desk.session, team.id, local_day(until, team.zone))
    people = digest.people(desk.session, {one.person_id for one in tasks if one.person_id})
    return tuple(_one_overdue(desk, task, people, students) for task in tasks)


def _one_overdue(desk: Desk, task: Task, people: Mapping[int, Person], students: Students) -> Overdue:
    role = desk.library.roles.get(task.role or "")
    is_students = task.person_id in students or (role is not None and role.is_student)
    return Overdue(task, people.get(task.person_id or 0), role.title if role else "", is_students)


def _blockers(desk: Desk, team: Team, said: Answered) -> tuple[Blocker, ...]:
    """What is in the way, the newest first."""
    known = _asked_about(desk, team, said)
    stuck = [(prompt, answer) for prompt, answer in said if answer.blocker and prompt.subject in known]
    people = digest.people(desk.session, {answer.person_id for _, answer in stuck})
    return tuple(
        Blocker(
            known[prompt.subject],
            answer.blocker,
            people[answer.person_id],
            answer.through,
            answer.helper,
            _helper_name(desk, team, answer),
        )
        for prompt, answer in reversed(stuck)
    )


def _answers(desk: Desk, team: Team, said: Answered) -> tuple[Said, ...]:
    """Every answer, those with words first, the newest first among them."""
    known = _asked_about(desk, team, said)
    people = digest.people(desk.session, {answer.person_id for _, answer in said})
    every = [
        Said(known[prompt.subject], answer.movement, answer.words, answer.link, people[answer.person_id])
        for prompt, answer in reversed(said)
        if prompt.subject in known
    ]
    return tuple(sorted(every, key=lambda one: not one.words))


def _in_words(desk: Desk, team: Team, said: Answered, skipped: Sequence[Prompt]) -> tuple[InWords, ...]:
    """What was written where no indicator was asked about, and the reasons of skips; the newest first."""
    instrument = desk.instrument(team)
    free = [(prompt, answer) for prompt, answer in reversed(said) if prompt.asks not in ABOUT_INDICATORS]
    ids = {*(answer.person_id for _, answer in free), *(prompt.person_id for prompt in skipped)}
    people = digest.people(desk.session, ids)
    titles = {each.id: each.short_title for each in instrument.indicators}
    return in_words.newest_first(
        [
            *(InWords(prompt.question, answer.words, people[answer.person_id]) for prompt, answer in free),
            *(
                InWords(
                    titles.get(one.subject, one.question),
                    one.skip_reason,
                    people[one.person_id],
                    skipped=True,
                )
                for one in skipped
            ),
        ]
    )


def _helper_name(desk: Desk, team: Team, answer: Answer) -> str:
    if not answer.helper:
        return ""
    helper = digest.who_has(desk.session, team.id, answer.through, answer.helper)
    return helper.name if helper else ""


def _meeting(desk: Desk, team: Team, until: datetime) -> Meeting | None:
    days = schedules.days_ahead(desk.session, team.id, "meeting", local_day(until, team.zone))
    ahead = [Meeting(schedule, instant_of(day, schedule.at, team.zone)) for schedule, day in days]
    return min((one for one in ahead if one.starts > until), key=lambda one: one.starts, default=None)

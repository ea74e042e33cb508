"""Gathers how many answered what was due, and what came of the check-ins that closed."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import datetime

from bot.desk import Desk
from bot.features.digest.gather.people import People
from bot.features.digest.turnout import Closed, Turnout, counted_out
from bot.published import group_floor
from bot.schedule.participation import Came, Standing, people_of, standings, standings_between
from bot.store.models import Occurrence, Person, Prompt, Schedule, Team
from bot.store.queries import participation as asked


def turnout(
    desk: Desk, team: Team, held: Mapping[Person, Sequence[str]], since: datetime, until: datetime
) -> Turnout:
    """The turnout of the check-ins that were due from `since` until just before `until`.

    `held` are the roles of everybody who takes part.
    """
    every = standings_between(desk.session, team.id, since, until)
    known = desk.library.roles
    roles = {
        person.id: [(known[role].title, known[role].audience) for role in own if role in known]
        for person, own in held.items()
    }
    return counted_out(every, roles, group_floor(team))


def closed(people: People, team: Team, since: datetime, until: datetime) -> tuple[Closed, ...]:
    """The runs of check-ins whose windows closed in the time, oldest first."""
    session = people.session
    runs = asked.runs_closed(session, team.id, since, until)
    if not runs:
        return ()
    ids = [run.id for run, _ in runs]
    questions = asked.asked(session, Prompt.occurrence_id.in_(ids))
    every = standings(questions, asked.not_asked(session, ids))
    missing = {id_ for came in (Came.SILENT, Came.UNDELIVERABLE) for id_ in people_of(every, came)}
    named = people.among(missing)
    return tuple(_closed(run, schedule, every, named) for run, schedule in runs)


def _closed(
    run: Occurrence, schedule: Schedule, every: Sequence[Standing], people: Mapping[int, Person]
) -> Closed:
    own = [one for one in every if one.occurrence_id == run.id]
    silent, away = people_of(own, Came.SILENT), people_of(own, Came.UNDELIVERABLE)
    return Closed(schedule, run.day, own, [people[id_] for id_ in silent], [people[id_] for id_ in away])

"""How many answered the latest check-ins, each run as a number of a number."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import datetime, timedelta
from typing import Final

from bot.charts.data import ResponseRate, Run
from bot.chat.phrases import Phrases
from bot.chat.text import plain
from bot.desk import Desk
from bot.language.reader import Reader
from bot.published import group_floor
from bot.schedule.participation import participation, standings
from bot.store.models import Occurrence, Prompt, Schedule, Team
from bot.store.queries import participation as queries
from rubric import measure
from rubric.measure import Participation

MOST_RUNS: Final = 6
# Runs that closed longer ago are not looked for.
LOOKED_BACK: Final = timedelta(weeks=13)


def response_of(desk: Desk, team: Team, t: Phrases, reader: Reader, until: datetime) -> ResponseRate | None:
    """The latest runs that closed by `until` and could be answered by enough people; None where none was."""
    closed = queries.runs_closed(desk.session, team.id, until - LOOKED_BACK, until)[-MOST_RUNS:]
    counted = _counted(desk, [run.id for run, _ in closed])
    floor = group_floor(team)
    shown = [
        _run(run, schedule, counted[run.id].response, t, reader)
        for run, schedule in closed
        if measure.publishable(counted[run.id].eligible, floor)
    ]
    if not shown:
        return None
    left = len(closed) - len(shown)
    return ResponseRate(
        title=plain(t("{team}: check-ins answered", team=team.name)),
        about=plain(t("Only runs that are over.")),
        runs=tuple(shown),
        left_out=_left_out(left, floor, t) if left else "",
    )


def _counted(desk: Desk, runs: Sequence[int]) -> Mapping[int, Participation]:
    asked = queries.asked(desk.session, Prompt.occurrence_id.in_(runs))
    every = standings(asked, queries.not_asked(desk.session, runs))
    return {run: participation([one for one in every if one.occurrence_id == run]) for run in runs}


def _run(run: Occurrence, schedule: Schedule, response: tuple[int, int], t: Phrases, reader: Reader) -> Run:
    complete, eligible = response
    said = t("{answered} of {asked}", answered=complete, asked=eligible)
    return Run(schedule.title, reader.day(run.day), complete, eligible, plain(said))


def _left_out(count: int, floor: int, t: Phrases) -> str:
    return plain(
        t.plural(
            "Not shown: {count} run that fewer than {floor} people could answer.",
            "Not shown: {count} runs that fewer than {floor} people could answer.",
            count,
            floor=floor,
        )
    )

"""Gathers what a stepback brief tells of, with few questions to the database however large the team is."""

from __future__ import annotations

from datetime import date, datetime, timedelta
from typing import Final

from dateutil.relativedelta import relativedelta

from bot.charts.gather import Known, known
from bot.desk import Desk
from bot.features.stepback.agreed import Time, ahead, late, progress
from bot.features.stepback.quarter import Aim, Basis, Challenges, Quarter, Support
from bot.features.stepback.said import Said
from bot.schedule.participation import standings_between
from bot.schedule.report import Period
from bot.schedule.students import students_of
from bot.schedule.unasked import held_in_team, unasked_in_team
from bot.schedule.wall_clock import local_day
from bot.store.models import Team
from bot.store.queries import roster, tasks
from bot.store.queries.evidence import newest_days
from rubric import measure
from rubric.quarters import MONTHS

_QUARTER: Final = relativedelta(months=MONTHS)
# What is shorter is no quarter: a first brief, or one that is wanted in between, looks back over a whole one.
_SHORTEST: Final = timedelta(days=60)


def quarter(desk: Desk, team: Team, period: Period) -> Quarter:
    """What the team can tell of the period, of a quarter at least."""
    since, until = _since(period), period.until
    days = local_day(since, team.zone), local_day(until, team.zone)
    of_team = known(desk, team)
    said = Said.in_time(desk, of_team, since, until)
    return Quarter(
        known=of_team,
        since=since,
        until=until,
        first=days[0],
        last=days[1],
        progress=progress(desk.session, of_team, Time(since, until, days), said.moving),
        challenges=Challenges(said.stuck, said.obstacles, late(of_team, days[1])),
        support=_support(desk, team, days[1], ahead(of_team, days[1])),
        basis=_basis(desk, of_team, since, until),
        students=students_of(desk, team),
    )


def _since(period: Period) -> datetime:
    if period.until - period.since >= _SHORTEST:
        return period.since
    return period.until - _QUARTER


def _support(desk: Desk, team: Team, today: date, aims: tuple[Aim, ...]) -> Support:
    open_, overdue = tasks.open_and_overdue(desk.session, team.id, today)
    return Support(
        ahead=aims,
        open_tasks=open_,
        overdue_tasks=overdue,
        unasked=unasked_in_team(desk, team, held_in_team(desk, team, today)),
        ending=roster.seats_ending(desk.session, team.id, today, today + _QUARTER),
    )


def _basis(desk: Desk, of_team: Known, since: datetime, until: datetime) -> Basis:
    team, today = of_team.team, of_team.lineage.today
    last = local_day(until, team.zone)
    newest = newest_days(desk.session, of_team.lineage, team.id)
    fresh = {id_ for id_, day in newest.items() if measure.evidence_coverage({id_: [day]}, last)[0]}
    bare = [
        each
        for each in today.indicators
        if (state := of_team.newest(each.id)) is not None
        and measure.wants_evidence(state.level, len(today.levels), int(each.id in fresh))
    ]
    covered = sum(1 for each in today.indicators if each.id in fresh)
    return Basis(standings_between(desk.session, team.id, since, until), covered, tuple(bare))

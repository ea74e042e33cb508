"""Gathers what is told of several teams, with a handful of statements however many they are."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping
from datetime import date

from dateutil.relativedelta import relativedelta

from bot.desk import Desk
from bot.features.district import agreed
from bot.features.district.answered import in_check_ins
from bot.features.district.shown import Group, Told, TooFew
from bot.published import group_floor
from bot.schedule.report import Period
from bot.schedule.wall_clock import local_day
from bot.store.lineage import Lineage, lineage_of
from bot.store.models import Team
from bot.store.queries import across_teams
from rubric import measure


def groups(desk: Desk, team_ids: Collection[str], period: Period, zone: str) -> tuple[Group, ...]:
    """The teams by instrument and name; of one with too few people nothing is read but how many they are."""
    every = across_teams.standing_teams(desk.session, team_ids)
    first, last = local_day(period.since, zone), local_day(period.until, zone)
    people = across_teams.people_of(desk.session, [one.id for one in every], last)
    large = [one for one in every if measure.publishable(people.get(one.id, 0), group_floor(one))]
    found = {one.team.id: one for one in _told(desk, large, period, (first, last))}
    by_instrument: dict[str, list[Told | TooFew]] = {}
    for team in sorted(every, key=lambda one: (one.name.casefold(), one.id)):
        told = found.get(team.id) or TooFew(team, group_floor(team))
        by_instrument.setdefault(team.instrument, []).append(told)
    return tuple(
        Group(desk.library.instrument(instrument), teams) for instrument, teams in by_instrument.items()
    )


def _told(desk: Desk, teams: Collection[Team], period: Period, days: tuple[date, date]) -> Iterable[Told]:
    if not teams:
        return
    lineages = {
        instrument: lineage_of(desk.session, desk.library.instrument(instrument))
        for instrument in {one.instrument for one in teams}
    }
    of_teams = {one.id: lineages[one.instrument] for one in teams}
    agreements = agreed.agreements(desk.session, of_teams, period.since, days[1])
    covered = _covered(desk, of_teams, days[1])
    came = in_check_ins(desk.session, teams, of_teams, period)
    for team in teams:
        own, said = agreements[team.id], came[team.id]
        yield Told(
            team=team,
            levels=own.levels(of_teams[team.id]),
            goals=own.counted_goals(days, team.zone),
            movement=said.movement,
            response=said.response,
            covered=len(covered[team.id]),
            was_asked=said.was_asked,
        )


def _covered(desk: Desk, lineages: Mapping[str, Lineage], last: date) -> Mapping[str, set[str]]:
    """The indicators of each team that have evidence from the last twelve months."""
    first = last - relativedelta(months=measure.FRESH_MONTHS)
    found: dict[str, set[str]] = {team_id: set() for team_id in lineages}
    for one in across_teams.with_evidence(desk.session, lineages, first, last):
        if (name := lineages[one.team_id].id_today(one)) is not None:
            found[one.team_id].add(name)
    for team_id, subject in across_teams.linked_in_answers(desk.session, lineages, first, last):
        if (indicator := lineages[team_id].today.finds(subject)) is not None:
            found[team_id].add(indicator.id)
    return found

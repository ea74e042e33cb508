"""Brings the teams of `config.yaml` into the database; config owns them: what it says replaces what was."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from sqlalchemy import delete, select, update
from sqlalchemy.orm import Session

from bot.config.settings import Settings
from bot.config.teams import TeamSettings
from bot.declared.outside import sync_outside
from bot.declared.rows import set_values
from bot.schedule import anew
from bot.schedule.team_times import READ_FROM_FILES
from bot.store.models import Change, Schedule, Team, TeamChannel

_TIMING = frozenset({"zone", "settings"})


def sync_teams(session: Session, settings: Settings, now: datetime) -> None:
    """Write every team and whom it writes to; one that left the config is marked as removed, never deleted.

    What changes is written into the journal; the same settings again change nothing.
    """
    known = {team.id: team for team in session.scalars(select(Team))}
    for team_id, team in known.items():
        if team_id not in settings.teams and team.removed_at is None:
            team.removed_at = now
            _journal(session, team_id, now, "removed")
    for team_id, wanted in settings.teams.items():
        _write_team(session, known.get(team_id), team_id, wanted, now)
    session.flush()


def _write_team(
    session: Session, team: Team | None, team_id: str, wanted: TeamSettings, now: datetime
) -> None:
    if team is None:
        session.add(Team(id=team_id, **_values(wanted)))
        session.flush()
        _journal(session, team_id, now, "added")
    else:
        changed = set_values(team, _values(wanted, team))
        if changed.keys() & _TIMING:
            anew.team_changed(session, team_id, now)
        if "removed_at" in changed:
            _begin_again(session, team_id)
        if changed:
            _journal(session, team_id, now, f"changed: {'; '.join(changed.values())}")
    _write_channels(session, team_id, wanted)
    for what in sync_outside(session, team_id, wanted, now):
        _journal(session, team_id, now, what)


def _write_channels(session: Session, team_id: str, wanted: TeamSettings) -> None:
    places = {("slack", one.workspace, one.channel) for one in wanted.channels.slack}
    places |= {("discord", one.server, one.channel) for one in wanted.channels.discord}
    for row in session.scalars(select(TeamChannel).where(TeamChannel.team_id == team_id)):
        place = (row.platform, row.workspace, row.channel)
        if place in places:
            places.remove(place)
        else:
            session.execute(delete(TeamChannel).where(TeamChannel.id == row.id))
    session.add_all(
        TeamChannel(team_id=team_id, platform=platform, workspace=workspace, channel=channel)
        for platform, workspace, channel in sorted(places)
    )


def _begin_again(session: Session, team_id: str) -> None:
    """The team was away: what was due meanwhile is left out."""
    waiting = (Schedule.team_id == team_id, Schedule.ended_at.is_(None))
    session.execute(update(Schedule).where(*waiting).values(next_due_at=None, next_day=None))


def _values(wanted: TeamSettings, team: Team | None = None) -> dict[str, Any]:
    return {
        "name": wanted.name,
        "zone": wanted.zone,
        "locale": wanted.locale,
        "instrument": wanted.instrument,
        "settings": {**_stored(wanted), **_read_from_files(wanted, team)},
        "removed_at": None,
    }


def _stored(wanted: TeamSettings) -> dict[str, Any]:
    quiet = wanted.quiet_hours
    return {
        "calendar": [closure.entry() for closure in wanted.calendar],
        "quiet_hours": {"from": f"{quiet.starts:%H:%M}", "to": f"{quiet.ends:%H:%M}"},
        "group_floor": wanted.defaults.group_floor,
    }


def _read_from_files(wanted: TeamSettings, team: Team | None) -> dict[str, Any]:
    """What was read from the team's calendar files stays until they are read again."""
    if team is None or not wanted.calendar_files or READ_FROM_FILES not in team.settings:
        return {}
    return {READ_FROM_FILES: team.settings[READ_FROM_FILES]}


def _journal(session: Session, team_id: str, now: datetime, what: str) -> None:
    session.add(
        Change(
            team_id=team_id,
            at=now,
            who="config",
            through="config.yaml",
            record="team",
            record_id=team_id,
            what=what,
        )
    )

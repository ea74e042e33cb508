"""Brings the teams of `config.yaml` into the database; config owns them, so what it says replaces what was."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from sqlalchemy import delete, select
from sqlalchemy.orm import Session

from bot.config.settings import Settings
from bot.config.teams import TeamSettings
from bot.store.models import Team, TeamChannel


def sync_teams(session: Session, settings: Settings, now: datetime) -> None:
    """Write every team and its channels; a team that left the config is marked as removed, never deleted."""
    for team in session.scalars(select(Team)):
        if team.id not in settings.teams and team.removed_at is None:
            team.removed_at = now
    for team_id, wanted in settings.teams.items():
        _write_team(session, team_id, wanted)
    session.flush()


def _write_team(session: Session, team_id: str, wanted: TeamSettings) -> None:
    team = session.get(Team, team_id) or Team(id=team_id)
    team.name, team.zone, team.locale = wanted.name, wanted.zone, wanted.locale
    team.instrument, team.settings, team.removed_at = wanted.instrument, _stored(wanted), None
    session.add(team)
    session.flush()
    session.execute(delete(TeamChannel).where(TeamChannel.team_id == team_id))
    places = [("slack", one.workspace, one.channel) for one in wanted.channels.slack]
    places += [("discord", one.server, one.channel) for one in wanted.channels.discord]
    session.add_all(
        TeamChannel(team_id=team_id, platform=platform, workspace=workspace, channel=channel)
        for platform, workspace, channel in places
    )


def _stored(wanted: TeamSettings) -> dict[str, Any]:
    data = wanted.model_dump(mode="json", by_alias=True)
    return {
        "calendar": [closure.entry() for closure in wanted.calendar],
        "quiet_hours": data["quiet_hours"],
        "group_floor": data["defaults"]["group_floor"],
    }

"""Brings what the installation's files own into the database: the teams, and the versions of the rubrics."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy.orm import Session

from bot.config.settings import Settings
from bot.declared.teams import sync_teams
from bot.store.instruments import keep_versions
from rubric.model import Library


def sync_installation(session: Session, settings: Settings, library: Library, now: datetime) -> None:
    """Do it before anything else; raises InstrumentsChanged for words that changed under a version."""
    keep_versions(session, library, now)
    sync_teams(session, settings, now)

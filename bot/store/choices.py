"""What somebody in several teams said last about which of them they mean."""

from __future__ import annotations

from datetime import datetime, timedelta

from sqlalchemy import select
from sqlalchemy.orm import Session

from bot.chat.cards import Button
from bot.chat.events import Person
from bot.chat.limits import BUTTON_LABEL, BUTTONS_IN_A_ROW
from bot.chat.routes import wire
from bot.chat.text import shorten
from bot.store.models import Change, Team

HOLDS = timedelta(days=1)
# Buttons side by side; who is in more teams types in the channel of the one they mean.
MOST = BUTTONS_IN_A_ROW
_RECORD = "team meant"


def team_of(session: Session, who: Person, now: datetime) -> str | None:
    """The team that an account chose within a day."""
    return session.scalar(
        select(Change.team_id)
        .where(Change.record == _RECORD, Change.record_id == who.path, Change.at > now - HOLDS)
        .order_by(Change.id.desc())
        .limit(1)
    )


def choose_team(session: Session, who: Person, team_id: str, now: datetime) -> None:
    """From now on that team is meant."""
    session.add(
        Change(
            team_id=team_id,
            at=now,
            who=f"account:{who.path}",
            through=f"{who.platform} button",
            record=_RECORD,
            record_id=who.path,
            what="chosen",
        )
    )


def button(team: Team) -> Button:
    """The button that chooses a team."""
    return Button(shorten(team.name, BUTTON_LABEL), wire("team-choose", team.id))

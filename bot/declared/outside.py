"""Brings a team's partners and webhooks into the database by their ids; what left the config is ended."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime
from zoneinfo import ZoneInfo

from sqlalchemy import update
from sqlalchemy.orm import Session

from bot.config.teams import TeamSettings
from bot.declared.rows import set_values
from bot.schedule import outbox
from bot.store.models import Delivery, Outside
from bot.store.queries.outside import EMAIL, WEBHOOK, of_team

_CALLED = {EMAIL: "partner", WEBHOOK: "webhook"}


def sync_outside(session: Session, team_id: str, wanted: TeamSettings, now: datetime) -> Iterator[str]:
    """Add, change and end what differs; yields what was done, for the journal.

    A partner whose day of agreement is still to come is not there yet.
    """
    locales = dict(_locales(wanted, now))
    for row in of_team(session, team_id):
        locale = locales.pop((row.platform, row.name), None)
        if locale is None:
            row.ended_at = now
            _cancel_unsent(session, row)
            yield f"ended: {_CALLED[row.platform]} {row.name}"
        elif changed := set_values(row, {"locale": locale}):
            yield f"changed: {_CALLED[row.platform]} {row.name}, {'; '.join(changed.values())}"
    for (platform, name), locale in sorted(locales.items()):
        session.add(Outside(team_id=team_id, platform=platform, name=name, locale=locale, since=now))
        yield f"added: {_CALLED[platform]} {name}"


def _cancel_unsent(session: Session, row: Outside) -> None:
    """Nothing more goes there, not even what is on its way."""
    there = (
        Delivery.platform == row.platform,
        Delivery.workspace == row.team_id,
        Delivery.channel == row.name,
    )
    unsent = Delivery.state.in_(outbox.UNSENT)
    session.execute(update(Delivery).where(*there, unsent).values(state=outbox.CANCELLED))


def _locales(wanted: TeamSettings, now: datetime) -> Iterator[tuple[tuple[str, str], str]]:
    """The language of each, by platform and id."""
    today = now.astimezone(ZoneInfo(wanted.zone)).date()
    for partner in wanted.partners:
        if partner.agreed_on <= today:
            yield (EMAIL, partner.id), partner.locale or wanted.locale
    for hook in wanted.webhooks:
        yield (WEBHOOK, hook.id), hook.locale or wanted.locale

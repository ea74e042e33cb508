"""The demo's people who hold the same role, as a Slack user group and a Discord role."""

from __future__ import annotations

from sqlalchemy import select
from sqlalchemy.orm import Session

from bot.sandbox.residents import LocalGroup
from bot.store.models import Account, RoleHolder
from rubric.model import Library

_IDS = {"slack": "S0ROLE{:02}", "discord": "9000000000000002{:02}"}


def role_groups(session: Session, platform: str, library: Library) -> tuple[LocalGroup, ...]:
    """Every role that somebody with an account there holds, in the library's order."""
    held = [(role, _holders(session, platform, name)) for name, role in library.roles.items()]
    return tuple(
        LocalGroup(_IDS[platform].format(number), role.title, members)
        for number, (role, members) in enumerate(held, start=1)
        if members
    )


def _holders(session: Session, platform: str, role: str) -> tuple[str, ...]:
    accounts = session.scalars(
        select(Account.account)
        .join(RoleHolder, RoleHolder.person_id == Account.person_id)
        .where(RoleHolder.role == role, Account.platform == platform)
        .order_by(Account.id)
    ).all()
    return tuple(dict.fromkeys(accounts))

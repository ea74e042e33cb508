"""The demo's people and channels as both local workspaces start with them, read from what was applied."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from sqlalchemy import select
from sqlalchemy.orm import Session

from bot.demo.groups import role_groups
from bot.sandbox.residents import LocalApp, LocalChannel, LocalPerson, LocalWorkspace, Persona
from bot.store.models import Account, Membership, Person, RoleHolder, TeamChannel
from rubric.model import Library

SLACK, DISCORD = "slack", "discord"
NAMES = {SLACK: "Riverbend Schools", DISCORD: "Riverbend Students"}
# Invented tokens in the shape that client libraries insist on.
APPS = {
    SLACK: LocalApp("A0STEMBOT", "U0STEMBOT", "stem-bot", "xoxb-local-workspace", "xapp-local-workspace"),
    DISCORD: LocalApp(
        "900000000000000001", "900000000000000001", "stem-bot", "OTAwMDAwMDAwMDAwMDAwMDAx.local.workspace"
    ),
}
CHANNEL_NAMES = {"riverbend": "stem-leadership", "mesa-verde": "mesa-verde-slt"}
PERMISSIONS = {
    "facilitator": "facilitator",
    "leader": "leader",
    "observer": "observer",
    "adviser": "adviser",
}


@dataclass(frozen=True, slots=True)
class District:
    """Both workspaces by platform, and whom the page can be."""

    workspaces: dict[str, LocalWorkspace]
    personas: tuple[Persona, ...]


def district(session: Session, library: Library) -> District:
    """The district as the database has it."""
    people = session.scalars(select(Person).order_by(Person.id)).all()
    workspaces = {platform: _workspace(session, platform, library) for platform in (SLACK, DISCORD)}
    personas = sorted((_persona(session, person, library) for person in people), key=_principal_first)
    return District(workspaces, tuple(personas))


def _workspace(session: Session, platform: str, library: Library) -> LocalWorkspace:
    rows = session.execute(
        select(Account, Person)
        .join(Person, Person.id == Account.person_id)
        .where(Account.platform == platform)
        .order_by(Account.id)
    ).all()
    channels = session.scalars(select(TeamChannel).where(TeamChannel.platform == platform)).all()
    return LocalWorkspace(
        channels[0].workspace,
        NAMES[platform],
        APPS[platform],
        tuple(_resident(account, person) for account, person in rows),
        tuple(_channel(session, channel) for channel in channels),
        role_groups(session, platform, library),
    )


def _resident(account: Account, person: Person) -> LocalPerson:
    email = f"{person.name.lower().replace(' ', '.')}@riverbend.example"
    return LocalPerson(account.account, person.name, person.zone, email=email)


def _channel(session: Session, channel: TeamChannel) -> LocalChannel:
    members = session.scalars(
        select(Account.account)
        .join(Membership, Membership.person_id == Account.person_id)
        .where(Membership.team_id == channel.team_id, Account.platform == channel.platform)
        .order_by(Account.id)
    ).all()
    name = CHANNEL_NAMES.get(channel.team_id, channel.team_id)
    return LocalChannel(channel.channel, name, tuple(dict.fromkeys(members)))


def _persona(session: Session, person: Person, library: Library) -> Persona:
    accounts = session.scalars(select(Account).where(Account.person_id == person.id)).all()
    roles = session.scalars(select(RoleHolder.role).where(RoleHolder.person_id == person.id)).all()
    seat = session.scalars(select(Membership.permission).where(Membership.person_id == person.id)).first()
    return Persona(
        str(person.id),
        person.name,
        _about([library.roles[role].title for role in roles], seat or "", person.zone),
        {account.platform: account.account for account in accounts},
    )


def _about(roles: Sequence[str], permission: str, zone: str) -> str:
    city = zone.rpartition("/")[2].replace("_", " ")
    said = [*roles, PERMISSIONS.get(permission, ""), city]
    return " · ".join(filter(None, said))


def _principal_first(persona: Persona) -> bool:
    return "Principal" not in persona.name

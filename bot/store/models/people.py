"""People, their accounts, their seats in teams and the roles they hold for a term."""

from __future__ import annotations

from datetime import date, datetime, time

from sqlalchemy import ForeignKey, UniqueConstraint, false
from sqlalchemy.orm import Mapped, mapped_column

from bot.store.models.base import Base, row_id


class Person(Base):
    """A human being, whatever accounts they have. `agreed_at` is when they said yes to messages.

    Empty `own_time`, `own_days` and quiet hours mean the team's. `own_days` are weekdays such as `mon,wed`.
    `locale` follows the platform until it is chosen.
    """

    __tablename__ = "person"

    id: Mapped[int] = row_id()
    name: Mapped[str]
    zone: Mapped[str]
    locale: Mapped[str]
    greeted_at: Mapped[datetime | None]
    agreed_at: Mapped[datetime | None]
    declined_at: Mapped[datetime | None]
    own_time: Mapped[time | None]
    own_days: Mapped[str] = mapped_column(default="", server_default="")
    quiet_from: Mapped[time | None]
    quiet_until: Mapped[time | None]
    locale_chosen: Mapped[bool] = mapped_column(default=False, server_default=false())


class Account(Base):
    """An account of a person on a platform; prompts go to the preferred one.

    `direct_agreed_at`: a test message arrived there after their yes, on a platform that needs one of its own.
    `unreachable_since`: it refused a direct message. `gone_at`: it left the workspace, or is closed.
    """

    __tablename__ = "account"
    __table_args__ = (UniqueConstraint("platform", "workspace", "account"),)

    id: Mapped[int] = row_id()
    person_id: Mapped[int] = mapped_column(ForeignKey("person.id"), index=True)
    platform: Mapped[str]
    workspace: Mapped[str]
    account: Mapped[str]
    preferred: Mapped[bool] = mapped_column(default=False)
    unreachable_since: Mapped[datetime | None]
    direct_agreed_at: Mapped[datetime | None]
    gone_at: Mapped[datetime | None]


class Membership(Base):
    """A person's seat in a team and what they may do there, for a term."""

    __tablename__ = "membership"
    __table_args__ = (UniqueConstraint("team_id", "person_id", "starts_on"),)

    id: Mapped[int] = row_id()
    team_id: Mapped[str] = mapped_column(ForeignKey("team.id"))
    person_id: Mapped[int] = mapped_column(ForeignKey("person.id"), index=True)
    permission: Mapped[str]
    starts_on: Mapped[date]
    ends_on: Mapped[date | None]
    managed: Mapped[str]


class RoleHolder(Base):
    """A role that a person holds in a team for a term; a student's has an adviser."""

    __tablename__ = "role_holder"
    __table_args__ = (UniqueConstraint("team_id", "person_id", "role", "starts_on"),)

    id: Mapped[int] = row_id()
    team_id: Mapped[str] = mapped_column(ForeignKey("team.id"))
    person_id: Mapped[int] = mapped_column(ForeignKey("person.id"), index=True)
    role: Mapped[str]
    adviser_id: Mapped[int | None] = mapped_column(ForeignKey("person.id"))
    starts_on: Mapped[date]
    ends_on: Mapped[date | None]
    managed: Mapped[str]

"""People, their accounts, their seats in teams and the roles they hold for a term."""

from __future__ import annotations

from datetime import date, datetime

from sqlalchemy import ForeignKey, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from bot.store.models.base import Base, row_id


class Person(Base):
    """A human being, whatever accounts they have. `agreed_at` is when they said yes to messages."""

    __tablename__ = "person"

    id: Mapped[int] = row_id()
    name: Mapped[str]
    zone: Mapped[str]
    locale: Mapped[str]
    greeted_at: Mapped[datetime | None]
    agreed_at: Mapped[datetime | None]
    declined_at: Mapped[datetime | None]


class Account(Base):
    """An account of a person on a platform; prompts go to the preferred one."""

    __tablename__ = "account"
    __table_args__ = (UniqueConstraint("platform", "workspace", "account"),)

    id: Mapped[int] = row_id()
    person_id: Mapped[int] = mapped_column(ForeignKey("person.id"), index=True)
    platform: Mapped[str]
    workspace: Mapped[str]
    account: Mapped[str]
    preferred: Mapped[bool] = mapped_column(default=False)
    unreachable_since: Mapped[datetime | None]


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

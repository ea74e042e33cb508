"""What falls due, each run of it, and the questions and answers that came of it."""

from __future__ import annotations

from datetime import date, datetime, time
from typing import Any

from sqlalchemy import ForeignKey, Index, UniqueConstraint, false
from sqlalchemy.orm import Mapped, mapped_column

from bot.store.models.base import Base, row_id


class Schedule(Base):
    """What falls due again and again: a check-in, a digest, or a series of meetings.

    `slot` is its stable name in the team, `kind` one of `check-in`, `digest`, `meeting`. `rule` and `at` are
    wall-clock, in each person's zone for a check-in, else in the team's.
    """

    __tablename__ = "schedule"
    __table_args__ = (UniqueConstraint("team_id", "slot"),)

    id: Mapped[int] = row_id()
    team_id: Mapped[str] = mapped_column(ForeignKey("team.id"))
    slot: Mapped[str]
    kind: Mapped[str]
    title: Mapped[str]
    rule: Mapped[str]
    at: Mapped[time]
    starts_on: Mapped[date]
    settings: Mapped[dict[str, Any]]
    next_due_at: Mapped[datetime | None] = mapped_column(index=True)
    next_day: Mapped[date | None]
    managed: Mapped[str]
    ended_at: Mapped[datetime | None]
    paused_at: Mapped[datetime | None]


class Occurrence(Base):
    """One run of a schedule on one local day."""

    __tablename__ = "occurrence"
    __table_args__ = (
        UniqueConstraint("schedule_id", "day", "slot"),
        Index("ix_occurrence_state_reminders_planned_at", "state", "reminders_planned_at"),
        Index("ix_occurrence_team_due", "team_id", "due_at"),
    )

    id: Mapped[int] = row_id()
    team_id: Mapped[str] = mapped_column(ForeignKey("team.id"))
    schedule_id: Mapped[int] = mapped_column(ForeignKey("schedule.id"))
    day: Mapped[date]
    slot: Mapped[str]
    due_at: Mapped[datetime]
    closes_at: Mapped[datetime]
    state: Mapped[str] = mapped_column(index=True)
    cursor: Mapped[int] = mapped_column(default=0)
    details: Mapped[dict[str, Any]] = mapped_column(default=dict)
    reminders_planned_at: Mapped[datetime | None]


class Prompt(Base):
    """One question of an occurrence to one person about one subject, an indicator or the question itself.

    `asks` is its kind: `progress`, `rating`, `reflection` or `question`, whose words are in `question`.
    Skipped with `not_mine`: the person says that they are the wrong one to ask. `early_at` is when they
    wanted to see it before it was due.
    """

    __tablename__ = "prompt"
    __table_args__ = (
        UniqueConstraint("occurrence_id", "person_id", "subject"),
        Index("ix_prompt_person_subject", "person_id", "subject"),
        # What is open for somebody: a rating asks it each time, and years of check-ins are closed.
        Index("ix_prompt_person_closes", "person_id", "closes_at"),
        Index("ix_prompt_team_asks_subject", "team_id", "asks", "subject", "id"),
    )

    id: Mapped[int] = row_id()
    team_id: Mapped[str] = mapped_column(ForeignKey("team.id"))
    occurrence_id: Mapped[int] = mapped_column(ForeignKey("occurrence.id"))
    person_id: Mapped[int] = mapped_column(ForeignKey("person.id"))
    subject: Mapped[str]
    audience: Mapped[str]
    due_at: Mapped[datetime]
    closes_at: Mapped[datetime]
    delivery_id: Mapped[int | None] = mapped_column(ForeignKey("delivery.id"), index=True)
    asks: Mapped[str] = mapped_column(default="progress", server_default="progress")
    question: Mapped[str] = mapped_column(default="", server_default="")
    skipped_at: Mapped[datetime | None]
    skip_reason: Mapped[str] = mapped_column(default="", server_default="")
    snoozed_until: Mapped[datetime | None]
    not_mine: Mapped[bool] = mapped_column(default=False, server_default=false())
    early_at: Mapped[datetime | None]


class Answer(Base):
    """What a person said to a prompt. A correction is a new row; the newest counts.

    `seen` are the ids of behaviours that the person saw.
    """

    __tablename__ = "answer"
    __table_args__ = (Index("ix_answer_team_given", "team_id", "given_at"),)

    id: Mapped[int] = row_id()
    team_id: Mapped[str] = mapped_column(ForeignKey("team.id"))
    prompt_id: Mapped[int] = mapped_column(ForeignKey("prompt.id"), index=True)
    person_id: Mapped[int] = mapped_column(ForeignKey("person.id"))
    movement: Mapped[str]
    words: Mapped[str]
    link: Mapped[str]
    blocker: Mapped[str]
    helper: Mapped[str]
    seen: Mapped[list[str]] = mapped_column(default=list, server_default="[]")
    given_at: Mapped[datetime]
    through: Mapped[str]

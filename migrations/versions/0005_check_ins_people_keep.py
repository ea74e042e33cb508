"""Leave, own times, several kinds of check-in, skips, snoozes, reminders, and two accounts of one person."""

from __future__ import annotations

from typing import Any

import sqlalchemy as sa
from alembic import op

revision = "0005"
down_revision = "0004"
branch_labels = None
depends_on = None

ROW_ID = sa.BigInteger().with_variant(sa.Integer(), "sqlite")
_REMINDERS_PLANNED = "ix_occurrence_state_reminders_planned_at"
_TEAM_ASKED = "ix_prompt_team_asks_subject"


def upgrade() -> None:
    for table, column in _new_columns():
        op.add_column(table, column)
    op.create_index(_TEAM_ASKED, "prompt", ["team_id", "asks", "subject", "id"])
    _plan_reminders_from_now_on()
    _keep_direct_messages()
    _make_absence()
    _make_opt_out()
    _make_not_asked()
    _make_reminder()
    _make_link_code()
    _make_account_link()


def downgrade() -> None:
    for table in ("account_link", "link_code", "reminder", "not_asked", "opt_out", "absence"):
        op.drop_table(table)
    op.drop_index(_TEAM_ASKED, "prompt")
    op.drop_index(_REMINDERS_PLANNED, "occurrence")
    for table, column in reversed(_new_columns()):
        op.drop_column(table, column.name)


def _keep_direct_messages() -> None:
    """Who said yes on Discord did so in a direct message, which therefore arrives."""
    op.execute(
        "UPDATE account SET direct_agreed_at = "
        "(SELECT agreed_at FROM person WHERE person.id = account.person_id) WHERE platform = 'discord'"
    )


def _new_columns() -> list[tuple[str, sa.Column[Any]]]:
    return [
        ("person", sa.Column("own_time", sa.Time(), nullable=True)),
        ("person", sa.Column("own_days", sa.Text(), nullable=False, server_default="")),
        ("person", sa.Column("quiet_from", sa.Time(), nullable=True)),
        ("person", sa.Column("quiet_until", sa.Time(), nullable=True)),
        ("person", sa.Column("locale_chosen", sa.Boolean(), nullable=False, server_default=sa.false())),
        ("account", sa.Column("direct_agreed_at", _instant(), nullable=True)),
        ("account", sa.Column("gone_at", _instant(), nullable=True)),
        ("schedule", sa.Column("paused_at", _instant(), nullable=True)),
        ("occurrence", sa.Column("reminders_planned_at", _instant(), nullable=True)),
        ("prompt", sa.Column("asks", sa.Text(), nullable=False, server_default="progress")),
        ("prompt", sa.Column("question", sa.Text(), nullable=False, server_default="")),
        ("prompt", sa.Column("skipped_at", _instant(), nullable=True)),
        ("prompt", sa.Column("skip_reason", sa.Text(), nullable=False, server_default="")),
        ("prompt", sa.Column("snoozed_until", _instant(), nullable=True)),
        ("prompt", sa.Column("not_mine", sa.Boolean(), nullable=False, server_default=sa.false())),
        ("prompt", sa.Column("early_at", _instant(), nullable=True)),
        ("answer", sa.Column("seen", sa.JSON(), nullable=False, server_default="[]")),
    ]


def _plan_reminders_from_now_on() -> None:
    op.create_index(_REMINDERS_PLANNED, "occurrence", ["state", "reminders_planned_at"])
    op.execute(sa.text("UPDATE occurrence SET reminders_planned_at = due_at"))


def _make_absence() -> None:
    op.create_table(
        "absence",
        _id(),
        sa.Column("person_id", ROW_ID, nullable=False),
        sa.Column("why", sa.Text(), nullable=False),
        sa.Column("starts_on", sa.Date(), nullable=False),
        sa.Column("ends_on", sa.Date(), nullable=True),
        sa.Column("added_at", _instant(), nullable=False),
        sa.Column("ended_at", _instant(), nullable=True),
        _refers("absence", "person"),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_absence")),
    )
    op.create_index("ix_absence_person_id", "absence", ["person_id"])


def _make_opt_out() -> None:
    op.create_table(
        "opt_out",
        _id(),
        sa.Column("team_id", sa.String(length=64), nullable=False),
        sa.Column("schedule_id", ROW_ID, nullable=False),
        sa.Column("person_id", ROW_ID, nullable=False),
        sa.Column("added_at", _instant(), nullable=False),
        sa.Column("ended_at", _instant(), nullable=True),
        _refers("opt_out", "team"),
        _refers("opt_out", "schedule"),
        _refers("opt_out", "person"),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_opt_out")),
    )
    op.create_index("ix_opt_out_schedule_id", "opt_out", ["schedule_id"])


def _make_not_asked() -> None:
    op.create_table(
        "not_asked",
        _id(),
        sa.Column("team_id", sa.String(length=64), nullable=False),
        sa.Column("occurrence_id", ROW_ID, nullable=False),
        sa.Column("person_id", ROW_ID, nullable=False),
        sa.Column("why", sa.Text(), nullable=False),
        _refers("not_asked", "team"),
        _refers("not_asked", "occurrence"),
        _refers("not_asked", "person"),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_not_asked")),
        sa.UniqueConstraint("occurrence_id", "person_id", name=op.f("uq_not_asked_occurrence_id_person_id")),
    )


def _make_reminder() -> None:
    op.create_table(
        "reminder",
        _id(),
        sa.Column("team_id", sa.String(length=64), nullable=False),
        sa.Column("occurrence_id", ROW_ID, nullable=False),
        sa.Column("person_id", ROW_ID, nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("due_at", _instant(), nullable=True),
        sa.Column("delivery_id", ROW_ID, nullable=True),
        sa.Column("written_at", _instant(), nullable=True),
        _refers("reminder", "team"),
        _refers("reminder", "occurrence"),
        _refers("reminder", "person"),
        _refers("reminder", "delivery"),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_reminder")),
        sa.UniqueConstraint(
            "occurrence_id", "person_id", "number", name=op.f("uq_reminder_occurrence_id_person_id_number")
        ),
    )
    op.create_index("ix_reminder_due_at", "reminder", ["due_at"])


def _make_link_code() -> None:
    op.create_table(
        "link_code",
        _id(),
        sa.Column("fingerprint", sa.String(length=64), nullable=False),
        sa.Column("platform", sa.Text(), nullable=False),
        sa.Column("workspace", sa.Text(), nullable=False),
        sa.Column("account", sa.Text(), nullable=False),
        sa.Column("made_at", _instant(), nullable=False),
        sa.Column("expires_at", _instant(), nullable=False),
        sa.Column("used_at", _instant(), nullable=True),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_link_code")),
        sa.UniqueConstraint("fingerprint", name=op.f("uq_link_code_fingerprint")),
    )


def _make_account_link() -> None:
    op.create_table(
        "account_link",
        _id(),
        sa.Column("account_id", ROW_ID, nullable=False),
        sa.Column("person_id", ROW_ID, nullable=False),
        sa.Column("before_id", ROW_ID, nullable=True),
        sa.Column("linked_at", _instant(), nullable=False),
        sa.Column("unlinked_at", _instant(), nullable=True),
        sa.Column("carried", sa.JSON(), nullable=False, server_default="{}"),
        _refers("account_link", "account"),
        _refers("account_link", "person"),
        _refers("account_link", "person", "before_id"),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_account_link")),
    )


def _id() -> sa.Column[int]:
    return sa.Column("id", ROW_ID, sa.Identity(always=False), nullable=False)


def _instant() -> sa.DateTime:
    return sa.DateTime(timezone=True)


def _refers(table: str, other: str, column: str = "") -> sa.ForeignKeyConstraint:
    column = column or f"{other}_id"
    name = op.f(f"fk_{table}_{column}")
    return sa.ForeignKeyConstraint([column], [f"{other}.id"], name=name)

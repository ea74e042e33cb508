"""Consensus rounds, evidence, importance, the yearly record, and work longer than a transaction."""

from __future__ import annotations

from typing import Any

import sqlalchemy as sa
from alembic import op

revision = "0006"
down_revision = "0005"
branch_labels = None
depends_on = None

ROW_ID = sa.BigInteger().with_variant(sa.Integer(), "sqlite")
# Declared rows stay one a day; in chat a team may think again on the same day.
ONCE_A_DAY = (("agreed_state", "agreed_on"), ("goal", "set_on"))
NEW_REFERENCES = (
    ("agreed_state", "round_id", "consensus_round"),
    ("goal", "set_by", "person"),
    ("rating", "occurrence_id", "occurrence"),
    ("delivery", "file_id", "stored_file"),
)


def upgrade() -> None:
    _make_consensus()
    _make_evidence()
    _make_importance()
    _make_at_a_glance()
    _make_publication()
    _make_long_work()
    for table, column in _new_columns():
        op.add_column(table, column)
    for table, reference, other in NEW_REFERENCES:
        with op.batch_alter_table(table) as batch:
            batch.add_column(sa.Column(reference, ROW_ID, nullable=True))
            batch.create_foreign_key(f"fk_{table}_{reference}", other, [reference], ["id"])
    for table, day in ONCE_A_DAY:
        with op.batch_alter_table(table) as batch:
            batch.drop_constraint(f"uq_{table}_team_id_indicator_{day}", type_="unique")
        _unique_where(f"ix_{table}_declared", table, ["team_id", "indicator", day], "managed = 'config'")
        op.create_index(f"ix_{table}_team_indicator", table, ["team_id", "indicator"])


def downgrade() -> None:
    op.drop_index("ix_change_team", "change")
    for table, day in ONCE_A_DAY:
        op.drop_index(f"ix_{table}_team_indicator", table)
        op.drop_index(f"ix_{table}_declared", table)
        op.execute(_keep_the_newest_of_a_day(table, day))
        with op.batch_alter_table(table) as batch:
            name = f"uq_{table}_team_id_indicator_{day}"
            batch.create_unique_constraint(name, ["team_id", "indicator", day])
    for table, reference, _ in NEW_REFERENCES:
        with op.batch_alter_table(table) as batch:
            batch.drop_constraint(f"fk_{table}_{reference}", type_="foreignkey")
            batch.drop_column(reference)
    for table, column in reversed(_new_columns()):
        op.drop_column(table, column.name)
    for table in (
        "stored_file",
        "long_work",
        "publication",
        "at_a_glance",
        "importance",
        "evidence",
        "consensus_vote",
        "consensus_round",
    ):
        op.drop_table(table)


def _keep_the_newest_of_a_day(table: str, day: str) -> str:
    newest = f"SELECT max(id) FROM {table} GROUP BY team_id, indicator, {day}"  # noqa: S608 - our own names
    return f"DELETE FROM {table} WHERE id NOT IN ({newest})"  # noqa: S608 - our own names


def _new_columns() -> list[tuple[str, sa.Column[Any]]]:
    return [
        ("agreed_state", sa.Column("agreement", sa.Float(), nullable=True)),
        ("agreed_state", sa.Column("dissent", sa.Text(), nullable=False, server_default="")),
        ("agreed_state", sa.Column("provisional", sa.Boolean(), nullable=False, server_default=sa.false())),
        ("goal", sa.Column("baseline", sa.Integer(), nullable=True)),
        ("goal", sa.Column("steps", sa.JSON(), nullable=False, server_default="[]")),
        ("rating", sa.Column("seen", sa.JSON(), nullable=False, server_default="[]")),
    ]


def _make_consensus() -> None:
    op.create_table(
        "consensus_round",
        *_of_an_indicator("consensus_round"),
        sa.Column("started_by", ROW_ID, nullable=False),
        sa.Column("started_at", _instant(), nullable=False),
        sa.Column("closes_at", _instant(), nullable=True),
        sa.Column("state", sa.Text(), nullable=False),
        sa.Column("ballot", sa.Integer(), nullable=False),
        sa.Column("revealed_at", _instant(), nullable=True),
        sa.Column("ended_at", _instant(), nullable=True),
        sa.Column("ended_by", ROW_ID, nullable=True),
        sa.Column("level", sa.Integer(), nullable=True),
        sa.Column("people", sa.Integer(), nullable=True),
        sa.Column("agreement", sa.Float(), nullable=True),
        sa.Column("dissent", sa.Text(), nullable=False),
        sa.Column("changed_at", _instant(), nullable=False),
        sa.Column("shown_at", _instant(), nullable=False),
        _refers("consensus_round", "person", "started_by"),
        _refers("consensus_round", "person", "ended_by"),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_consensus_round")),
    )
    _unique_where("ix_consensus_round_open", "consensus_round", ["team_id", "indicator"], "ended_at IS NULL")
    op.create_index("ix_consensus_round_team_ended", "consensus_round", ["team_id", "ended_at"])
    op.create_table(
        "consensus_vote",
        _id(),
        sa.Column("round_id", ROW_ID, nullable=False),
        sa.Column("person_id", ROW_ID, nullable=False),
        sa.Column("ballot", sa.Integer(), nullable=False),
        sa.Column("answer", sa.Text(), nullable=False),
        sa.Column("level", sa.Integer(), nullable=True),
        sa.Column("words", sa.Text(), nullable=False),
        sa.Column("given_at", _instant(), nullable=False),
        sa.Column("through", sa.Text(), nullable=False),
        _refers("consensus_vote", "consensus_round", "round_id"),
        _refers("consensus_vote", "person"),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_consensus_vote")),
        sa.UniqueConstraint(
            "round_id", "ballot", "person_id", name=op.f("uq_consensus_vote_round_id_ballot_person_id")
        ),
    )


def _make_evidence() -> None:
    op.create_table(
        "evidence",
        *_of_an_indicator("evidence"),
        sa.Column("person_id", ROW_ID, nullable=False),
        sa.Column("link", sa.Text(), nullable=False),
        sa.Column("words", sa.Text(), nullable=False),
        sa.Column("dated_on", sa.Date(), nullable=False),
        sa.Column("given_at", _instant(), nullable=False),
        sa.Column("through", sa.Text(), nullable=False),
        sa.Column("withdrawn_at", _instant(), nullable=True),
        _refers("evidence", "person"),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_evidence")),
    )
    op.create_index("ix_evidence_team_indicator", "evidence", ["team_id", "indicator"])


def _make_importance() -> None:
    op.create_table(
        "importance",
        *_of_an_indicator("importance"),
        sa.Column("person_id", ROW_ID, nullable=False),
        sa.Column("weight", sa.Integer(), nullable=False),
        sa.Column("given_at", _instant(), nullable=False),
        _refers("importance", "person"),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_importance")),
    )
    op.create_index("ix_importance_team_indicator", "importance", ["team_id", "indicator"])


def _make_at_a_glance() -> None:
    op.create_table(
        "at_a_glance",
        _id(),
        sa.Column("team_id", sa.String(length=64), nullable=False),
        sa.Column("year", sa.Text(), nullable=False),
        sa.Column("instrument", sa.Text(), nullable=False),
        sa.Column("version", sa.Text(), nullable=False),
        sa.Column("fingerprint", sa.String(length=64), nullable=True),
        sa.Column("content", sa.JSON(), nullable=False),
        sa.Column("hash", sa.String(length=64), nullable=False),
        sa.Column("reason", sa.Text(), nullable=False),
        sa.Column("prepared_by", ROW_ID, nullable=False),
        sa.Column("prepared_at", _instant(), nullable=False),
        sa.Column("confirmed_by", ROW_ID, nullable=True),
        sa.Column("confirmed_at", _instant(), nullable=True),
        sa.Column("discarded_at", _instant(), nullable=True),
        _refers("at_a_glance", "team"),
        _refers("at_a_glance", "person", "prepared_by"),
        _refers("at_a_glance", "person", "confirmed_by"),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_at_a_glance")),
    )
    op.create_index("ix_at_a_glance_team_year", "at_a_glance", ["team_id", "year"])


def _make_publication() -> None:
    op.create_table(
        "publication",
        _id(),
        sa.Column("team_id", sa.String(length=64), nullable=False),
        sa.Column("subject", sa.Text(), nullable=False),
        sa.Column("content", sa.JSON(), nullable=False),
        sa.Column("published_at", _instant(), nullable=False),
        _refers("publication", "team"),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_publication")),
    )
    op.create_index("ix_publication_team_subject", "publication", ["team_id", "subject"])
    op.create_index("ix_change_team", "change", ["team_id", "id"])


def _make_long_work() -> None:
    op.create_table(
        "long_work",
        _id(),
        sa.Column("key", sa.Text(), nullable=False),
        sa.Column("kind", sa.Text(), nullable=False),
        sa.Column("arguments", sa.JSON(), nullable=False),
        sa.Column("team_id", sa.String(length=64), nullable=True),
        sa.Column("person_id", ROW_ID, nullable=True),
        sa.Column("state", sa.Text(), nullable=False),
        sa.Column("made_at", _instant(), nullable=False),
        sa.Column("lease_until", _instant(), nullable=True),
        sa.Column("attempts", sa.Integer(), nullable=False),
        sa.Column("done_at", _instant(), nullable=True),
        sa.Column("trouble", sa.Text(), nullable=False),
        _refers("long_work", "team"),
        _refers("long_work", "person"),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_long_work")),
        sa.UniqueConstraint("key", name=op.f("uq_long_work_key")),
    )
    op.create_index("ix_long_work_state", "long_work", ["state"])
    op.create_table(
        "stored_file",
        _id(),
        sa.Column("long_work_id", ROW_ID, nullable=True),
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("media_type", sa.Text(), nullable=False),
        sa.Column("alternative", sa.Text(), nullable=False),
        sa.Column("content", sa.LargeBinary(), nullable=False),
        sa.Column("made_at", _instant(), nullable=False),
        _refers("stored_file", "long_work"),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_stored_file")),
    )


def _of_an_indicator(table: str) -> tuple[sa.schema.SchemaItem, ...]:
    """The columns of what is said about an indicator of a team, in the words of a version."""
    return (
        _id(),
        sa.Column("team_id", sa.String(length=64), nullable=False),
        sa.Column("instrument", sa.Text(), nullable=False),
        sa.Column("version", sa.Text(), nullable=False),
        sa.Column("fingerprint", sa.String(length=64), nullable=True),
        sa.Column("indicator", sa.Text(), nullable=False),
        _refers(table, "team"),
    )


def _unique_where(name: str, table: str, columns: list[str], where: str) -> None:
    condition = sa.text(where)
    op.create_index(name, table, columns, unique=True, sqlite_where=condition, postgresql_where=condition)


def _id() -> sa.Column[int]:
    return sa.Column("id", ROW_ID, sa.Identity(always=False), nullable=False)


def _instant() -> sa.DateTime:
    return sa.DateTime(timezone=True)


def _refers(table: str, other: str, column: str = "") -> sa.ForeignKeyConstraint:
    column = column or f"{other}_id"
    return sa.ForeignKeyConstraint([column], [f"{other}.id"], name=op.f(f"fk_{table}_{column}"))

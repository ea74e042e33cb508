"""Partners and webhooks, which are in neither workspace; messages that wait for a picture."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0007"
down_revision = "0006"
branch_labels = None
depends_on = None

ROW_ID = sa.BigInteger().with_variant(sa.Integer(), "sqlite")
THERE = sa.text("ended_at IS NULL")
WAITS = sa.text("waits_for IS NOT NULL")


def upgrade() -> None:
    op.create_table(
        "outside",
        sa.Column("id", ROW_ID, sa.Identity(always=False), nullable=False),
        sa.Column("team_id", sa.String(length=64), nullable=False),
        sa.Column("platform", sa.Text(), nullable=False),
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("locale", sa.Text(), nullable=False),
        sa.Column("since", sa.DateTime(timezone=True), nullable=False),
        sa.Column("ended_at", sa.DateTime(timezone=True), nullable=True),
        sa.ForeignKeyConstraint(["team_id"], ["team.id"], name=op.f("fk_outside_team_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_outside")),
    )
    op.create_index(
        "ix_outside_there",
        "outside",
        ["team_id", "platform", "name"],
        unique=True,
        sqlite_where=THERE,
        postgresql_where=THERE,
    )
    op.create_index("ix_answer_team_given", "answer", ["team_id", "given_at"])
    op.create_index("ix_occurrence_team_due", "occurrence", ["team_id", "due_at"])
    op.create_index("ix_delivery_person_id_not_before", "delivery", ["person_id", "not_before"])
    with op.batch_alter_table("delivery") as batch:
        batch.add_column(sa.Column("waits_for", ROW_ID, nullable=True))
        batch.create_foreign_key("fk_delivery_waits_for", "long_work", ["waits_for"], ["id"])
    op.create_index(
        "ix_delivery_waits_for", "delivery", ["waits_for"], sqlite_where=WAITS, postgresql_where=WAITS
    )


def downgrade() -> None:
    op.drop_index("ix_delivery_waits_for", table_name="delivery")
    with op.batch_alter_table("delivery") as batch:
        batch.drop_constraint("fk_delivery_waits_for", type_="foreignkey")
        batch.drop_column("waits_for")
    op.drop_index("ix_delivery_person_id_not_before", table_name="delivery")
    op.drop_index("ix_occurrence_team_due", table_name="occurrence")
    op.drop_index("ix_answer_team_given", table_name="answer")
    op.drop_table("outside")

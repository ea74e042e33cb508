"""Every version of an instrument with its words, and the fingerprint of the one that somebody spoke under."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0002"
down_revision = "0001"
branch_labels = None
depends_on = None

RATED = ("rating", "agreed_state", "goal")


def upgrade() -> None:
    op.create_table(
        "instrument_version",
        sa.Column("instrument", sa.Text(), nullable=False),
        sa.Column("version", sa.Text(), nullable=False),
        sa.Column("fingerprint", sa.String(length=64), nullable=False),
        sa.Column("content", sa.JSON(), nullable=False),
        sa.Column("first_seen_at", sa.DateTime(timezone=True), nullable=False),
        sa.PrimaryKeyConstraint("instrument", "version", name=op.f("pk_instrument_version")),
    )
    # Empty in rows of before: the program fills it in when it starts, for only it can read instruments.
    for table in RATED:
        op.add_column(table, sa.Column("fingerprint", sa.String(length=64), nullable=True))


def downgrade() -> None:
    for table in RATED:
        op.drop_column(table, "fingerprint")
    op.drop_table("instrument_version")

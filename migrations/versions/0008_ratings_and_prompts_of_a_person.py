"""Finds somebody's newest rating, and what is open for them, however long the team's history is."""

from __future__ import annotations

from alembic import op

revision = "0008"
down_revision = "0007"
branch_labels = None
depends_on = None

_RATED_BY = "ix_rating_person_id"
_RATED_BY_IN_ABOUT = "ix_rating_person_team_indicator"
_OPEN_FOR = "ix_prompt_person_closes"
_SENT_AS = "ix_reminder_delivery_id"


def upgrade() -> None:
    op.create_index(_RATED_BY_IN_ABOUT, "rating", ["person_id", "team_id", "indicator"])
    op.drop_index(_RATED_BY, table_name="rating")
    op.create_index(_OPEN_FOR, "prompt", ["person_id", "closes_at"])
    op.create_index(_SENT_AS, "reminder", ["delivery_id"])


def downgrade() -> None:
    op.drop_index(_SENT_AS, table_name="reminder")
    op.drop_index(_OPEN_FOR, table_name="prompt")
    op.create_index(_RATED_BY, "rating", ["person_id"])
    op.drop_index(_RATED_BY_IN_ABOUT, table_name="rating")

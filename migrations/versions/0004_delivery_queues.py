"""Find the next delivery of a kind, and what is too late, by an index; nothing is only claimed any more."""

from __future__ import annotations

from alembic import op

revision = "0004"
down_revision = "0003"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.execute("UPDATE delivery SET state = 'pending', lease_until = NULL WHERE state = 'claimed'")
    op.drop_index("ix_delivery_state_not_before", "delivery")
    op.create_index("ix_delivery_state_kind_not_before", "delivery", ["state", "kind", "not_before"])
    op.create_index("ix_delivery_state_expires_at", "delivery", ["state", "expires_at"])


def downgrade() -> None:
    op.drop_index("ix_delivery_state_expires_at", "delivery")
    op.drop_index("ix_delivery_state_kind_not_before", "delivery")
    op.create_index("ix_delivery_state_not_before", "delivery", ["state", "not_before"])

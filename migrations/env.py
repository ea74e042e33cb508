"""Alembic runs this file: the caller brings the open connection and has begun the transaction.

It knows nothing of the program, so that an old migration never depends on what a table has become since.
"""

from __future__ import annotations

from alembic import context

context.configure(
    connection=context.config.attributes["connection"],
    # Only for a comparison of the tables with the models; a migration needs no metadata.
    target_metadata=context.config.attributes.get("metadata"),
    # SQLite changes a column only by copying its table.
    render_as_batch=True,
    compare_type=True,
)
with context.begin_transaction():
    context.run_migrations()

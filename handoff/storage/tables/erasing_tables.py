"""The table that says what was deleted, and never what stood in it."""

import sqlalchemy as sa

from handoff.storage.tables.desk_tables import Id, Json, UtcTime, metadata

__all__ = ["erasures", "metadata"]

erasures = sa.Table(
    "erasures",
    metadata,
    sa.Column("id", Id, primary_key=True),
    sa.Column("kind", sa.String(16), nullable=False),
    sa.Column("at", UtcTime, nullable=False),
    sa.Column("by_name", sa.String(255), nullable=False),
    sa.Column("by_id", Id),
    sa.Column("visitor_id", Id),
    sa.Column("counts", Json, nullable=False),
)
sa.Index("ix_erasures_at", erasures.c.at)

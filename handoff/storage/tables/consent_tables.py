"""The table of what customers agreed to."""

import sqlalchemy as sa

from handoff.storage.tables.desk_tables import Id, UtcTime, metadata

__all__ = ["consents", "metadata"]

consents = sa.Table(
    "consents",
    metadata,
    sa.Column("visitor_id", Id, sa.ForeignKey("visitors.id"), primary_key=True),
    sa.Column("version", sa.Integer, primary_key=True, autoincrement=False),
    sa.Column("text", sa.Text, nullable=False),
    sa.Column("lang", sa.String(8), nullable=False),
    sa.Column("link", sa.Text, nullable=False),
    sa.Column("at", UtcTime, nullable=False),
)

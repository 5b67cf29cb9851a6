"""The table of the promise ledger."""

import sqlalchemy as sa

from handoff.storage.tables.desk_tables import Id, UtcTime, metadata

__all__ = ["OWED", "metadata", "promises"]

promises = sa.Table(
    "promises",
    metadata,
    sa.Column("id", Id, primary_key=True),
    sa.Column("conversation_id", Id, sa.ForeignKey("conversations.id"), nullable=False, index=True),
    sa.Column("seq", sa.Integer, nullable=False),
    sa.Column("text", sa.Text, nullable=False),
    sa.Column("author", sa.String(16), nullable=False),
    sa.Column("made_at", UtcTime, nullable=False),
    sa.Column("due_at", UtcTime, nullable=False),
    sa.Column("warn_at", UtcTime, nullable=False),
    sa.Column("timed", sa.Boolean, nullable=False),
    sa.Column("next_at", UtcTime),
    sa.Column("keeper_id", Id, sa.ForeignKey("agents.id")),
    sa.Column("warned_at", UtcTime),
    sa.Column("broken_at", UtcTime),
    sa.Column("ended_at", UtcTime),
    sa.Column("ended_by", Id),
    sa.Column("kept_seq", sa.Integer),
    sa.Column("dropped", sa.Boolean, nullable=False),
    sa.Column("version", sa.Integer, nullable=False),
)
OWED = sa.text("ended_at IS NULL")
for name, columns in (
    ("ix_promises_next", (promises.c.next_at,)),
    ("ix_promises_keeper", (promises.c.keeper_id, promises.c.due_at)),
):
    sa.Index(name, *columns, sqlite_where=OWED, postgresql_where=OWED)

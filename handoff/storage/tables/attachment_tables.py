"""The tables of files: what is known of them, and apart from it their bytes, so that no list reads those."""

import sqlalchemy as sa

from handoff.storage.tables.desk_tables import Id, UtcTime, metadata

__all__ = ["UNSENT", "attachment_data", "attachments", "metadata"]

UNSENT = sa.text("message_id IS NULL")

attachments = sa.Table(
    "attachments",
    metadata,
    sa.Column("id", Id, primary_key=True),
    sa.Column("conversation_id", Id, sa.ForeignKey("conversations.id", ondelete="CASCADE"), nullable=False),
    sa.Column("agent_id", Id, sa.ForeignKey("agents.id")),
    sa.Column("message_id", Id),
    sa.Column("name", sa.String(255), nullable=False),
    sa.Column("type", sa.String(100), nullable=False),
    sa.Column("size", sa.Integer, nullable=False),
    sa.Column("width", sa.Integer),
    sa.Column("height", sa.Integer),
    sa.Column("created_at", UtcTime, nullable=False),
)
sa.Index("ix_attachments_conversation", attachments.c.conversation_id)
sa.Index(
    "ix_attachments_unsent",
    attachments.c.created_at,
    sqlite_where=UNSENT,
    postgresql_where=UNSENT,
)

attachment_data = sa.Table(
    "attachment_data",
    metadata,
    sa.Column("attachment_id", Id, sa.ForeignKey("attachments.id", ondelete="CASCADE"), primary_key=True),
    sa.Column("data", sa.LargeBinary, nullable=False),
)

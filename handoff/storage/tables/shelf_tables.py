"""The tables of what agents keep to use again and leave in passing."""

import sqlalchemy as sa

from handoff.storage.tables.desk_tables import Id, Json, UtcTime, metadata

__all__ = ["drafts", "mentions", "metadata", "shelf"]

shelf = sa.Table(
    "shelf",
    metadata,
    sa.Column("id", Id, primary_key=True),
    sa.Column("kind", sa.String(16), nullable=False),
    sa.Column("owner_id", Id, sa.ForeignKey("agents.id"), index=True),
    sa.Column("name", sa.String(255), nullable=False),
    sa.Column("content", Json, nullable=False),
    sa.Column("revision", sa.Integer, nullable=False),
    sa.Column("by_name", sa.String(255), nullable=False),
    sa.Column("at", UtcTime, nullable=False),
    sa.Column("team_id", Id, index=True),
    sa.Column("place", sa.Integer, nullable=False, server_default="0"),
)

drafts = sa.Table(
    "drafts",
    metadata,
    sa.Column("agent_id", Id, sa.ForeignKey("agents.id"), primary_key=True),
    sa.Column("conversation_id", Id, sa.ForeignKey("conversations.id", ondelete="CASCADE"), primary_key=True),
    sa.Column("kind", sa.String(16), primary_key=True),
    sa.Column("text", sa.Text, nullable=False),
    sa.Column("at", UtcTime, nullable=False),
)

mentions = sa.Table(
    "mentions",
    metadata,
    sa.Column("message_id", Id, sa.ForeignKey("messages.id", ondelete="CASCADE"), primary_key=True),
    sa.Column("agent_id", Id, sa.ForeignKey("agents.id"), primary_key=True),
    sa.Column("conversation_id", Id, sa.ForeignKey("conversations.id", ondelete="CASCADE"), nullable=False),
    sa.Column("seq", sa.Integer, nullable=False),
    sa.Column("by_name", sa.String(255), nullable=False),
    sa.Column("text", sa.Text, nullable=False),
    sa.Column("at", UtcTime, nullable=False),
    sa.Column("seen_at", UtcTime),
)
sa.Index("ix_mentions_agent", mentions.c.agent_id, mentions.c.conversation_id)

"""The tables of what the desk learns and of what is set for the whole desk."""

import sqlalchemy as sa

from handoff.storage.tables.desk_tables import Id, Json, UtcTime, metadata

__all__ = ["answer_verdicts", "decisions", "judges", "metadata", "setting_changes"]

answer_verdicts = sa.Table(
    "answer_verdicts",
    metadata,
    sa.Column("message_id", Id, sa.ForeignKey("messages.id", ondelete="CASCADE"), primary_key=True),
    sa.Column(
        "conversation_id",
        Id,
        sa.ForeignKey("conversations.id", ondelete="CASCADE"),
        nullable=False,
        index=True,
    ),
    sa.Column("verdict", sa.String(16), nullable=False),
    sa.Column("article_id", Id),
    sa.Column("agent_id", Id, sa.ForeignKey("agents.id"), nullable=False),
    sa.Column("agent_name", sa.String(255), nullable=False),
    sa.Column("at", UtcTime, nullable=False),
)

setting_changes = sa.Table(
    "setting_changes",
    metadata,
    sa.Column("key", sa.String(64), primary_key=True),
    sa.Column("revision", sa.Integer, primary_key=True, autoincrement=False),
    sa.Column("value", Json, nullable=False),
    sa.Column("by_id", Id),
    sa.Column("by_name", sa.String(255), nullable=False),
    sa.Column("at", UtcTime, nullable=False),
)

judges = sa.Table(
    "judges",
    metadata,
    sa.Column("version", sa.Integer, primary_key=True, autoincrement=False),
    sa.Column("content", sa.Text),
    sa.Column("model", sa.String(255), nullable=False),
    sa.Column("report", Json, nullable=False),
    sa.Column("made_by", sa.String(255), nullable=False),
    sa.Column("made_at", UtcTime, nullable=False),
)

decisions = sa.Table(
    "decisions",
    metadata,
    sa.Column("id", Id, primary_key=True),
    sa.Column("conversation_id", Id, sa.ForeignKey("conversations.id", ondelete="CASCADE"), nullable=False),
    sa.Column("epoch", sa.Integer, nullable=False),
    sa.Column("seq", sa.Integer, nullable=False),
    sa.Column("message_id", Id, index=True),
    sa.Column("stored", sa.Boolean, nullable=False),
    sa.Column("kind", sa.String(16), nullable=False),
    sa.Column("lang", sa.String(8), nullable=False),
    sa.Column("outcome", sa.String(16), nullable=False),
    sa.Column("reason", sa.String(32)),
    sa.Column("priority", sa.String(8)),
    sa.Column("skill", sa.String(32)),
    sa.Column("query", sa.Text),
    sa.Column("probability", sa.Float),
    sa.Column("risk", sa.Float),
    sa.Column("signals", Json, nullable=False),
    sa.Column("limits", Json, nullable=False),
    sa.Column("features", Json, nullable=False),
    sa.Column("hits", Json, nullable=False),
    sa.Column("evidence", Json, nullable=False),
    sa.Column("models", Json, nullable=False),
    sa.Column("created_at", UtcTime, nullable=False),
)
sa.Index("ix_decisions_conversation", decisions.c.conversation_id, decisions.c.id)
sa.Index("ix_decisions_created", decisions.c.created_at)

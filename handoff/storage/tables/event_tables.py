"""The table of kept events: no foreign keys, because it outlives what it counts."""

import sqlalchemy as sa

from handoff.storage.tables.desk_tables import Id, Json, UtcTime, metadata

__all__ = ["events", "figure_days", "metadata"]

events = sa.Table(
    "events",
    metadata,
    sa.Column("id", Id, primary_key=True),
    sa.Column("conversation_id", Id, nullable=False),
    sa.Column("kind", sa.String(16), nullable=False),
    sa.Column("at", UtcTime, nullable=False),
    sa.Column("slot", sa.Integer, nullable=False),
    sa.Column("epoch", sa.Integer, nullable=False),
    sa.Column("seq", sa.Integer, nullable=False),
    sa.Column("lang", sa.String(8), nullable=False),
    sa.Column("owner", sa.String(8), nullable=False),
    sa.Column("people", sa.Boolean, nullable=False),
    sa.Column("channel", sa.String(16), nullable=False),
    sa.Column("team_id", Id),
    sa.Column("agent_id", Id),
    sa.Column("word", sa.String(255)),
    sa.Column("about", sa.String(64)),
    sa.Column("score", sa.Float),
    sa.Column("seconds", sa.Integer),
    sa.Column("first_word_seconds", sa.Integer),
    sa.Column("business_seconds", sa.Integer),
    sa.Column("first_word_at", UtcTime),
    sa.Column("payload", Json, nullable=False),
)
# With whose they were, so that the report of a team passes over the others' without reading them.
sa.Index("ix_events_kind", events.c.kind, events.c.slot, events.c.team_id, events.c.agent_id)
sa.Index("ix_events_conversation", events.c.conversation_id, events.c.kind, events.c.epoch)

figure_days = sa.Table(
    "figure_days",
    metadata,
    sa.Column("since", sa.Integer, primary_key=True, autoincrement=False),
    sa.Column("lang", sa.String(8), primary_key=True),
    sa.Column("question", sa.String(255), primary_key=True),
    sa.Column("until", sa.Integer, nullable=False),
    sa.Column("zone", sa.String(64), nullable=False),
    sa.Column("shape", sa.Integer, nullable=False),
    sa.Column("stamp", Id, nullable=False),
    sa.Column("answers", sa.JSON(none_as_null=True)),
)

"""The tables of webhooks: deliveries name no conversation by key, because they may outlive one."""

import sqlalchemy as sa

from handoff.storage.tables.desk_tables import Id, Json, UtcTime, metadata

__all__ = ["WAITING", "deliveries", "metadata", "webhooks"]

webhooks = sa.Table(
    "webhooks",
    metadata,
    sa.Column("id", Id, primary_key=True),
    sa.Column("url", sa.String(2048), nullable=False),
    sa.Column("name", sa.String(100), nullable=False),
    sa.Column("events", Json, nullable=False),
    sa.Column("active", sa.Boolean, nullable=False),
    sa.Column("secret", sa.String(255), nullable=False),
    sa.Column("old_secret", sa.String(255)),
    sa.Column("old_secret_until", UtcTime),
    sa.Column("failing_since", UtcTime),
    sa.Column("off_because", sa.String(16)),
    sa.Column("off_at", UtcTime),
    sa.Column("created_at", UtcTime, nullable=False),
    sa.Column("created_by", sa.String(255), nullable=False),
    sa.Column("version", sa.Integer, nullable=False),
)

Number = sa.BigInteger().with_variant(sa.Integer, "sqlite")

deliveries = sa.Table(
    "webhook_deliveries",
    metadata,
    sa.Column("number", Number, primary_key=True, autoincrement=True),
    sa.Column("id", Id, nullable=False, unique=True),
    sa.Column("webhook_id", Id, nullable=False),
    sa.Column("conversation_id", Id),
    sa.Column("event", sa.String(32), nullable=False),
    sa.Column("body", sa.Text, nullable=False),
    sa.Column("state", sa.String(16), nullable=False),
    sa.Column("by_hand", sa.Boolean, nullable=False),
    sa.Column("due_at", UtcTime, nullable=False),
    sa.Column("created_at", UtcTime, nullable=False),
    sa.Column("tries", sa.Integer, nullable=False),
    sa.Column("first_tried_at", UtcTime),
    sa.Column("worker", sa.String(64)),
    sa.Column("status", sa.Integer),
    sa.Column("milliseconds", sa.Integer),
    sa.Column("problem", sa.Text),
    sa.Column("ended_at", UtcTime),
    sqlite_autoincrement=True,
)
# Repeated literally in the queries, as in tables.py.
WAITING = sa.text("webhook_deliveries.state = 'waiting'")
_PARTIAL = sa.text("state = 'waiting'")


def _waiting(name: str, *columns: sa.Column[object]) -> sa.Index:
    return sa.Index(name, *columns, sqlite_where=_PARTIAL, postgresql_where=_PARTIAL)


_waiting("ix_webhook_deliveries_due", deliveries.c.webhook_id, deliveries.c.due_at)
_waiting(
    "ix_webhook_deliveries_order",
    deliveries.c.webhook_id,
    deliveries.c.conversation_id,
    deliveries.c.number,
)
sa.Index("ix_webhook_deliveries_log", deliveries.c.webhook_id, deliveries.c.number)
sa.Index("ix_webhook_deliveries_conversation", deliveries.c.conversation_id)
sa.Index("ix_webhook_deliveries_ended", deliveries.c.ended_at)

"""The tables of the desk."""

from collections.abc import Callable
from datetime import UTC, datetime
from typing import Any

import sqlalchemy as sa
from sqlalchemy.dialects import postgresql
from sqlalchemy.engine import Dialect
from sqlalchemy.types import TypeDecorator

metadata = sa.MetaData(
    naming_convention={
        "ix": "ix_%(table_name)s_%(column_0_N_name)s",
        "uq": "uq_%(table_name)s_%(column_0_N_name)s",
        "fk": "fk_%(table_name)s_%(column_0_N_name)s",
        "pk": "pk_%(table_name)s",
    }
)


class UtcTime(TypeDecorator[datetime]):
    """An aware UTC moment, on SQLite too, where it is text that sorts by time."""

    impl = sa.DateTime(timezone=True)
    cache_ok = True

    def process_bind_param(self, value: datetime | None, dialect: Dialect) -> datetime | None:
        if value is None:
            return None
        moment = value.astimezone(UTC)
        return moment.replace(tzinfo=None) if dialect.name == "sqlite" else moment

    def process_result_value(self, value: datetime | None, dialect: Dialect) -> datetime | None:
        if value is None:
            return None
        return value.replace(tzinfo=UTC) if value.tzinfo is None else value.astimezone(UTC)

    def result_processor(self, dialect: Dialect, coltype: object) -> Callable[[Any], datetime | None] | None:
        """A row has five moments and more: on SQLite they are read in one step instead of three."""
        return _moment_of if dialect.name == "sqlite" else super().result_processor(dialect, coltype)


def _moment_of(text: str | None) -> datetime | None:
    return None if text is None else datetime.fromisoformat(text).replace(tzinfo=UTC)


Json = sa.JSON().with_variant(postgresql.JSONB(), "postgresql")
Id = sa.String(36)

visitors = sa.Table(
    "visitors",
    metadata,
    sa.Column("id", Id, primary_key=True),
    sa.Column("locale", sa.String(8), nullable=False),
    sa.Column("external_id", sa.String(255), unique=True),
    sa.Column("name", sa.String(255)),
    sa.Column("email", sa.String(320)),
    sa.Column("phone", sa.String(32)),
    sa.Column("tier", sa.String(40)),
    sa.Column("last_agent_id", Id),
    sa.Column("blocked_at", UtcTime),
    sa.Column("created_at", UtcTime, nullable=False),
)

sa.Index("ix_visitors_email", visitors.c.email)

teams = sa.Table(
    "teams",
    metadata,
    sa.Column("id", Id, primary_key=True),
    sa.Column("name", sa.String(255), nullable=False, unique=True),
)

agents = sa.Table(
    "agents",
    metadata,
    sa.Column("id", Id, primary_key=True),
    sa.Column("email", sa.String(320), nullable=False, unique=True),
    sa.Column("name", sa.String(255), nullable=False),
    sa.Column("role", sa.String(16), nullable=False),
    sa.Column("password_hash", sa.String(255), nullable=False),
    sa.Column("languages", Json, nullable=False),
    sa.Column("skills", Json, nullable=False),
    sa.Column("teams", Json, nullable=False),
    sa.Column("availability", sa.String(16), nullable=False),
    sa.Column("away_reason", sa.String(64)),
    sa.Column("auto_accept", sa.Boolean, nullable=False),
    sa.Column("capacity", sa.Integer, nullable=False),
    sa.Column("load", sa.Integer, nullable=False),
    sa.Column("async_load", sa.Integer, nullable=False),
    sa.Column("active", sa.Boolean, nullable=False),
    sa.Column("present_until", UtcTime),
    sa.Column("state_since", UtcTime),
    sa.Column("last_assigned_at", UtcTime),
    sa.Column("missed_offers", sa.Integer, nullable=False),
    sa.Column("hard_in_a_row", sa.Integer, nullable=False),
    sa.Column("rests_until", UtcTime),
    sa.Column("sessions_from", UtcTime),
    sa.Column("picture", sa.String(64)),
    sa.Column("created_at", UtcTime, nullable=False),
)

# Apart from the agents, whose rows are read all the time.
agent_pictures = sa.Table(
    "agent_pictures",
    metadata,
    sa.Column("agent_id", Id, sa.ForeignKey("agents.id"), primary_key=True),
    sa.Column("digest", sa.String(64), nullable=False),
    sa.Column("data", sa.LargeBinary, nullable=False),
)
sa.Index("ix_agent_pictures_digest", agent_pictures.c.digest)

presences = sa.Table(
    "presences",
    metadata,
    sa.Column("agent_id", Id, sa.ForeignKey("agents.id"), primary_key=True),
    sa.Column("process", sa.String(36), primary_key=True),
    sa.Column("until", UtcTime, nullable=False),
)
sa.Index("ix_presences_until", presences.c.until)

# No foreign key: like the events, it outlives the account it tells of.
availabilities = sa.Table(
    "availabilities",
    metadata,
    sa.Column("id", Id, primary_key=True),
    sa.Column("agent_id", Id, nullable=False),
    sa.Column("at", UtcTime, nullable=False),
    sa.Column("availability", sa.String(16), nullable=False),
    sa.Column("reason", sa.String(64)),
    sa.Column("by_id", Id),
    sa.Column("present", sa.Boolean, nullable=False, server_default=sa.true()),
)
sa.Index("ix_availabilities_at", availabilities.c.at)

conversations = sa.Table(
    "conversations",
    metadata,
    sa.Column("id", Id, primary_key=True),
    sa.Column("visitor_id", Id, sa.ForeignKey("visitors.id"), nullable=False),
    sa.Column("owner", sa.String(8), nullable=False),
    sa.Column("state", sa.String(16), nullable=False),
    sa.Column("epoch", sa.Integer, nullable=False),
    sa.Column("version", sa.Integer, nullable=False),
    sa.Column("lang", sa.String(8), nullable=False),
    sa.Column("priority", sa.String(8), nullable=False),
    sa.Column("reason", sa.String(32)),
    sa.Column("skill", sa.String(64)),
    sa.Column("team_id", Id),
    sa.Column("agent_id", Id, sa.ForeignKey("agents.id")),
    sa.Column("agent_name", sa.String(255)),
    sa.Column("task", sa.Text),
    sa.Column("opened_at", UtcTime, nullable=False),
    sa.Column("updated_at", UtcTime, nullable=False),
    sa.Column("waiting_since", UtcTime),
    sa.Column("queue_due_at", UtcTime),
    sa.Column("call_back", sa.Boolean, nullable=False),
    sa.Column("email_left", sa.Boolean, nullable=False),
    sa.Column("deadline_at", UtcTime),
    sa.Column("reminders", sa.Integer, nullable=False),
    sa.Column("resolved_at", UtcTime),
    sa.Column("resolve_reason", sa.String(255)),
    sa.Column("head_seq", sa.Integer, nullable=False),
    sa.Column("last_visitor_seq", sa.Integer, nullable=False),
    sa.Column("bot_cursor", sa.Integer, nullable=False),
    sa.Column("bot_since_seq", sa.Integer, nullable=False),
    sa.Column("deferred", sa.String(32)),
    sa.Column("customer_waits", sa.Boolean, nullable=False),
    sa.Column("goal", sa.Text),
    sa.Column("preview", sa.Text),
    sa.Column("csat", sa.Integer),
    sa.Column("csat_due", sa.Boolean, nullable=False),
    sa.Column("tags", Json, nullable=False),
    sa.Column("sla", Json),
    sa.Column("sla_due_at", UtcTime),
    sa.Column("snoozed_until", UtcTime),
    sa.Column("channel", sa.String(8), nullable=False),
    sa.Column("ticket", sa.BigInteger),
    sa.Column("undeliverable", sa.Boolean, nullable=False),
    sa.Column("merged_into", Id),
    sa.Column("turn_worker", sa.String(64)),
    sa.Column("turn_until", UtcTime),
)

# Conditions of partial indexes are repeated literally in the queries: a bound value would hide them.
WAITING = sa.text("owner = 'queue'")
OWING = sa.text("owner = 'bot' AND last_visitor_seq > bot_cursor")
OPEN = sa.text("state <> 'resolved'")
RESOLVED = sa.text("state = 'resolved'")
CLOCKED = sa.text("sla_due_at IS NOT NULL")
TICKET = sa.text("ticket IS NOT NULL")
MERGED = sa.text("merged_into IS NOT NULL")
OPEN_TICKET = sa.text("ticket IS NOT NULL AND state <> 'resolved'")


def _partial(name: str, condition: sa.TextClause, *columns: sa.Column[object]) -> sa.Index:
    return sa.Index(name, *columns, sqlite_where=condition, postgresql_where=condition)


_partial(
    "ix_conversations_queue",
    WAITING,
    conversations.c.queue_due_at,
    conversations.c.waiting_since,
    conversations.c.id,
)
_partial("ix_conversations_owed", OWING, conversations.c.deadline_at)
_partial("ix_conversations_resolved", RESOLVED, conversations.c.resolved_at)
_partial("ix_conversations_sla", CLOCKED, conversations.c.sla_due_at)
_partial("ix_conversations_deadline", OPEN, conversations.c.deadline_at)
_partial("ix_conversations_merged", MERGED, conversations.c.merged_into)
_partial("ix_conversations_tickets", OPEN_TICKET, conversations.c.updated_at, conversations.c.id)
sa.Index(
    "uq_conversations_ticket",
    conversations.c.ticket,
    unique=True,
    sqlite_where=TICKET,
    postgresql_where=TICKET,
)
sa.Index("ix_conversations_visitor", conversations.c.visitor_id, conversations.c.opened_at)
sa.Index("ix_conversations_owner", conversations.c.owner, conversations.c.updated_at, conversations.c.id)
sa.Index(
    "ix_conversations_agent",
    conversations.c.agent_id,
    conversations.c.owner,
    conversations.c.updated_at,
    conversations.c.id,
)
sa.Index("ix_conversations_updated", conversations.c.updated_at, conversations.c.id)

messages = sa.Table(
    "messages",
    metadata,
    sa.Column("id", Id, primary_key=True),
    sa.Column("conversation_id", Id, sa.ForeignKey("conversations.id"), nullable=False),
    sa.Column("seq", sa.Integer, nullable=False),
    sa.Column("author_type", sa.String(8), nullable=False),
    sa.Column("author_id", Id),
    sa.Column("author_name", sa.String(255)),
    sa.Column("kind", sa.String(16), nullable=False),
    sa.Column("text", sa.Text, nullable=False),
    sa.Column("payload", Json, nullable=False),
    sa.Column("lang", sa.String(8), nullable=False),
    sa.Column("mood", sa.Float),
    sa.Column("client_message_id", sa.String(64)),
    sa.Column("created_at", UtcTime, nullable=False),
    sa.UniqueConstraint("conversation_id", "seq"),
    sa.UniqueConstraint("conversation_id", "author_id", "client_message_id"),
)

seen = sa.Table(
    "seen",
    metadata,
    sa.Column("conversation_id", Id, sa.ForeignKey("conversations.id"), primary_key=True),
    sa.Column("reader_id", Id, primary_key=True),
    sa.Column("by_visitor", sa.Boolean, nullable=False),
    sa.Column("seq", sa.Integer, nullable=False),
    sa.Column("delivered", sa.Integer, nullable=False, server_default="0"),
)

handoffs = sa.Table(
    "handoffs",
    metadata,
    sa.Column("id", Id, primary_key=True),
    sa.Column("conversation_id", Id, sa.ForeignKey("conversations.id"), nullable=False),
    sa.Column("epoch", sa.Integer, nullable=False),
    sa.Column("at_seq", sa.Integer, nullable=False),
    sa.Column("since_seq", sa.Integer, nullable=False),
    sa.Column("reason", sa.String(32)),
    sa.Column("priority", sa.String(8), nullable=False),
    sa.Column("signals", Json, nullable=False),
    sa.Column("evidence", Json, nullable=False),
    sa.Column("queued_at", UtcTime, nullable=False),
    sa.Column("claimed_at", UtcTime),
    sa.Column("claimed_by", Id, sa.ForeignKey("agents.id")),
    sa.Column("ended_at", UtcTime),
    sa.Column("closed_by", Id),
    sa.Column("outcome", sa.String(16)),
    sa.Column("handling_seconds", sa.Float),
    sa.Column("told_low", sa.Integer),
    sa.Column("told_high", sa.Integer),
    sa.UniqueConstraint("conversation_id", "epoch"),
)
sa.Index("ix_handoffs_queued", handoffs.c.queued_at)
sa.Index("ix_handoffs_ended", handoffs.c.ended_at)

offers = sa.Table(
    "offers",
    metadata,
    sa.Column("id", Id, primary_key=True),
    sa.Column("conversation_id", Id, sa.ForeignKey("conversations.id"), nullable=False),
    sa.Column("agent_id", Id, sa.ForeignKey("agents.id"), nullable=False),
    sa.Column("epoch", sa.Integer, nullable=False),
    sa.Column("made_at", UtcTime, nullable=False),
    sa.Column("expires_at", UtcTime, nullable=False),
    sa.Column("outcome", sa.String(16)),
    sa.Column("ended_at", UtcTime),
    sa.Column("live", sa.Boolean, nullable=False),
)
PENDING = sa.text("outcome IS NULL")
sa.Index(
    "uq_offers_pending",
    offers.c.conversation_id,
    unique=True,
    sqlite_where=PENDING,
    postgresql_where=PENDING,
)
_partial("ix_offers_pending", PENDING, offers.c.expires_at)
sa.Index("ix_offers_conversation", offers.c.conversation_id, offers.c.ended_at)

feedback = sa.Table(
    "feedback",
    metadata,
    sa.Column("message_id", Id, sa.ForeignKey("messages.id"), primary_key=True),
    sa.Column("conversation_id", Id, sa.ForeignKey("conversations.id"), nullable=False, index=True),
    sa.Column("visitor_id", Id, sa.ForeignKey("visitors.id"), nullable=False),
    sa.Column("helpful", sa.Boolean, nullable=False),
    sa.Column("created_at", UtcTime, nullable=False),
)

ratings = sa.Table(
    "ratings",
    metadata,
    sa.Column("conversation_id", Id, sa.ForeignKey("conversations.id"), primary_key=True),
    sa.Column("epoch", sa.Integer, primary_key=True),
    sa.Column("score", sa.Integer, nullable=False),
    sa.Column("comment", sa.Text),
    sa.Column("answers", Json, nullable=False),
    sa.Column("at", UtcTime, nullable=False),
)

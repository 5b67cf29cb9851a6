"""The tables of tickets and e-mail."""

import sqlalchemy as sa

from handoff.storage.tables import Id, UtcTime, metadata

__all__ = ["counters", "incoming", "mailboxes", "mails", "metadata"]

counters = sa.Table(
    "counters",
    metadata,
    sa.Column("name", sa.String(32), primary_key=True),
    sa.Column("value", sa.BigInteger, nullable=False),
)

mails = sa.Table(
    "mails",
    metadata,
    sa.Column("id", Id, primary_key=True),
    sa.Column("conversation_id", Id, sa.ForeignKey("conversations.id"), nullable=False),
    sa.Column("state", sa.String(8), nullable=False),
    sa.Column("due_at", UtcTime, nullable=False),
    sa.Column("created_at", UtcTime, nullable=False),
    sa.Column("from_seq", sa.Integer, nullable=False),
    sa.Column("upto_seq", sa.Integer, nullable=False),
    sa.Column("tries", sa.Integer, nullable=False),
    sa.Column("address", sa.String(320)),
    sa.Column("message_id", sa.String(255), unique=True),
    sa.Column("worker", sa.String(64)),
    sa.Column("problem", sa.Text),
    sa.Column("ended_at", UtcTime),
)
# Repeated literally in the queries, as in tables.py.
GATHERING = sa.text("state = 'waiting'")
UNSENT = sa.text("state IN ('waiting', 'sending')")
sa.Index(
    "uq_mails_waiting",
    mails.c.conversation_id,
    unique=True,
    sqlite_where=GATHERING,
    postgresql_where=GATHERING,
)
sa.Index("ix_mails_due", mails.c.due_at, sqlite_where=UNSENT, postgresql_where=UNSENT)
sa.Index("ix_mails_conversation", mails.c.conversation_id, mails.c.created_at)

incoming = sa.Table(
    "mails_in",
    metadata,
    sa.Column("message_id", sa.String(255), primary_key=True),
    sa.Column("sender", sa.String(320), nullable=False),
    sa.Column("outcome", sa.String(16), nullable=False),
    sa.Column("conversation_id", Id, sa.ForeignKey("conversations.id")),
    sa.Column("at", UtcTime, nullable=False),
)
sa.Index("ix_mails_in_sender", incoming.c.sender, incoming.c.at)
sa.Index("ix_mails_in_conversation", incoming.c.conversation_id, incoming.c.at)

mailboxes = sa.Table(
    "mailboxes",
    metadata,
    sa.Column("name", sa.String(255), primary_key=True),
    sa.Column("worker", sa.String(64)),
    sa.Column("until", UtcTime),
    sa.Column("validity", sa.BigInteger),
    sa.Column("last_uid", sa.BigInteger, nullable=False),
)

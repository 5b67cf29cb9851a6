"""The tables of tickets and e-mail."""

import sqlalchemy as sa

from handoff.storage.tables.desk_tables import Id, UtcTime, metadata

__all__ = ["counters", "incoming", "mailboxes", "mails", "metadata", "suppressions"]

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
    sa.Column("kind", sa.String(16), nullable=False),
    sa.Column("zone", sa.String(64)),
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
TRANSCRIPTS = sa.text("kind = 'transcript'")
sa.Index(
    "uq_mails_waiting",
    mails.c.conversation_id,
    unique=True,
    sqlite_where=GATHERING,
    postgresql_where=GATHERING,
)
sa.Index("ix_mails_due", mails.c.due_at, sqlite_where=UNSENT, postgresql_where=UNSENT)
sa.Index("ix_mails_conversation", mails.c.conversation_id, mails.c.created_at)
sa.Index("ix_mails_transcripts", mails.c.created_at, sqlite_where=TRANSCRIPTS, postgresql_where=TRANSCRIPTS)

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

suppressions = sa.Table(
    "mail_suppressions",
    metadata,
    sa.Column("id", Id, primary_key=True),
    sa.Column("address", sa.String(320), nullable=False),
    sa.Column("reason", sa.String(16), nullable=False),
    sa.Column("at", UtcTime, nullable=False),
    sa.Column("problem", sa.Text, nullable=False),
    sa.Column("lifted_at", UtcTime),
    sa.Column("lifted_by_id", Id),
    sa.Column("lifted_by_name", sa.String(255)),
)
IN_FORCE = sa.text("lifted_at IS NULL")
sa.Index(
    "uq_mail_suppressions_address",
    suppressions.c.address,
    unique=True,
    sqlite_where=IN_FORCE,
    postgresql_where=IN_FORCE,
)

"""Tickets with a number, and e-mail to and from their customers."""

import sqlalchemy as sa
from alembic import op

revision = "0014"
down_revision = "0013"
branch_labels = None
depends_on = None

ID = sa.String(length=36)
TIME = sa.DateTime(timezone=True)
GATHERING = sa.text("state = 'waiting'")
UNSENT = sa.text("state IN ('waiting', 'sending')")
TICKET = sa.text("ticket IS NOT NULL")
OPEN_TICKET = sa.text("ticket IS NOT NULL AND state <> 'resolved'")


def upgrade() -> None:
    """No conversation is a ticket yet; the first one is number 1001."""
    channel = sa.Column("channel", sa.String(length=8), nullable=False, server_default="widget")
    op.add_column("conversations", channel)
    op.add_column("conversations", sa.Column("ticket", sa.BigInteger(), nullable=True))
    op.add_column(
        "conversations", sa.Column("undeliverable", sa.Boolean(), nullable=False, server_default=sa.false())
    )
    op.create_index(
        "uq_conversations_ticket",
        "conversations",
        ["ticket"],
        unique=True,
        sqlite_where=TICKET,
        postgresql_where=TICKET,
    )
    op.create_index(
        "ix_conversations_tickets",
        "conversations",
        ["updated_at", "id"],
        sqlite_where=OPEN_TICKET,
        postgresql_where=OPEN_TICKET,
    )
    op.create_table(
        "counters",
        sa.Column("name", sa.String(length=32), nullable=False),
        sa.Column("value", sa.BigInteger(), nullable=False),
        sa.PrimaryKeyConstraint("name", name="pk_counters"),
    )
    _mails()
    _incoming()


def _mails() -> None:
    op.create_table(
        "mails",
        sa.Column("id", ID, nullable=False),
        sa.Column("conversation_id", ID, nullable=False),
        sa.Column("state", sa.String(length=8), nullable=False),
        sa.Column("due_at", TIME, nullable=False),
        sa.Column("created_at", TIME, nullable=False),
        sa.Column("from_seq", sa.Integer(), nullable=False),
        sa.Column("upto_seq", sa.Integer(), nullable=False),
        sa.Column("tries", sa.Integer(), nullable=False),
        sa.Column("address", sa.String(length=320), nullable=True),
        sa.Column("message_id", sa.String(length=255), nullable=True),
        sa.Column("worker", sa.String(length=64), nullable=True),
        sa.Column("problem", sa.Text(), nullable=True),
        sa.Column("ended_at", TIME, nullable=True),
        sa.ForeignKeyConstraint(
            ["conversation_id"], ["conversations.id"], name="fk_mails_conversation_id_conversations"
        ),
        sa.PrimaryKeyConstraint("id", name="pk_mails"),
        sa.UniqueConstraint("message_id", name="uq_mails_message_id"),
    )
    op.create_index(
        "uq_mails_waiting",
        "mails",
        ["conversation_id"],
        unique=True,
        sqlite_where=GATHERING,
        postgresql_where=GATHERING,
    )
    op.create_index("ix_mails_due", "mails", ["due_at"], sqlite_where=UNSENT, postgresql_where=UNSENT)
    op.create_index("ix_mails_conversation", "mails", ["conversation_id", "created_at"])


def _incoming() -> None:
    op.create_table(
        "mails_in",
        sa.Column("message_id", sa.String(length=255), nullable=False),
        sa.Column("sender", sa.String(length=320), nullable=False),
        sa.Column("outcome", sa.String(length=16), nullable=False),
        sa.Column("conversation_id", ID, nullable=True),
        sa.Column("at", TIME, nullable=False),
        sa.ForeignKeyConstraint(
            ["conversation_id"], ["conversations.id"], name="fk_mails_in_conversation_id_conversations"
        ),
        sa.PrimaryKeyConstraint("message_id", name="pk_mails_in"),
    )
    op.create_index("ix_mails_in_sender", "mails_in", ["sender", "at"])
    op.create_index("ix_mails_in_conversation", "mails_in", ["conversation_id", "at"])
    op.create_table(
        "mailboxes",
        sa.Column("name", sa.String(length=255), nullable=False),
        sa.Column("worker", sa.String(length=64), nullable=True),
        sa.Column("until", TIME, nullable=True),
        sa.Column("validity", sa.BigInteger(), nullable=True),
        sa.Column("last_uid", sa.BigInteger(), nullable=False),
        sa.PrimaryKeyConstraint("name", name="pk_mailboxes"),
    )

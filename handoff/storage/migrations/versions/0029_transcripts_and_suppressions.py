"""Copies of conversations by e-mail, and addresses that get none."""

import sqlalchemy as sa
from alembic import op

revision = "0029"
down_revision = "0028"
branch_labels = None
depends_on = None

ID = sa.String(length=36)
TIME = sa.DateTime(timezone=True)
TRANSCRIPTS = sa.text("kind = 'transcript'")
IN_FORCE = sa.text("lifted_at IS NULL")


def upgrade() -> None:
    """Every mail so far is an answer; no address is suppressed yet."""
    op.add_column("mails", sa.Column("kind", sa.String(length=16), nullable=False, server_default="answer"))
    op.add_column("mails", sa.Column("zone", sa.String(length=64), nullable=True))
    op.create_index(
        "ix_mails_transcripts",
        "mails",
        ["created_at"],
        sqlite_where=TRANSCRIPTS,
        postgresql_where=TRANSCRIPTS,
    )
    op.create_table(
        "mail_suppressions",
        sa.Column("id", ID, nullable=False),
        sa.Column("address", sa.String(length=320), nullable=False),
        sa.Column("reason", sa.String(length=16), nullable=False),
        sa.Column("at", TIME, nullable=False),
        sa.Column("problem", sa.Text(), nullable=False),
        sa.Column("lifted_at", TIME, nullable=True),
        sa.Column("lifted_by_id", ID, nullable=True),
        sa.Column("lifted_by_name", sa.String(length=255), nullable=True),
        sa.PrimaryKeyConstraint("id", name="pk_mail_suppressions"),
    )
    op.create_index(
        "uq_mail_suppressions_address",
        "mail_suppressions",
        ["address"],
        unique=True,
        sqlite_where=IN_FORCE,
        postgresql_where=IN_FORCE,
    )

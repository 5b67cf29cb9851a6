"""The clocks of time promises, and until when a conversation is put aside."""

import sqlalchemy as sa
from alembic import op
from sqlalchemy.dialects import postgresql

revision = "0007"
down_revision = "0006"
branch_labels = None
depends_on = None

UTC_TIME = sa.DateTime(timezone=True)
JSON = sa.JSON().with_variant(postgresql.JSONB(), "postgresql")
CLOCKED = sa.text("sla_due_at IS NOT NULL")


def upgrade() -> None:
    """Make the columns; conversations that are with people already get clocks at their next handoff."""
    op.add_column("conversations", sa.Column("sla", JSON, nullable=True))
    op.add_column("conversations", sa.Column("sla_due_at", UTC_TIME, nullable=True))
    op.add_column("conversations", sa.Column("snoozed_until", UTC_TIME, nullable=True))
    op.create_index(
        "ix_conversations_sla",
        "conversations",
        ["sla_due_at"],
        sqlite_where=CLOCKED,
        postgresql_where=CLOCKED,
    )

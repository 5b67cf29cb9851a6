"""What was deleted, and how ended conversations are found by their age."""

import sqlalchemy as sa
from alembic import op
from sqlalchemy.dialects import postgresql

revision = "0023"
down_revision = "0022"
branch_labels = None
depends_on = None

JSON = sa.JSON().with_variant(postgresql.JSONB(), "postgresql")
RESOLVED = sa.text("state = 'resolved'")


def upgrade() -> None:
    """An empty table: nothing was deleted by the desk before."""
    op.create_table(
        "erasures",
        sa.Column("id", sa.String(length=36), nullable=False),
        sa.Column("kind", sa.String(length=16), nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("by_name", sa.String(length=255), nullable=False),
        sa.Column("by_id", sa.String(length=36), nullable=True),
        sa.Column("visitor_id", sa.String(length=36), nullable=True),
        sa.Column("counts", JSON, nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_erasures"),
    )
    op.create_index("ix_erasures_at", "erasures", ["at"])
    op.create_index(
        "ix_conversations_resolved",
        "conversations",
        ["resolved_at"],
        sqlite_where=RESOLVED,
        postgresql_where=RESOLVED,
    )

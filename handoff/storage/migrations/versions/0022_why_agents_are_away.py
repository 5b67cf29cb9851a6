"""Keep why agents are away, and how they were from moment to moment."""

import sqlalchemy as sa
from alembic import op

revision = "0022"
down_revision = "0021"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Nobody has given a reason yet; what was before is not known."""
    op.add_column("agents", sa.Column("away_reason", sa.String(length=64), nullable=True))
    op.create_table(
        "availabilities",
        sa.Column("id", sa.String(length=36), nullable=False),
        sa.Column("agent_id", sa.String(length=36), nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("availability", sa.String(length=16), nullable=False),
        sa.Column("reason", sa.String(length=64), nullable=True),
        sa.Column("by_id", sa.String(length=36), nullable=True),
        sa.PrimaryKeyConstraint("id", name="pk_availabilities"),
    )
    op.create_index("ix_availabilities_at", "availabilities", ["at"])

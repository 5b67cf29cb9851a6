"""Keep the wait that was promised with each handoff, to compare it with the one that came."""

import sqlalchemy as sa
from alembic import op

revision = "0010"
down_revision = "0009"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Make the columns; of older handoffs it is not known what was promised."""
    op.add_column("handoffs", sa.Column("told_low", sa.Integer(), nullable=True))
    op.add_column("handoffs", sa.Column("told_high", sa.Integer(), nullable=True))
    op.create_index("ix_handoffs_queued", "handoffs", ["queued_at"])

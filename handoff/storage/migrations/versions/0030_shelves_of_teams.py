"""A team has a shelf of its own, and what lies on a shelf lies in an order."""

import sqlalchemy as sa
from alembic import op

revision = "0030"
down_revision = "0029"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """What was everybody's or somebody's stays so; nothing has been put in order yet."""
    op.add_column("shelf", sa.Column("team_id", sa.String(length=36), nullable=True))
    op.add_column("shelf", sa.Column("place", sa.Integer, nullable=False, server_default="0"))
    op.create_index("ix_shelf_team_id", "shelf", ["team_id"])

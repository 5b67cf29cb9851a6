"""Since when an account's log-ins count: those begun earlier are over."""

import sqlalchemy as sa
from alembic import op

revision = "0020"
down_revision = "0019"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """An empty column: every log-in that runs now goes on."""
    op.add_column("agents", sa.Column("sessions_from", sa.DateTime(timezone=True), nullable=True))

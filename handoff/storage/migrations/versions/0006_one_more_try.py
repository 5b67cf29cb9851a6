"""Remember that a person would be needed, while the bot has one more try."""

import sqlalchemy as sa
from alembic import op

revision = "0006"
down_revision = "0005"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Make the column; nothing is put off in conversations that are older."""
    op.add_column("conversations", sa.Column("deferred", sa.String(length=32), nullable=True))

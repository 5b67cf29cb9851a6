"""How far what was said has come, before it is read."""

import sqlalchemy as sa
from alembic import op

revision = "0031"
down_revision = "0030"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Beside the mark of what was seen; what was seen has come."""
    op.add_column("seen", sa.Column("delivered", sa.Integer, nullable=False, server_default="0"))

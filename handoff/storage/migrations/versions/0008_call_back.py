"""Keep the telephone number of a waiting customer, and that they want to be called."""

import sqlalchemy as sa
from alembic import op

revision = "0008"
down_revision = "0007"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Make the columns; nobody has asked for a call yet."""
    op.add_column("visitors", sa.Column("phone", sa.String(length=32), nullable=True))
    op.add_column(
        "conversations", sa.Column("call_back", sa.Boolean(), nullable=False, server_default=sa.false())
    )
    with op.batch_alter_table("conversations") as batch:
        batch.alter_column("call_back", server_default=None)

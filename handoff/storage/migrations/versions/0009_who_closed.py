"""Remember who had a conversation when its stay with people ended: the customer may come back to them."""

import sqlalchemy as sa
from alembic import op

revision = "0009"
down_revision = "0008"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Make the column; of older stays it is not known."""
    op.add_column("handoffs", sa.Column("closed_by", sa.String(length=36), nullable=True))

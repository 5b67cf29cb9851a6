"""Keep with each change of an agent whether they were here."""

import sqlalchemy as sa
from alembic import op

revision = "0035"
down_revision = "0034"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Of what was kept before nobody knows better than that they were."""
    op.add_column(
        "availabilities", sa.Column("present", sa.Boolean(), nullable=False, server_default=sa.true())
    )

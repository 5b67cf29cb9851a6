"""Of which tier the host site says that a contact is."""

import sqlalchemy as sa
from alembic import op

revision = "0036"
down_revision = "0035"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Nobody is of any until the host site says so."""
    op.add_column("visitors", sa.Column("tier", sa.String(40)))

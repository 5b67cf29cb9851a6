"""Find the customers of an address."""

from alembic import op

revision = "0034"
down_revision = "0033"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Whose letters are one customer's is asked by their address."""
    op.create_index("ix_visitors_email", "visitors", ["email"])

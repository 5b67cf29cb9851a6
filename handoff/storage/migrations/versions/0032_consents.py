"""Keep what customers agreed to before a chat, in which words and when."""

import sqlalchemy as sa
from alembic import op

revision = "0032"
down_revision = "0031"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Of those who agreed before, the conversation tells; what has begun goes on."""
    op.create_table(
        "consents",
        sa.Column("visitor_id", sa.String(length=36), nullable=False),
        sa.Column("version", sa.Integer, nullable=False, autoincrement=False),
        sa.Column("text", sa.Text, nullable=False),
        sa.Column("lang", sa.String(length=8), nullable=False),
        sa.Column("link", sa.Text, nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(["visitor_id"], ["visitors.id"], name="fk_consents_visitor_id_visitors"),
        sa.PrimaryKeyConstraint("visitor_id", "version", name="pk_consents"),
    )

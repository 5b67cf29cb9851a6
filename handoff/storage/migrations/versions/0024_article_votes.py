"""Whether articles helped their readers."""

import sqlalchemy as sa
from alembic import op

revision = "0024"
down_revision = "0023"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """One row for each reader and article."""
    op.create_table(
        "article_votes",
        sa.Column("article_id", sa.String(36), nullable=False),
        sa.Column("voter", sa.String(36), nullable=False),
        sa.Column("helpful", sa.Boolean, nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.PrimaryKeyConstraint("article_id", "voter", name="pk_article_votes"),
    )

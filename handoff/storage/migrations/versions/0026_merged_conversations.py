"""Which conversation another one was merged into."""

import sqlalchemy as sa
from alembic import op

revision = "0026"
down_revision = "0025"
branch_labels = None
depends_on = None

MERGED = sa.text("merged_into IS NOT NULL")


def upgrade() -> None:
    """Nothing was merged before."""
    op.add_column("conversations", sa.Column("merged_into", sa.String(length=36), nullable=True))
    op.create_index(
        "ix_conversations_merged",
        "conversations",
        ["merged_into"],
        sqlite_where=MERGED,
        postgresql_where=MERGED,
    )

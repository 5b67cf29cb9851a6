"""When articles were last seen to be right."""

import sqlalchemy as sa
from alembic import op

revision = "0002"
down_revision = "0001"
branch_labels = None
depends_on = None

UTC_TIME = sa.DateTime(timezone=True)


def upgrade() -> None:
    op.add_column("articles", sa.Column("checked_at", UTC_TIME, nullable=True))
    op.execute("UPDATE articles SET checked_at = updated_at")
    with op.batch_alter_table("articles") as articles:
        articles.alter_column("checked_at", existing_type=UTC_TIME, nullable=False)

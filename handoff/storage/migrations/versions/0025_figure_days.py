"""Days of the reports that were counted before."""

import sqlalchemy as sa
from alembic import op

revision = "0025"
down_revision = "0024"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """None is counted yet; the desk counts them as it runs."""
    op.create_table(
        "figure_days",
        sa.Column("since", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("lang", sa.String(length=8), nullable=False),
        sa.Column("question", sa.String(length=255), nullable=False),
        sa.Column("until", sa.Integer(), nullable=False),
        sa.Column("zone", sa.String(length=64), nullable=False),
        sa.Column("shape", sa.Integer(), nullable=False),
        sa.Column("stamp", sa.String(length=36), nullable=False),
        sa.Column("answers", sa.JSON(none_as_null=True), nullable=True),
        sa.PrimaryKeyConstraint("since", "lang", "question", name="pk_figure_days"),
    )

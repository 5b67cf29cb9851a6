"""Which process vouches for whose live connection, and since when an agent is as they are."""

import sqlalchemy as sa
from alembic import op

revision = "0016"
down_revision = "0015"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Make the table and the column; whoever is connected is vouched for within a heartbeat."""
    op.create_table(
        "presences",
        sa.Column("agent_id", sa.String(length=36), nullable=False),
        sa.Column("process", sa.String(length=36), nullable=False),
        sa.Column("until", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(["agent_id"], ["agents.id"], name="fk_presences_agent_id_agents"),
        sa.PrimaryKeyConstraint("agent_id", "process", name="pk_presences"),
    )
    op.create_index("ix_presences_until", "presences", ["until"])
    op.add_column("agents", sa.Column("state_since", sa.DateTime(timezone=True), nullable=True))

"""Keep a picture of each agent who wants to be seen."""

import sqlalchemy as sa
from alembic import op

revision = "0033"
down_revision = "0032"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Nobody has one yet."""
    op.add_column("agents", sa.Column("picture", sa.String(length=64), nullable=True))
    op.create_table(
        "agent_pictures",
        sa.Column("agent_id", sa.String(length=36), nullable=False),
        sa.Column("digest", sa.String(length=64), nullable=False),
        sa.Column("data", sa.LargeBinary(), nullable=False),
        sa.ForeignKeyConstraint(["agent_id"], ["agents.id"], name="fk_agent_pictures_agent_id_agents"),
        sa.PrimaryKeyConstraint("agent_id", name="pk_agent_pictures"),
    )
    op.create_index("ix_agent_pictures_digest", "agent_pictures", ["digest"])

"""Find what an agent has now without looking at all that they ever had."""

from alembic import op

revision = "0027"
down_revision = "0026"
branch_labels = None
depends_on = None

NAME, TABLE = "ix_conversations_agent", "conversations"


def upgrade() -> None:
    """The same index, with the owner after the agent."""
    op.drop_index(NAME, TABLE)
    op.create_index(NAME, TABLE, ["agent_id", "owner", "updated_at", "id"])

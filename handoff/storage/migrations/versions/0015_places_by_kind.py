"""Count what an agent can do later apart from live chats."""

from typing import Any

import sqlalchemy as sa
from alembic import op

revision = "0015"
down_revision = "0014"
branch_labels = None
depends_on = None

ADDED: tuple[tuple[str, sa.Column[Any]], ...] = (
    ("agents", sa.Column("async_load", sa.Integer(), nullable=False, server_default="0")),
    ("conversations", sa.Column("email_left", sa.Boolean(), nullable=False, server_default=sa.false())),
    ("offers", sa.Column("live", sa.Boolean(), nullable=False, server_default=sa.true())),
)
LATER = (
    "SELECT count(*) FROM conversations WHERE conversations.agent_id = agents.id "
    "AND conversations.owner = 'agent' AND conversations.state <> 'snoozed' "
    "AND (conversations.call_back OR conversations.ticket IS NOT NULL)"
)


def upgrade() -> None:
    """Make the columns; what can be done later moves from one count to the other."""
    for table, column in ADDED:
        op.add_column(table, column)
        with op.batch_alter_table(table) as batch:
            batch.alter_column(column.name, server_default=None)
    op.execute(f"UPDATE agents SET async_load = ({LATER}), load = load - ({LATER})")
    op.execute(
        "UPDATE offers SET live = NOT (SELECT call_back OR ticket IS NOT NULL FROM conversations "
        "WHERE conversations.id = offers.conversation_id) WHERE outcome IS NULL"
    )
    op.execute(
        "UPDATE agents SET async_load = async_load + n, load = load - n FROM (SELECT agent_id, count(*) AS n "
        "FROM offers WHERE outcome IS NULL AND NOT live GROUP BY agent_id) AS held "
        "WHERE held.agent_id = agents.id"
    )

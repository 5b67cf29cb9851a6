"""Offers, teams, and what routing asks of agents and conversations."""

import sqlalchemy as sa
from alembic import op
from sqlalchemy.dialects import postgresql

revision = "0005"
down_revision = "0004"
branch_labels = None
depends_on = None

UTC_TIME = sa.DateTime(timezone=True)
JSON = sa.JSON().with_variant(postgresql.JSONB(), "postgresql")
PENDING = sa.text("outcome IS NULL")
NONE = sa.text("'[]'")


def upgrade() -> None:
    """Make the tables of routing and the columns that it reads."""
    op.create_table(
        "teams",
        sa.Column("id", sa.String(length=36), nullable=False),
        sa.Column("name", sa.String(length=255), nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_teams"),
        sa.UniqueConstraint("name", name="uq_teams_name"),
    )
    op.add_column("agents", sa.Column("skills", JSON, nullable=False, server_default=NONE))
    op.add_column("agents", sa.Column("teams", JSON, nullable=False, server_default=NONE))
    op.add_column("agents", sa.Column("auto_accept", sa.Boolean(), nullable=False, server_default=sa.false()))
    op.add_column("agents", sa.Column("missed_offers", sa.Integer(), nullable=False, server_default="0"))
    op.add_column("agents", sa.Column("hard_in_a_row", sa.Integer(), nullable=False, server_default="0"))
    op.add_column("agents", sa.Column("rests_until", UTC_TIME, nullable=True))
    op.add_column("visitors", sa.Column("last_agent_id", sa.String(length=36), nullable=True))
    op.add_column("conversations", sa.Column("skill", sa.String(length=64), nullable=True))
    op.add_column("conversations", sa.Column("team_id", sa.String(length=36), nullable=True))
    _offers()


def _offers() -> None:
    op.create_table(
        "offers",
        sa.Column("id", sa.String(length=36), nullable=False),
        sa.Column("conversation_id", sa.String(length=36), nullable=False),
        sa.Column("agent_id", sa.String(length=36), nullable=False),
        sa.Column("epoch", sa.Integer(), nullable=False),
        sa.Column("made_at", UTC_TIME, nullable=False),
        sa.Column("expires_at", UTC_TIME, nullable=False),
        sa.Column("outcome", sa.String(length=16), nullable=True),
        sa.Column("ended_at", UTC_TIME, nullable=True),
        sa.ForeignKeyConstraint(["agent_id"], ["agents.id"], name="fk_offers_agent_id_agents"),
        sa.ForeignKeyConstraint(
            ["conversation_id"], ["conversations.id"], name="fk_offers_conversation_id_conversations"
        ),
        sa.PrimaryKeyConstraint("id", name="pk_offers"),
    )
    _pending_index("uq_offers_pending", "conversation_id", unique=True)
    _pending_index("ix_offers_pending", "expires_at", unique=False)
    op.create_index("ix_offers_conversation", "offers", ["conversation_id", "ended_at"])


def _pending_index(name: str, column: str, *, unique: bool) -> None:
    op.create_index(name, "offers", [column], unique=unique, sqlite_where=PENDING, postgresql_where=PENDING)

"""The ledger of promises."""

import sqlalchemy as sa
from alembic import op

revision = "0017"
down_revision = "0016"
branch_labels = None
depends_on = None

OWED = sa.text("ended_at IS NULL")


def upgrade() -> None:
    """Make the table; what was promised before it is not known."""
    moment = sa.DateTime(timezone=True)
    op.create_table(
        "promises",
        sa.Column("id", sa.String(length=36), nullable=False),
        sa.Column("conversation_id", sa.String(length=36), nullable=False),
        sa.Column("seq", sa.Integer(), nullable=False),
        sa.Column("text", sa.Text(), nullable=False),
        sa.Column("author", sa.String(length=16), nullable=False),
        sa.Column("made_at", moment, nullable=False),
        sa.Column("due_at", moment, nullable=False),
        sa.Column("warn_at", moment, nullable=False),
        sa.Column("timed", sa.Boolean(), nullable=False),
        sa.Column("next_at", moment, nullable=True),
        sa.Column("keeper_id", sa.String(length=36), nullable=True),
        sa.Column("warned_at", moment, nullable=True),
        sa.Column("broken_at", moment, nullable=True),
        sa.Column("ended_at", moment, nullable=True),
        sa.Column("ended_by", sa.String(length=36), nullable=True),
        sa.Column("kept_seq", sa.Integer(), nullable=True),
        sa.Column("dropped", sa.Boolean(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["conversation_id"], ["conversations.id"], name="fk_promises_conversation_id_conversations"
        ),
        sa.ForeignKeyConstraint(["keeper_id"], ["agents.id"], name="fk_promises_keeper_id_agents"),
        sa.PrimaryKeyConstraint("id", name="pk_promises"),
    )
    op.create_index("ix_promises_conversation_id", "promises", ["conversation_id"])
    for name, columns in (
        ("ix_promises_next", ["next_at"]),
        ("ix_promises_keeper", ["keeper_id", "due_at"]),
    ):
        op.create_index(name, "promises", columns, sqlite_where=OWED, postgresql_where=OWED)

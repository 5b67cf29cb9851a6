"""Ratings of each end of a conversation, with answers to the desk's own questions."""

import sqlalchemy as sa
from alembic import op
from sqlalchemy.dialects import postgresql

revision = "0011"
down_revision = "0010"
branch_labels = None
depends_on = None

JSON = sa.JSON().with_variant(postgresql.JSONB(), "postgresql")


def upgrade() -> None:
    """Keep what was said so far as a rating of the conversation's latest epoch."""
    op.add_column(
        "conversations", sa.Column("csat_due", sa.Boolean(), nullable=False, server_default=sa.false())
    )
    op.create_table(
        "ratings",
        sa.Column("conversation_id", sa.String(length=36), nullable=False),
        sa.Column("epoch", sa.Integer(), nullable=False),
        sa.Column("score", sa.Integer(), nullable=False),
        sa.Column("comment", sa.Text(), nullable=True),
        sa.Column("answers", JSON, nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(
            ["conversation_id"], ["conversations.id"], name="fk_ratings_conversation_id_conversations"
        ),
        sa.PrimaryKeyConstraint("conversation_id", "epoch", name="pk_ratings"),
    )
    op.execute(
        "INSERT INTO ratings (conversation_id, epoch, score, comment, answers, at) "
        "SELECT csat.conversation_id, conversations.epoch, csat.score, csat.comment, '{}', csat.created_at "
        "FROM csat JOIN conversations ON conversations.id = csat.conversation_id"
    )
    op.drop_table("csat")

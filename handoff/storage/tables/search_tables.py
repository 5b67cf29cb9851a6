"""The words of what was said, as they are looked up."""

import sqlalchemy as sa

from handoff.storage.tables.desk_tables import Id, metadata

__all__ = ["OWN_OF_THE_DATABASE", "message_words", "metadata"]

# Made by the migration alone, in the words of each database: SQLAlchemy has none for them.
OWN_OF_THE_DATABASE = ("message_search", "ix_message_words_lexemes")

message_words = sa.Table(
    "message_words",
    metadata,
    sa.Column("id", sa.Integer, primary_key=True),
    sa.Column(
        "message_id", Id, sa.ForeignKey("messages.id", ondelete="CASCADE"), nullable=False, unique=True
    ),
    sa.Column("conversation_id", Id, nullable=False, index=True),
    sa.Column("words", sa.Text, nullable=False),
)

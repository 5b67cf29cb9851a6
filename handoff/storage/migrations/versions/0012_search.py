"""The words of every message, to be searched; what was said before is read in."""

import sqlalchemy as sa
from alembic import op

from handoff.domain.conversation.search import words_of

revision = "0012"
down_revision = "0011"
branch_labels = None
depends_on = None

BATCH = 1000
SQLITE = (
    "CREATE VIRTUAL TABLE message_search USING fts5(words, content='message_words', content_rowid='id')",
    (
        "CREATE TRIGGER message_search_add AFTER INSERT ON message_words BEGIN "
        "INSERT INTO message_search (rowid, words) VALUES (new.id, new.words); END"
    ),
    (
        "CREATE TRIGGER message_search_drop AFTER DELETE ON message_words BEGIN "
        "INSERT INTO message_search (message_search, rowid, words) VALUES ('delete', old.id, old.words); END"
    ),
    (
        "CREATE TRIGGER message_search_change AFTER UPDATE ON message_words BEGIN "
        "INSERT INTO message_search (message_search, rowid, words) VALUES ('delete', old.id, old.words); "
        "INSERT INTO message_search (rowid, words) VALUES (new.id, new.words); END"
    ),
)
POSTGRES = (
    (
        "CREATE INDEX ix_message_words_lexemes ON message_words "
        "USING gin (array_to_tsvector(string_to_array(words, ' ')))"
    ),
)


def upgrade() -> None:
    """Make the table and its index, then take in the messages that are there."""
    op.create_table(
        "message_words",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("message_id", sa.String(length=36), nullable=False),
        sa.Column("conversation_id", sa.String(length=36), nullable=False),
        sa.Column("words", sa.Text(), nullable=False),
        sa.ForeignKeyConstraint(
            ["message_id"], ["messages.id"], name="fk_message_words_message_id_messages", ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("id", name="pk_message_words"),
        sa.UniqueConstraint("message_id", name="uq_message_words_message_id"),
    )
    op.create_index("ix_message_words_conversation_id", "message_words", ["conversation_id"])
    db = op.get_bind()
    for statement in SQLITE if db.dialect.name == "sqlite" else POSTGRES:
        op.execute(statement)
    _take_in(db)


def _take_in(db: sa.Connection) -> None:
    after = ""
    some = sa.text(
        "SELECT id, conversation_id, text FROM messages "
        "WHERE id > :after AND kind IN ('text', 'note', 'card') ORDER BY id LIMIT :most"
    )
    add = sa.text("INSERT INTO message_words (message_id, conversation_id, words) VALUES (:id, :of, :words)")
    while rows := db.execute(some, {"after": after, "most": BATCH}).all():
        words = [{"id": row.id, "of": row.conversation_id, "words": words_of(row.text)} for row in rows]
        kept = [row for row in words if row["words"]]
        if kept:
            db.execute(add, kept)
        after = rows[-1].id

"""The tables of the knowledge base; migrations read `metadata`."""

from datetime import UTC, datetime

import sqlalchemy as sa
from sqlalchemy.engine import Dialect


class UtcDateTime(sa.types.TypeDecorator[datetime]):
    """An aware UTC datetime on every database, SQLite included."""

    impl = sa.DateTime(timezone=True)
    cache_ok = True

    def process_bind_param(self, value: datetime | None, dialect: Dialect) -> datetime | None:
        """Refuse naive datetimes and store the rest in UTC."""
        if value is None:
            return None
        if value.tzinfo is None:
            raise ValueError("a naive datetime cannot be stored")
        utc = value.astimezone(UTC)
        return utc.replace(tzinfo=None) if dialect.name == "sqlite" else utc

    def process_result_value(self, value: datetime | None, dialect: Dialect) -> datetime | None:
        """Give aware UTC datetimes back."""
        if value is None:
            return None
        return value.replace(tzinfo=UTC) if value.tzinfo is None else value.astimezone(UTC)


metadata = sa.MetaData(
    naming_convention={
        "ix": "ix_%(table_name)s_%(column_0_N_name)s",
        "uq": "uq_%(table_name)s_%(column_0_N_name)s",
        "ck": "ck_%(table_name)s_%(constraint_name)s",
        "pk": "pk_%(table_name)s",
    }
)

articles = sa.Table(
    "articles",
    metadata,
    sa.Column("id", sa.String(36), primary_key=True),
    sa.Column("doc_id", sa.String(400), nullable=False),
    sa.Column("slug", sa.String(160), nullable=False),
    sa.Column("lang", sa.String(20), nullable=False),
    sa.Column("title", sa.Text, nullable=False),
    sa.Column("body", sa.Text, nullable=False),
    sa.Column("tags", sa.JSON, nullable=False),
    sa.Column("phrasings", sa.JSON, nullable=False),
    sa.Column("status", sa.String(20), nullable=False),
    sa.Column("group_id", sa.String(36), nullable=False),
    sa.Column("url", sa.Text),
    sa.Column("lookup", sa.Text, nullable=False),
    sa.Column("revision", sa.Integer, nullable=False),
    sa.Column("created_at", UtcDateTime, nullable=False),
    sa.Column("updated_at", UtcDateTime, nullable=False),
    sa.Column("published_at", UtcDateTime),
    sa.Column("checked_at", UtcDateTime, nullable=False),
    sa.UniqueConstraint("doc_id"),
    sa.UniqueConstraint("lang", "slug"),
    sa.Index(None, "group_id"),
    sa.Index(None, "status", "lang"),
    sa.Index(None, "updated_at", "id"),
)

# Rows of deleted articles stay: nobody counts them any more.
article_votes = sa.Table(
    "article_votes",
    metadata,
    sa.Column("article_id", sa.String(36), primary_key=True),
    sa.Column("voter", sa.String(36), primary_key=True),
    sa.Column("helpful", sa.Boolean, nullable=False),
    sa.Column("at", UtcDateTime, nullable=False),
)

# One row for an article, moved to a new number at every change: followers read "number > mine" and
# the table never outgrows the articles. Rows of deleted articles stay and say that they are gone.
article_changes = sa.Table(
    "article_changes",
    metadata,
    sa.Column("article_id", sa.String(36), primary_key=True),
    sa.Column("number", sa.BigInteger, nullable=False),
    sa.UniqueConstraint("number"),
)

# A single row. Its row lock is held until commit, so change numbers become visible in their order:
# a sequence could show 6 before 5, and a follower that had read 6 would never see 5.
article_counter = sa.Table(
    "article_counter",
    metadata,
    sa.Column("id", sa.Integer, primary_key=True, autoincrement=False),
    sa.Column("number", sa.BigInteger, nullable=False),
    sa.Column("store_id", sa.String(36), nullable=False),
)

passage_embeddings = sa.Table(
    "passage_embeddings",
    metadata,
    sa.Column("model", sa.String(200), primary_key=True),
    sa.Column("text_hash", sa.String(64), primary_key=True),
    sa.Column("vector", sa.LargeBinary, nullable=False),
)

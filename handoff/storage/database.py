"""Open the database: SQLite by default, PostgreSQL for several processes."""

from pathlib import Path
from sqlite3 import Connection as SqliteConnection
from typing import Protocol

from sqlalchemy import Connection, Engine, event
from sqlalchemy.engine import make_url
from sqlalchemy.ext.asyncio import AsyncEngine, create_async_engine
from sqlalchemy.pool import ConnectionPoolEntry

BUSY_SECONDS = 5
WRITING = {"sqlite_begin": "IMMEDIATE"}


class _Wrapped(Protocol):
    isolation_level: str | None

    def cursor(self) -> SqliteConnection: ...


def open_engine(url: str) -> AsyncEngine:
    """An engine whose commits are durable; importing or opening it connects to nothing."""
    parsed = make_url(url)
    if parsed.get_backend_name() != "sqlite":
        return create_async_engine(url, pool_size=10, max_overflow=10, pool_pre_ping=True)
    if parsed.database and parsed.database != ":memory:":
        Path(parsed.database).parent.mkdir(parents=True, exist_ok=True)
    engine = create_async_engine(url, connect_args={"timeout": BUSY_SECONDS}, pool_size=8, max_overflow=8)
    _make_durable(engine.sync_engine)
    return engine


def _make_durable(engine: Engine) -> None:
    """WAL, a sync at every commit, and transactions that SQLAlchemy, not the driver, begins."""

    @event.listens_for(engine, "connect")
    def _on_connect(connection: _Wrapped, _record: ConnectionPoolEntry) -> None:
        connection.isolation_level = None
        cursor = connection.cursor()
        for pragma in (
            "journal_mode = WAL",
            "synchronous = FULL",
            "foreign_keys = ON",
            f"busy_timeout = {BUSY_SECONDS * 1000}",
        ):
            cursor.execute(f"PRAGMA {pragma}")
        cursor.close()

    @event.listens_for(engine, "begin")
    def _on_begin(connection: Connection) -> None:
        how = connection.get_execution_options().get("sqlite_begin", "DEFERRED")
        connection.exec_driver_sql("BEGIN IMMEDIATE" if how == "IMMEDIATE" else "BEGIN")

"""Open the database: SQLite by default, PostgreSQL for several processes."""

import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from sqlite3 import Connection as SqliteConnection
from typing import Protocol

import asyncpg  # type: ignore[import-untyped]
from alembic.util import CommandError
from sqlalchemy import Connection, Engine, event
from sqlalchemy.engine import AdaptedConnection, make_url
from sqlalchemy.exc import DisconnectionError, OperationalError, SQLAlchemyError
from sqlalchemy.ext.asyncio import AsyncEngine, create_async_engine
from sqlalchemy.pool import ConnectionPoolEntry

from handoff.storage.engine.sqlite_driver import BEGIN_READING, BEGIN_WRITING, Driver
from handoff.storage.engine.sqlite_driver import Connection as DriverConnection

BUSY_SECONDS = 5
# Connections beyond the pool would be opened and closed at each use, when there is least time for it.
POOL = 16
WRITING = {"sqlite_begin": "IMMEDIATE"}

# What a wrong URL, an absent driver, server, database or account, or a schema of a later version raises.
_UNUSABLE = (
    SQLAlchemyError,
    OSError,
    ImportError,
    ValueError,
    CommandError,
    asyncpg.PostgresError,
    asyncpg.InterfaceError,
)


class DatabaseUnusable(Exception):
    """The database cannot be used; one plain line that names it, without its password."""


@contextmanager
def saying_why(url: str) -> Iterator[None]:
    """Turn whatever keeps a database from being used into DatabaseUnusable."""
    try:
        yield
    except _UNUSABLE as error:
        shown = url.split("@")[-1].split("?")[0]
        lines = str(error.__cause__ or error).splitlines() or [type(error).__name__]
        raise DatabaseUnusable(f"{shown} cannot be used: {lines[0]}") from error


class _Wrapped(Protocol):
    isolation_level: str | None

    def cursor(self) -> SqliteConnection: ...

    def commit(self) -> None: ...


def open_engine(url: str) -> AsyncEngine:
    """An engine whose commits are durable; importing or opening it connects to nothing."""
    parsed = make_url(url)
    if parsed.get_backend_name() != "sqlite":
        engine = create_async_engine(url, pool_size=POOL, max_overflow=0)
        _leave_out_the_closed(engine.sync_engine)
        _interpret(engine.sync_engine)
        return engine
    if parsed.database and parsed.database != ":memory:":
        Path(parsed.database).parent.mkdir(parents=True, exist_ok=True)
    engine = create_async_engine(
        url, module=Driver(), connect_args={"timeout": BUSY_SECONDS}, pool_size=POOL, max_overflow=0
    )
    _make_durable(engine.sync_engine)
    return engine


def _leave_out_the_closed(engine: Engine) -> None:
    """Notice a connection that PostgreSQL hung up on; to ask it is three times there and back."""

    @event.listens_for(engine, "checkout")
    def _on_checkout(connection: AdaptedConnection, _record: object, _proxy: object) -> None:
        if connection.driver_connection.is_closed():
            raise DisconnectionError


def _interpret(engine: Engine) -> None:
    """Let PostgreSQL compile no query: for a report that took it longer than all the rest."""

    @event.listens_for(engine, "connect")
    def _on_connect(connection: _Wrapped, _record: ConnectionPoolEntry) -> None:
        cursor = connection.cursor()
        cursor.execute("SET jit = off")
        cursor.close()
        connection.commit()


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
        _begin(connection, BEGIN_WRITING if how == "IMMEDIATE" else BEGIN_READING)


def _begin(connection: Connection, statement: str) -> None:
    """Straight to the driver: SQLAlchemy's own way costs as much as a query, and every use case begins."""
    driver = connection.connection.dbapi_connection
    if isinstance(driver, DriverConnection) and driver.begun:  # by a prepared statement
        return
    cursor = connection.connection.cursor()
    try:
        cursor.execute(statement)
    except sqlite3.OperationalError as error:
        raise OperationalError(statement, None, error) from error
    finally:
        cursor.close()

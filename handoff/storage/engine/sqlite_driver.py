"""SQLite with fewer changes of thread: the statements of a write run where they are called.

aiosqlite sends every step (cursor, execute, fetch, close) to a thread and back, and each way waits for a
turn at the interpreter: most of a transaction's time. Here a read's statement is one step. Between
`BEGIN IMMEDIATE` and its end nothing can make a statement wait for a lock, and all of them find their rows by
key, so they run at once, and so do those of a read that do the same; what may wait, for the lock at the
beginning and for the disk at the commit, or look through many rows, stays on the thread.
"""

import sqlite3
from collections import deque
from collections.abc import Callable
from typing import Any, TypeVar

import aiosqlite
from sqlalchemy.dialects.sqlite.aiosqlite import (
    AsyncAdapt_aiosqlite_connection,
    AsyncAdapt_aiosqlite_cursor,
    AsyncAdapt_aiosqlite_dbapi,
)
from sqlalchemy.ext.asyncio import AsyncConnection
from sqlalchemy.util.concurrency import await_only

BEGIN_WRITING = "BEGIN IMMEDIATE"
BEGIN_READING = "BEGIN"

Result = TypeVar("Result")
Executed = tuple[Any, list[Any], Any, int]


class Cursor(AsyncAdapt_aiosqlite_cursor):
    """Executes and fetches in one step."""

    __slots__ = ()

    def execute(self, operation: Any, parameters: Any = None) -> None:
        """Run one statement and keep all of its rows."""
        run = self._adapt_connection.run_for(operation)  # type: ignore[attr-defined]
        connection = self._connection._conn
        found: Executed = run(lambda: _execute(connection, operation, parameters or ()))
        self.description, rows, self.lastrowid, self.rowcount = found
        self._rows = deque(rows)

    def executemany(self, operation: Any, seq_of_parameters: Any) -> None:
        """Run one statement for each row of values."""
        run = self._adapt_connection.run_for(operation)  # type: ignore[attr-defined]
        connection = self._connection._conn
        found: Executed = run(lambda: _execute_many(connection, operation, seq_of_parameters))
        self.description, _, self.lastrowid, self.rowcount = found


class Connection(AsyncAdapt_aiosqlite_connection):
    """Knows whether it is writing."""

    __slots__ = ("_patience", "_under_way", "_writing")

    def __init__(self, dbapi: Any, connection: Any) -> None:
        super().__init__(dbapi, connection)
        self._writing = False
        self._under_way = False
        self._patience: int | None = None

    def cursor(self, server_side: bool = False) -> AsyncAdapt_aiosqlite_cursor:
        return super().cursor(server_side=True) if server_side else Cursor(self)

    @property
    def writing(self) -> bool:
        """Whether it holds the write lock."""
        return self._writing

    def at_once(self, operation: str, parameters: Any) -> tuple[list[Any], int]:
        """While it is writing: the rows of a statement, or how many it has changed."""
        cursor = self._connection._conn.execute(operation, parameters)
        return (cursor.fetchall(), -1) if cursor.description else ([], cursor.rowcount)

    def found_at_once(self, operation: str, parameters: Any) -> list[Any]:
        """The rows of a statement that finds them by key; in WAL no writer makes a reader wait."""
        connection = self._connection._conn
        if not connection.in_transaction:
            connection.execute(BEGIN_READING)
        found: list[Any] = connection.execute(operation, parameters).fetchall()
        return found

    @property
    def begun(self) -> bool:
        """Whether a transaction is under way already."""
        return bool(self._connection._conn.in_transaction)

    def run_for(self, operation: str) -> Callable[[Callable[[], Result]], Result]:
        """What runs this statement: the thread, or the caller where nothing can make it wait."""
        if operation == BEGIN_WRITING:
            return self._begin_writing
        return self._at_once if self._writing or operation == BEGIN_READING else self._on_thread

    def commit(self) -> None:
        try:
            super().commit()
        finally:
            self._writing = False

    def rollback(self) -> None:
        connection, writing, self._writing = self._connection._conn, self._writing, False
        # A caller who was cancelled may have left a BEGIN behind that the thread has yet to run.
        if self._under_way or (writing and connection.in_transaction):
            super().rollback()
            self._under_way = False
        elif connection.in_transaction:
            connection.rollback()

    def _patience_of(self) -> int:
        """How long a statement waits for another process, as it was set when this was connected."""
        if self._patience is None:
            ((self._patience,),) = self._connection._conn.execute("PRAGMA busy_timeout").fetchall()
        return self._patience

    def _at_once(self, step: Callable[[], Result]) -> Result:
        result: Result = self.await_(_made(step))
        return result

    def _begin_writing(self, step: Callable[[], Result]) -> Result:
        """Take the lock at once where it is free; wait for it on the thread where another process has it."""
        try:
            result = self._at_once(
                lambda: _without_waiting(self._connection._conn, self._patience_of(), step)
            )
        except sqlite3.OperationalError as error:
            if error.sqlite_errorcode & 0xFF != sqlite3.SQLITE_BUSY:
                raise
            result = self._on_thread(step)
        self._writing = True
        return result

    def _on_thread(self, step: Callable[[], Result]) -> Result:
        self._under_way = True
        try:
            result: Result = self.await_(self._connection._execute(step))
        except Exception as error:
            self._under_way = False
            self._handle_exception(error)
        self._under_way = False
        return result


def at_once(db: AsyncConnection, operation: str) -> None:
    """Run a statement without values on a connection that is writing."""
    assert db.sync_connection is not None
    driver = db.sync_connection.connection.dbapi_connection
    assert isinstance(driver, Connection)
    driver.at_once(operation, ())


class Driver(AsyncAdapt_aiosqlite_dbapi):
    """What `create_async_engine` takes as its `module`."""

    def __init__(self) -> None:
        super().__init__(aiosqlite, sqlite3)

    def connect(self, *arguments: Any, **options: Any) -> Connection:
        options.pop("async_fallback", None)
        connection = aiosqlite.connect(*arguments, **options)
        connection._thread.daemon = True  # an engine that nobody closed keeps no process alive
        return Connection(self, await_only(connection))


async def _made(step: Callable[[], Result]) -> Result:
    """SQLAlchemy insists on an await, though there is nothing to wait for."""
    return step()


def _execute(connection: sqlite3.Connection, operation: str, parameters: Any) -> Executed:
    cursor = connection.execute(operation, parameters)
    rows = cursor.fetchall() if cursor.description else []
    found = (cursor.description, rows, cursor.lastrowid, cursor.rowcount)
    cursor.close()
    return found


def _execute_many(connection: sqlite3.Connection, operation: str, rows: Any) -> Executed:
    cursor = connection.executemany(operation, rows)
    found: Executed = (None, [], cursor.lastrowid, cursor.rowcount)
    cursor.close()
    return found


def _without_waiting(connection: sqlite3.Connection, patience: int, step: Callable[[], Result]) -> Result:
    connection.execute("PRAGMA busy_timeout = 0")
    try:
        return step()
    finally:
        connection.execute(f"PRAGMA busy_timeout = {patience}")

"""Statements of what every message does: compiled once, and handed to the driver as they are.

SQLAlchemy works out anew at every call what a statement is and how its values are bound, and goes through a
greenlet or two: several times what the database does for a row that is found by its key.
"""

import asyncio
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import asyncpg  # type: ignore[import-untyped]
import sqlalchemy as sa
from sqlalchemy import RowMapping
from sqlalchemy.engine import Dialect
from sqlalchemy.ext.asyncio import AsyncConnection
from sqlalchemy.sql.compiler import SQLCompiler

from handoff.domain.errors import StoreUnavailable
from handoff.storage.engine.sqlite_driver import Connection as SqliteConnection

Row = RowMapping | Mapping[str, Any]
Convert = Callable[[Any], Any]
Statement = sa.Select[Any] | sa.Insert | sa.Update | sa.Delete


@dataclass(frozen=True, slots=True, kw_only=True)
class _Compiled:
    """The text for one dialect, what each placeholder takes, and how a row is read."""

    text: str
    takes: tuple[tuple[str, Any, Convert | None], ...]
    names: tuple[str, ...]
    reads: tuple[tuple[int, Convert], ...]

    def bound(self, values: Mapping[str, Any]) -> list[Any]:
        """The values in the order of the placeholders."""
        found = []
        for name, constant, convert in self.takes:
            value = values.get(name, constant)
            found.append(convert(value) if convert is not None else value)
        return found

    def row(self, raw: Sequence[Any]) -> dict[str, Any]:
        """A row by the names of its columns, as the types of the columns say."""
        row = dict(zip(self.names, raw, strict=True))
        for at, convert in self.reads:
            if raw[at] is not None:
                row[self.names[at]] = convert(raw[at])
        return row

    def tuple(self, raw: Sequence[Any]) -> tuple[Any, ...]:
        """A row in the order of its columns."""
        row = list(raw)
        for at, convert in self.reads:
            if row[at] is not None:
                row[at] = convert(row[at])
        return tuple(row)


class Prepared:
    """One statement, or one a dialect; of an insert or update, `sets` names the columns that it is given."""

    def __init__(
        self, statement: Statement | Mapping[str, Statement], *, sets: Sequence[str] | None = None
    ) -> None:
        self._statement = statement
        self._sets = list(sets) if sets is not None else None
        self._compiled: dict[str, _Compiled] = {}

    async def rows(self, db: AsyncConnection, values: Mapping[str, Any]) -> list[Row]:
        """What it finds."""
        found = await self._found(db, values)
        if found is None:
            return list((await db.execute(self._in(db.dialect), values)).mappings())
        compiled = self._for(db.dialect)
        return [compiled.row(raw) for raw in found]

    async def tuples(self, db: AsyncConnection, values: Mapping[str, Any]) -> list[tuple[Any, ...]]:
        """The same without names, for many rows of few columns."""
        found = await self._found(db, values)
        if found is None:
            return [tuple(row) for row in await db.execute(self._in(db.dialect), values)]
        compiled = self._for(db.dialect)
        return [compiled.tuple(raw) for raw in found]

    async def _found(self, db: AsyncConnection, values: Mapping[str, Any]) -> Sequence[Any] | None:
        """As the driver gives it; None where SQLAlchemy has to ask."""
        driver = await _driver_of(db)
        if driver is None:
            return None
        compiled = self._for(db.dialect)
        if isinstance(driver, SqliteConnection):
            return driver.found_at_once(compiled.text, compiled.bound(values))
        found: Sequence[Any] = await _asked(db, driver.fetch, compiled.text, compiled.bound(values))
        return found

    async def one(self, db: AsyncConnection, values: Mapping[str, Any]) -> Row | None:
        """The row that a key finds, if there is one."""
        found = await self.rows(db, values)
        return found[0] if found else None

    async def run(self, db: AsyncConnection, values: Mapping[str, Any]) -> int:
        """How many rows it has changed."""
        driver = await _driver_of(db)
        if driver is None or (isinstance(driver, SqliteConnection) and not driver.writing):
            return (await db.execute(self._in(db.dialect), values)).rowcount
        compiled = self._for(db.dialect)
        if isinstance(driver, SqliteConnection):
            _, changed = driver.at_once(compiled.text, compiled.bound(values))
            return changed
        told: str = await _asked(db, driver.execute, compiled.text, compiled.bound(values))
        return int(told.rpartition(" ")[2])

    def _for(self, dialect: Dialect) -> _Compiled:
        known = self._compiled.get(dialect.name)
        if known is None:
            known = self._compiled[dialect.name] = _compile(self._in(dialect), self._sets, dialect)
        return known

    def _in(self, dialect: Dialect) -> Statement:
        return self._statement[dialect.name] if isinstance(self._statement, Mapping) else self._statement


async def _driver_of(db: AsyncConnection) -> Any:
    """The driver's connection, on PostgreSQL with its transaction begun."""
    pooled = db.sync_connection.connection if db.sync_connection is not None else None
    if pooled is None:
        return None
    own = pooled.dbapi_connection
    if isinstance(own, SqliteConnection):
        return own
    driver = pooled.driver_connection
    if driver is not None and not driver.is_in_transaction():
        await _begin(db, own)
    return driver


async def _begin(db: AsyncConnection, own: Any) -> None:
    """Begin as SQLAlchemy would at its first statement, which it need not make for that."""
    try:
        await own._start_transaction()
    except asyncio.CancelledError as cancelled:
        await db.invalidate(cancelled)
        raise
    except (own.dbapi.Error, asyncpg.PostgresError, asyncpg.InterfaceError, OSError) as error:
        await db.invalidate(error)
        raise StoreUnavailable from error


async def _asked(db: AsyncConnection, ask: Callable[..., Any], text: str, values: Sequence[Any]) -> Any:
    try:
        return await ask(text, *values)
    except asyncio.CancelledError as cancelled:
        await db.invalidate(cancelled)
        raise
    except (asyncpg.PostgresConnectionError, asyncpg.InterfaceError, OSError) as error:
        await db.invalidate(error)
        raise StoreUnavailable from error


def _compile(statement: Statement, sets: list[str] | None, dialect: Dialect) -> _Compiled:
    compiled = statement.compile(dialect=dialect, column_keys=sets)
    assert isinstance(compiled, SQLCompiler)
    assert not compiled.post_compile_params, "a list of values is bound anew at every call"
    columns = list(statement.selected_columns) if isinstance(statement, sa.Select) else []
    reads = ((at, _reader(column.type, dialect)) for at, column in enumerate(columns))
    return _Compiled(
        text=compiled.string,
        takes=tuple(
            (name, compiled.binds[name].value, _binder(compiled.binds[name].type, dialect))
            for name in compiled.positiontup or ()
        ),
        names=tuple(column.name for column in columns),
        reads=tuple((at, convert) for at, convert in reads if convert is not None),
    )


def _binder(kind: sa.types.TypeEngine[Any], dialect: Dialect) -> Convert | None:
    return kind.dialect_impl(dialect).bind_processor(dialect)


def _reader(kind: sa.types.TypeEngine[Any], dialect: Dialect) -> Convert | None:
    if isinstance(kind, sa.Float):  # as both drivers give it
        return None
    return kind.dialect_impl(dialect).result_processor(dialect, None)

"""Insert a row or change the one that is there, in both dialects."""

from collections.abc import Callable, Mapping, Sequence
from typing import Any

import sqlalchemy as sa
from sqlalchemy.dialects import postgresql, sqlite
from sqlalchemy.ext.asyncio import AsyncConnection

from handoff.storage.engine.prepared import Prepared


def upsert(
    db: AsyncConnection,
    table: sa.Table,
    values: Mapping[str, object] | Sequence[Mapping[str, object]],
    *,
    key: tuple[str, ...],
    unless: Callable[[Any], sa.ColumnElement[bool]] | None = None,
) -> postgresql.Insert | sqlite.Insert:
    """The statement, for a row or several; `unless(new)` says when an existing row stays as it is."""
    insert = sqlite.insert if db.dialect.name == "sqlite" else postgresql.insert
    rows = [dict(values)] if isinstance(values, Mapping) else [dict(row) for row in values]
    statement = insert(table).values(rows if len(rows) > 1 else rows[0])
    changes = {name: statement.excluded[name] for name in rows[0] if name not in key}
    where = sa.not_(unless(statement.excluded)) if unless else None
    return statement.on_conflict_do_update(index_elements=list(key), set_=changes, where=where)


def insert_if_new(
    db: AsyncConnection,
    table: sa.Table,
    values: Mapping[str, object],
    *,
    key: tuple[str, ...],
    where: sa.TextClause | None = None,
) -> postgresql.Insert | sqlite.Insert:
    """The statement that inserts a row unless one with the same `key` is there, among those of `where`."""
    insert = sqlite.insert if db.dialect.name == "sqlite" else postgresql.insert
    return (
        insert(table).values(dict(values)).on_conflict_do_nothing(index_elements=list(key), index_where=where)
    )


def adding(
    table: sa.Table, *, sets: Sequence[str], key: tuple[str, ...], where: sa.TextClause | None = None
) -> Prepared:
    """The statement of `insert_if_new`, prepared."""
    names = list(key)
    return Prepared(
        {
            "sqlite": sqlite.insert(table).on_conflict_do_nothing(names, where),
            "postgresql": postgresql.insert(table).on_conflict_do_nothing(
                index_elements=names, index_where=where
            ),
        },
        sets=sets,
    )


def raising(table: sa.Table, column: str, *, key: tuple[str, ...]) -> Prepared:
    """The statement that inserts a row, or raises one column of the one that is there; it never falls."""
    return Prepared(
        {
            "sqlite": _raise(sqlite.insert, table, column, key),
            "postgresql": _raise(postgresql.insert, table, column, key),
        }
    )


def _raise(
    insert: Callable[[sa.Table], Any], table: sa.Table, column: str, key: tuple[str, ...]
) -> sa.Insert:
    new = insert(table)
    raised: sa.Insert = new.on_conflict_do_update(
        index_elements=list(key),
        set_={column: new.excluded[column]},
        where=table.c[column] < new.excluded[column],
    )
    return raised

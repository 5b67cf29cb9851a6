"""Buckets of time in SQL: the arithmetic of `Grid`, on integers, the same in both databases."""

from typing import Any

import sqlalchemy as sa

from handoff.domain.figures.scope import DAY_SLOTS, HOUR_SLOTS, TO_MONDAY, WEEK_SLOTS, Grain, Grid
from handoff.domain.figures.tally import Dim

BEYOND_ALL_SLOTS = 10**9

Number = sa.ColumnElement[int]


def dim(table: sa.FromClause, by: Dim, grid: Grid) -> sa.ColumnElement[Any]:
    """What rows are grouped by."""
    slot = table.c.slot
    if by is Dim.BUCKET:
        return bucket(slot, grid)
    if by is Dim.HOUR:
        return _local(slot, grid) % _constant(DAY_SLOTS) // _constant(HOUR_SLOTS)
    if by is Dim.WEEKDAY:
        return (_local(slot, grid) + _constant(TO_MONDAY)) // _constant(DAY_SLOTS) % _constant(7)
    column: sa.ColumnElement[Any] = table.c[by.value]
    return column


def bucket(slot: Number, grid: Grid) -> Number:
    """The number of the bucket that a slot lies in."""
    if grid.grain is Grain.WHOLE:
        # A number that stands alone would be read as the place of a column.
        return slot // _constant(BEYOND_ALL_SLOTS)
    if grid.grain is Grain.HOUR:
        return (slot + _constant(grid.hour_shift)) // _constant(HOUR_SLOTS)
    local = _local(slot, grid)
    if grid.grain is Grain.DAY:
        return local // _constant(DAY_SLOTS)
    return (local + _constant(TO_MONDAY)) // _constant(WEEK_SLOTS)


def _local(slot: Number, grid: Grid) -> Number:
    """The slot by the zone's own clock."""
    (_, first), *later = grid.shifts
    if not later:
        return slot + _constant(first)
    whens = [(slot >= _constant(since), _constant(ahead)) for since, ahead in reversed(later)]
    return slot + sa.case(*whens, else_=_constant(first))


def _constant(number: int) -> Number:
    """Written out: PostgreSQL groups by an expression only if it can see that it is the same one."""
    return sa.literal_column(str(int(number)), sa.Integer)

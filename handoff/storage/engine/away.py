"""A database that does not answer just now, told from a mistake of ours."""

from collections.abc import Iterator
from contextlib import contextmanager

import asyncpg  # type: ignore[import-untyped]
from sqlalchemy.exc import DBAPIError
from sqlalchemy.exc import TimeoutError as NoConnectionFree

from handoff.domain.errors import StoreUnavailable

# What asyncpg raises, as it is, while it connects to a server that is gone, coming up or going down.
_WHILE_CONNECTING = (
    OSError,
    asyncpg.PostgresConnectionError,
    asyncpg.OperatorInterventionError,
    asyncpg.TooManyConnectionsError,
)


def is_away(error: BaseException | None) -> bool:
    """Whether the database, and not the question put to it, is the trouble."""
    if isinstance(error, DBAPIError):
        return error.connection_invalidated or isinstance(_driver_error(error), _WHILE_CONNECTING)
    return isinstance(error, (StoreUnavailable, NoConnectionFree, *_WHILE_CONNECTING))


@contextmanager
def told_plainly() -> Iterator[None]:
    """Raise StoreUnavailable for whatever comes of a database that is away."""
    try:
        yield
    except Exception as error:
        if isinstance(error, StoreUnavailable) or not is_away(error):
            raise
        raise StoreUnavailable from error


def _driver_error(error: DBAPIError) -> BaseException | None:
    """What asyncpg itself raised, below SQLAlchemy's own wrapping."""
    return error.orig.__cause__ if error.orig is not None else None

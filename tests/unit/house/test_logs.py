"""What is away is told in one line; a mistake of ours keeps its traceback."""

import logging
import sys

from handoff.commands.logs import OneLineForWhatIsAway
from handoff.domain.errors import StoreUnavailable


def logged(error: Exception) -> logging.LogRecord:
    """A record as `log.exception` makes it, after the filter."""
    try:
        raise error
    except Exception:
        trouble = sys.exc_info()
    record = logging.LogRecord("desk", logging.ERROR, __file__, 1, "the round of %s failed", ("x",), trouble)
    assert OneLineForWhatIsAway().filter(record)
    return record


def test_a_server_that_is_away_is_one_line() -> None:
    """With the reason, and as a warning."""
    away = StoreUnavailable()
    away.__cause__ = ConnectionRefusedError("connection refused\nand more")
    for error, reason in ((away, "connection refused"), (OSError("gone"), "gone")):
        record = logged(error)
        assert record.getMessage() == f"the round of x failed ({reason})"
        assert (record.exc_info, record.levelno) == (None, logging.WARNING)


def test_a_mistake_keeps_its_traceback() -> None:
    """Nothing is taken from it."""
    record = logged(KeyError("x"))
    assert record.getMessage() == "the round of x failed"
    assert record.exc_info is not None
    assert record.levelno == logging.ERROR

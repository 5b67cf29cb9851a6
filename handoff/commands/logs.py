"""What the terminal is told of trouble: a traceback of a mistake, one line of a server that is away."""

import logging

from handoff.domain.errors import Unavailable
from handoff.storage.engine.away import is_away


class OneLineForWhatIsAway(logging.Filter):
    """Takes the traceback from a record whose trouble is elsewhere, and says what the trouble is."""

    def filter(self, record: logging.LogRecord) -> bool:
        error = record.exc_info[1] if record.exc_info else None
        if error is not None and (isinstance(error, Unavailable) or is_away(error)):
            cause = error.__cause__ or error
            record.msg, record.args = f"{record.getMessage()} ({_first_line(cause)})", ()
            record.exc_info, record.exc_text = None, None
            record.levelno, record.levelname = logging.WARNING, logging.getLevelName(logging.WARNING)
        return True


def _first_line(error: BaseException) -> str:
    return next(iter(str(error).splitlines()), "") or type(error).__name__

"""The time of day."""

from datetime import UTC, datetime


def now() -> datetime:
    """The one clock of the running app."""
    return datetime.now(UTC)

"""The watchdog of law 1."""

from handoff.desk.context import Desk
from handoff.domain.events import DeadlineMissed


async def overdue(desk: Desk, limit: int = 100) -> tuple[DeadlineMissed, ...]:
    """Act on every conversation past its deadline or without one, and say which; call every few seconds."""
    raise NotImplementedError

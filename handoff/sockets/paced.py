"""Tell of many changes in few words."""

import asyncio
import logging
from collections.abc import Awaitable, Callable, Sequence

log = logging.getLogger(__name__)


class Paced:
    """Tells of the first change at once and of those in the pause after it together."""

    def __init__(
        self, tell: Callable[[Sequence[str]], Awaitable[None]], pause_seconds: float, name: str
    ) -> None:
        self._tell = tell
        self._pause_seconds = pause_seconds
        self._name = name
        self._waiting: dict[str, None] = {}
        self._task: asyncio.Task[None] | None = None

    def add(self, key: str) -> None:
        """Something has changed."""
        self._waiting[key] = None
        if self._task is None or self._task.done():
            self._task = asyncio.create_task(self._follow(), name=self._name)

    def holds(self, key: str) -> bool:
        """Whether it is still to be told."""
        return key in self._waiting

    def forget(self, key: str) -> None:
        """It has been told another way."""
        self._waiting.pop(key, None)

    async def close(self) -> None:
        """Stop."""
        if self._task is not None:
            self._task.cancel()
            await asyncio.gather(self._task, return_exceptions=True)

    async def _follow(self) -> None:
        while self._waiting:
            waiting, self._waiting = self._waiting, {}
            await logged(self._tell(list(waiting)), self._name, ", ".join(waiting))
            await asyncio.sleep(self._pause_seconds)


async def logged(emitting: Awaitable[None], what: str, conversation_id: str) -> None:
    """One emit that fails must not keep the others back, nor the use case that has committed."""
    try:
        await emitting
    except Exception:
        log.exception("%s of conversation %s was not emitted", what, conversation_id)

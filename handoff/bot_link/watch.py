"""Whether a Rasa server that somebody else keeps running can be asked just now."""

import asyncio
import contextlib
import logging

import httpx

from handoff.bot_link.rasa_process import BotStatus

log = logging.getLogger(__name__)

SECONDS = 2.0
MISSED = 2


class BotWatch:
    """Asks the server for a sign of life; starting until the first one, down when some stay away."""

    def __init__(self, base_url: str, *, seconds: float = SECONDS) -> None:
        self.base_url = base_url.rstrip("/")
        self._seconds = seconds
        self._task: asyncio.Task[None] | None = None
        self.status = BotStatus.STARTING

    async def start(self) -> None:
        """Begin to look."""
        self._task = asyncio.create_task(self._run(), name="bot-watch")

    async def close(self) -> None:
        """Stop."""
        if self._task is not None:
            self._task.cancel()
            with contextlib.suppress(asyncio.CancelledError):
                await self._task

    async def _run(self) -> None:
        missed = 0
        async with httpx.AsyncClient(timeout=self._seconds, trust_env=False) as client:
            while True:
                if await self._answers(client):
                    missed = 0
                    self._set(BotStatus.READY)
                else:
                    missed += 1
                    if missed >= MISSED and self.status is BotStatus.READY:
                        self._set(BotStatus.DOWN)
                await asyncio.sleep(self._seconds)

    async def _answers(self, client: httpx.AsyncClient) -> bool:
        try:
            response = await client.get(f"{self.base_url}/webhooks/baton/")
        except httpx.HTTPError:
            return False
        return response.status_code == httpx.codes.OK

    def _set(self, status: BotStatus) -> None:
        if status is not self.status:
            self.status = status
            log.info("bot is %s", status)

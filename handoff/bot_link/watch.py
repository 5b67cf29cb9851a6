"""Whether a Rasa server that somebody else keeps running can be asked just now."""

import logging

import httpx

from handoff.bot_link.rasa_process import BotStatus
from handoff.loops.rounds import Rounds

log = logging.getLogger(__name__)

SECONDS = 2.0
MISSED = 2


class BotWatch:
    """Asks the server for a sign of life; starting until the first one, down when some stay away."""

    def __init__(self, base_url: str, *, seconds: float = SECONDS) -> None:
        self.base_url = base_url.rstrip("/")
        self._client = httpx.AsyncClient(timeout=SECONDS, trust_env=False)
        self._rounds = Rounds(self._look, name="bot-watch", seconds=seconds)
        self._missed = 0
        self.status = BotStatus.STARTING

    async def start(self) -> None:
        """Begin to look."""
        self._rounds.start()

    async def close(self) -> None:
        """Stop."""
        await self._rounds.close()
        await self._client.aclose()

    async def _look(self) -> None:
        if await self._answers():
            self._missed = 0
            self._set(BotStatus.READY)
        else:
            self._missed += 1
            if self._missed >= MISSED and self.status is BotStatus.READY:
                self._set(BotStatus.DOWN)

    async def _answers(self) -> bool:
        try:
            response = await self._client.get(f"{self.base_url}/webhooks/baton/")
        except httpx.HTTPError:
            return False
        return response.status_code == httpx.codes.OK

    def _set(self, status: BotStatus) -> None:
        if status is not self.status:
            self.status = status
            log.info("bot is %s", status)

"""The Rasa servers as one bot: where they are several they share their trackers, so any may run any turn."""

import itertools
import logging
import time
from collections.abc import Sequence
from dataclasses import dataclass
from functools import partial
from pathlib import Path

from handoff.bot_link.breaker import Breaker, GuardedBot
from handoff.bot_link.client import BotAbsent, RasaClient
from handoff.bot_link.rasa_process import BotStatus, RasaProcess
from handoff.bot_link.server import own_rasa
from handoff.bot_link.watch import BotWatch
from handoff.config import Settings
from handoff.domain.bot.turn import BotReply, Turn
from handoff.health.metrics import Metrics

log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True, kw_only=True)
class Server:
    """One Rasa server: whether it is there, and how it is asked, behind a breaker of its own."""

    watch: RasaProcess | BotWatch
    client: RasaClient
    bot: GuardedBot

    @classmethod
    def of(cls, watch: RasaProcess | BotWatch, settings: Settings) -> "Server":
        """The server that is kept running, or only watched, here."""
        client = RasaClient(lambda: watch.base_url, settings.bot_secret, settings.bot_timeout_seconds)
        return cls(watch=watch, client=client, bot=GuardedBot(client, Breaker(clock=time.monotonic)))


class Servers:
    """Asks one server after the other, and another one where nothing of the turn has reached the first."""

    @classmethod
    def chosen(cls, settings: Settings, root: Path, url: str, metrics: Metrics) -> "Servers":
        """Those that somebody else runs, or else one of our own for the app at `url`."""
        watches: list[RasaProcess | BotWatch] = [BotWatch(at) for at in settings.bot_urls]
        if not watches:
            watches = [own_rasa(settings, root, url)]
        servers = cls([Server.of(watch, settings) for watch in watches])
        if settings.bot_enabled:
            metrics.before_telling(partial(servers.measure, metrics))
        return servers

    def __init__(self, servers: Sequence[Server]) -> None:
        self._servers = tuple(servers)
        self._turn = itertools.count()

    @property
    def status(self) -> BotStatus:
        """Ready while any server is."""
        seen = {server.watch.status for server in self._servers}
        best = (BotStatus.READY, BotStatus.STARTING, BotStatus.DOWN)
        return next(status for status in best if status in seen)

    def count(self, status: BotStatus) -> int:
        """How many servers are like this."""
        return sum(server.watch.status is status for server in self._servers)

    def measure(self, metrics: Metrics) -> None:
        """Tell how many servers are in each state."""
        for status in BotStatus:
            metrics.bot_servers.labels(status.value).set(self.count(status))

    async def start(self) -> None:
        """Begin to keep them running, or to look whether they are there."""
        for server in self._servers:
            await server.watch.start()

    async def close(self) -> None:
        """Stop that and close the connections."""
        for server in self._servers:
            await server.watch.close()
            await server.client.close()

    async def reply(self, turn: Turn) -> BotReply:
        """What a server says; a turn that broke off in the middle is nobody else's."""
        return await self._first_of(self._in_order(), turn)

    async def _first_of(self, servers: Sequence[Server], turn: Turn) -> BotReply:
        first, *others = servers
        try:
            return await first.bot.reply(turn)
        except BotAbsent as absent:
            if not others:
                raise
            log.info("%s is passed over: %s", first.watch.base_url, absent)
        return await self._first_of(others, turn)

    def _in_order(self) -> list[Server]:
        """Each in its turn, those that are not ready last."""
        first = next(self._turn) % len(self._servers)
        round_ = [*self._servers[first:], *self._servers[:first]]
        return sorted(round_, key=lambda server: server.watch.status is not BotStatus.READY)

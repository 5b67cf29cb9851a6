"""Who is told: the clients of this process, and over Redis those of all the others."""

import asyncio
import contextlib
import logging
import time
from collections.abc import AsyncIterator, Callable, Iterator
from typing import Any

import socketio
from engineio.exceptions import SocketIsClosedError
from engineio.packet import MESSAGE, Packet
from redis.asyncio import Redis
from redis.asyncio.connection import parse_url
from redis.asyncio.retry import Retry
from redis.backoff import NoBackoff
from redis.exceptions import ConnectionError as NotConnected
from redis.exceptions import RedisError
from socketio import packet

log = logging.getLogger(__name__)

TELL_SECONDS = 1.0
AWAY_SECONDS = 1.0
SILENT_SECONDS = 5.0


class DirectManager(socketio.AsyncManager):
    """Puts an event straight into the recipients' queues; the library makes a task for each of them."""

    async def emit(self, event: str, data: Any, namespace: str, room: Any = None, **options: Any) -> None:
        """Tell a room, as the library does; who asks for a callback is served by the library itself."""
        to, skipped = options.get("to") or room, options.get("skip_sid")
        if options.get("callback") or data is None or isinstance(data, tuple):
            await super().emit(event, data, namespace, room=room, **options)
            return
        skip = skipped if isinstance(skipped, list) else [skipped]
        everybody = self.get_participants(namespace, to) if namespace in self.rooms else ()
        listening = [eio_sid for sid, eio_sid in everybody if sid not in skip]
        if not listening:
            return
        encoded = self.server.packet_class(
            packet.EVENT, namespace=namespace, data=[event, data], binary=False
        ).encode()
        told = Packet(MESSAGE, encoded)
        for eio_sid in listening:
            with contextlib.suppress(SocketIsClosedError):
                await self.server._send_eio_packet(eio_sid, told)


def channel_of(url: str, prefix: str) -> str:
    """Where the processes of one desk hear each other; Redis tells no channels apart by database."""
    return f"{prefix}:{parse_url(url).get('db', 0)}"


class FanOut(socketio.AsyncRedisManager, DirectManager):
    """One way to tell and one to listen; each finds Redis again by itself, and no ack waits for it.

    The library's own connects anew at every emit while Redis is away, which also takes the listener's
    connection from it, waits as long as a Redis hangs, and listens again only after up to a minute.
    """

    def __init__(self, url: str, *, channel: str) -> None:
        super().__init__(url, channel=channel)
        self.heard_again: Callable[[], None] = lambda: None
        """Called when something may have been missed, and is missed no more."""
        # One more try, for a connection that was open when Redis went away and came back.
        self._teller = Redis.from_url(
            url,
            socket_timeout=TELL_SECONDS,
            socket_connect_timeout=TELL_SECONDS,
            retry=Retry(NoBackoff(), 1),
        )
        self._away = False
        self._try_at = 0.0
        self._closed = False
        self._telling = 0
        self._told = asyncio.Event()
        self._told.set()

    async def close(self) -> None:
        """Stop listening and disconnect."""
        if listening := getattr(self, "thread", None):
            listening.cancel()
            await asyncio.gather(listening, return_exceptions=True)
        # What is being told would open its connection anew if it lost it now.
        self._closed = True
        with contextlib.suppress(TimeoutError):
            async with asyncio.timeout(2 * TELL_SECONDS):
                await self._told.wait()
        await self._teller.aclose()

    async def _publish(self, data: dict[str, Any]) -> None:
        """Tell the other processes, if Redis is there; what is lost is healed by the heartbeat.

        redis-py sends by `asyncio.wait_for`, which before Python 3.12 forgets a cancellation that comes at
        the moment when the sending is done: the cancelled task would go on as if nothing had happened.
        """
        if self._closed:
            return
        if self._away:
            if time.monotonic() < self._try_at:
                return
            self._try_at = time.monotonic() + AWAY_SECONDS
        task = asyncio.current_task()
        before = task.cancelling() if task is not None else 0
        with self._under_way():
            try:
                await self._teller.publish(self.channel, self.json.dumps(data))
            except (RedisError, OSError) as error:
                self._is_away(error)
            else:
                self._is_back()
        if task is not None and task.cancelling() > before:
            raise asyncio.CancelledError

    @contextlib.contextmanager
    def _under_way(self) -> Iterator[None]:
        self._telling += 1
        self._told.clear()
        try:
            yield
        finally:
            self._telling -= 1
            if not self._telling:
                self._told.set()

    async def _listen(self) -> AsyncIterator[Any]:
        """What other processes tell, for as long as we live."""
        first = True
        while True:
            try:
                async for told in self._heard(first):
                    yield told
            except (RedisError, OSError) as error:
                self._is_away(error)
            first = False
            await asyncio.sleep(AWAY_SECONDS)

    async def _heard(self, first: bool) -> AsyncIterator[Any]:
        """What comes over one connection, which is asked for a sign of life when it is silent."""
        asked = False
        async with (
            Redis.from_url(self.redis_url, socket_connect_timeout=TELL_SECONDS) as redis,
            redis.pubsub(ignore_subscribe_messages=True) as channel,
        ):
            await channel.subscribe(self.channel)
            if not first:
                self._is_back()
                self.heard_again()
            while True:
                message = await channel.get_message(timeout=SILENT_SECONDS)
                if message is None and asked:
                    raise NotConnected("it is silent")
                if asked := message is None:
                    await channel.ping()
                elif message["type"] == "message":
                    yield message["data"]

    def _is_away(self, error: Exception) -> None:
        if not self._away:
            log.warning("Redis does not answer (%s); other processes hear at the next heartbeat", error)
        self._away, self._try_at = True, time.monotonic() + AWAY_SECONDS

    def _is_back(self) -> None:
        if self._away:
            log.warning("Redis answers again")
        self._away = False

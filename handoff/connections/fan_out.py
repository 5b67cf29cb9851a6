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
    """Puts an event straight into the recipients' queues; the library makes a task for each of them.

    It also knows which rooms a client is in. The library looks into every room of the namespace when one
    leaves: with thousands of conversations open, a network that comes back would stop everything else.
    """

    def __init__(self, *arguments: Any, **options: Any) -> None:
        super().__init__(*arguments, **options)
        self._entered: dict[tuple[str, str], dict[Any, None]] = {}

    def basic_enter_room(self, sid: str, namespace: str, room: Any, eio_sid: str | None = None) -> None:
        super().basic_enter_room(sid, namespace, room, eio_sid=eio_sid)
        self._entered.setdefault((namespace, sid), {})[room] = None

    def basic_leave_room(self, sid: str, namespace: str, room: Any) -> None:
        super().basic_leave_room(sid, namespace, room)
        self._entered.get((namespace, sid), {}).pop(room, None)

    def basic_disconnect(self, sid: str, namespace: str, **options: Any) -> None:
        """Out of all of its rooms, and of the lists of those who come or go."""
        for room in self._entered.pop((namespace, sid), {}):
            self.basic_leave_room(sid, namespace, room)
        self.callbacks.pop(sid, None)
        for pending in (self.pending_connect, self.pending_disconnect):
            if sid in (waiting := pending.get(namespace, [])):
                waiting.remove(sid)
                if not waiting:
                    del pending[namespace]

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
    connection from it, waits as long as a Redis hangs, and listens again only after up to a minute. It also
    tells Redis of every emit by itself and reads each in every process. Here all that has gathered while the
    last was told goes together, and who has nobody in its room does not read it.
    """

    def __init__(self, url: str, *, channel: str) -> None:
        super().__init__(url, channel=channel)
        self.heard_again: Callable[[], None] = lambda: None
        """Called when something may have been missed, and is missed no more."""
        # One more try, for a connection that was open when Redis went away and came back.
        self._redis = Redis.from_url(
            url,
            socket_timeout=TELL_SECONDS,
            socket_connect_timeout=TELL_SECONDS,
            retry=Retry(NoBackoff(), 1),
        )
        self._away = False
        self._try_at = 0.0
        self._closed = False
        self._waiting: list[str] = []
        self._telling: asyncio.Task[None] | None = None

    async def close(self) -> None:
        """Stop listening, tell what waits, and disconnect."""
        if listening := getattr(self, "thread", None):
            listening.cancel()
            await asyncio.gather(listening, return_exceptions=True)
        self._closed = True
        if self._telling is not None:
            await asyncio.wait({self._telling}, timeout=2 * TELL_SECONDS)
            self._telling.cancel()
        await self._redis.aclose()

    async def _publish(self, data: dict[str, Any]) -> None:
        """Tell the other processes, if Redis is there; what is lost is healed by the heartbeat."""
        if self._closed or (self._away and time.monotonic() < self._try_at):
            return
        self._waiting.append(f"{self.json.dumps(_address(data))}\t{self.json.dumps(data)}")
        if self._telling is None or self._telling.done():
            self._telling = asyncio.create_task(self._tell(), name="redis-teller")

    async def _tell(self) -> None:
        """In a task of its own: who emits may be cancelled, and redis-py can forget that on Python 3.11."""
        while self._waiting:
            told, self._waiting = self._waiting, []
            try:
                await self._redis.publish(self.channel, "\n".join([self.host_id, *told]))
            except (RedisError, OSError) as error:
                self._is_away(error)
                self._waiting.clear()
            else:
                self._is_back()

    def _of_others(self, heard: bytes) -> Iterator[bytes]:
        """Of what was told together, that of other processes which somebody here may want to hear."""
        host_id, _, lines = heard.partition(b"\n")
        if not lines or host_id == self.host_id.encode():
            return
        for line in lines.split(b"\n"):
            address, _, told = line.partition(b"\t")
            if self._readable(address):
                yield told

    def _readable(self, address: bytes) -> bool:
        """Whether it is for somebody here; what another version tells in another way is passed over."""
        try:
            return self._concerns(*self.json.loads(address))
        except (ValueError, TypeError):
            return False

    def _concerns(self, namespace: str, rooms: list[str]) -> bool:
        here = self.rooms.get(namespace, {})
        return not rooms or any(room in here for room in rooms)

    async def _listen(self) -> AsyncIterator[Any]:
        """What other processes tell, for as long as we live."""
        first = True
        while True:
            try:
                async for heard in self._heard(first):
                    for told in self._of_others(heard):
                        yield told
            except (RedisError, OSError) as error:
                self._is_away(error)
            first = False
            await asyncio.sleep(AWAY_SECONDS)

    async def _heard(self, first: bool) -> AsyncIterator[bytes]:
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


def _address(data: dict[str, Any]) -> tuple[str, list[str]]:
    """The namespace and the rooms of an emit; without rooms every process has to read it."""
    rooms = data.get("room") if data["method"] == "emit" else None
    return data.get("namespace") or "/", [rooms] if isinstance(rooms, str) else list(rooms or ())

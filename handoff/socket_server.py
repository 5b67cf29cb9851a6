"""The Socket.IO server, made safe against frames that no client library of ours would send."""

import asyncio
import contextlib
import json
import logging
from typing import Any
from urllib.parse import urlsplit

import socketio
from engineio.async_drivers.asgi import WebSocket
from engineio.exceptions import SocketIsClosedError
from engineio.packet import MESSAGE, Packet
from socketio import packet

from handoff.config import Settings

log = logging.getLogger(__name__)

VISITOR_NAMESPACE = "/visitor"
AGENT_NAMESPACE = "/agent"
MAX_FRAME_BYTES = 64 * 1024
# A connection that went silent is noticed within their sum.
PING_SECONDS = 15
PONG_SECONDS = 10
MOST_REDIS_CONNECTIONS = 8
RESERVED = frozenset({"connect", "disconnect"})
NO_SUCH_CALL = "?"


class WireJson:
    """JSON in UTF-8: Persian and Polish take half the bytes of escapes."""

    @staticmethod
    def dumps(value: object, **options: Any) -> str:
        return json.dumps(value, ensure_ascii=False, separators=(",", ":"))

    @staticmethod
    def loads(text: str, **options: Any) -> Any:
        return json.loads(text, **options)


class GuardedWebSocket(WebSocket):
    """Ends a connection whose frame is no Engine.IO packet; the library would let it fall, half open."""

    async def wait(self) -> Any:
        data = await super().wait()
        try:
            Packet(encoded_packet=data)
        except (ValueError, TypeError, LookupError, RecursionError) as error:
            raise OSError("not an Engine.IO packet") from error
        return data


class GuardedServer(socketio.AsyncServer):
    """An AsyncServer that answers, or hangs up on, whatever comes over the wire."""

    def __init__(self, **options: Any) -> None:
        super().__init__(**options)
        self.eio._async = {**self.eio._async, "websocket": GuardedWebSocket}

    closing = False
    """Set once nobody shall be let in any more."""

    async def _handle_eio_connect(self, eio_sid: str, environ: dict[str, Any]) -> bool | None:
        if self.closing:
            return False
        await super()._handle_eio_connect(eio_sid, environ)
        return None

    async def _handle_eio_message(self, eio_sid: str, data: Any) -> None:
        try:
            await super()._handle_eio_message(eio_sid, data)
        except (ValueError, TypeError, LookupError, AttributeError, RecursionError) as error:
            log.info("connection %s broke the protocol and is closed: %s", eio_sid, error)
            await self.hang_up(eio_sid)

    async def _handle_event(self, eio_sid: str, namespace: str | None, id: int | None, data: Any) -> None:
        # A client could name its event "disconnect" and so call our own handler of that name.
        if not isinstance(data, list) or not data or not isinstance(data[0], str) or data[0] in RESERVED:
            data = [NO_SUCH_CALL]
        await super()._handle_event(eio_sid, namespace, id, data)

    async def hang_up(self, eio_sid: str) -> None:
        """Say goodbye and close the transport, without waiting for the client to do so."""
        connection = self.eio.sockets.pop(eio_sid, None)
        if connection is not None:
            await connection.close(wait=False, reason=self.reason.SERVER_DISCONNECT)
            await connection.queue.put(None)

    async def shutdown(self) -> None:
        """Stop the server's own tasks and leave Redis."""
        await super().shutdown()
        if isinstance(self.manager, ClosableRedisManager):
            await self.manager.close()

    def silent_connections(self) -> list[str]:
        """Connections that have joined no namespace: just arrived, or never going to."""
        namespaces = list(self.manager.get_namespaces())
        return [
            eio_sid
            for eio_sid in list(self.environ)
            if not any(self.manager.sid_from_eio_sid(eio_sid, namespace) for namespace in namespaces)
        ]


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


class ClosableRedisManager(socketio.AsyncRedisManager, DirectManager):
    """Gives its connections back, which the library leaves to the garbage collector, and can be cancelled.

    redis-py sends by `asyncio.wait_for`, which before Python 3.12 forgets a cancellation that comes at the
    moment when the sending is done: the cancelled task would go on as if nothing had happened.
    """

    def __init__(self, url: str, **options: Any) -> None:
        self._opened: list[Any] = []
        self._closing: set[asyncio.Task[None]] = set()
        super().__init__(url, **options)

    def _redis_connect(self) -> None:
        super()._redis_connect()
        self._opened += [self.pubsub, self.redis]
        # While Redis is away the library connects anew at every emit.
        while len(self._opened) > MOST_REDIS_CONNECTIONS:
            task = asyncio.create_task(self._opened.pop(0).aclose())
            self._closing.add(task)
            task.add_done_callback(self._closing.discard)

    async def _publish(self, data: dict[str, Any]) -> None:
        task = asyncio.current_task()
        before = task.cancelling() if task is not None else 0
        await super()._publish(data)
        if task is not None and task.cancelling() > before:
            raise asyncio.CancelledError

    async def close(self) -> None:
        """Stop listening and disconnect."""
        if listening := getattr(self, "thread", None):
            listening.cancel()
            await asyncio.gather(listening, return_exceptions=True)
        await asyncio.gather(*self._closing, *(connection.aclose() for connection in self._opened))


def new_server(settings: Settings) -> GuardedServer:
    """The server of one process; with Redis, emits reach the clients of every process."""
    redis_url = settings.redis_url
    manager = ClosableRedisManager(redis_url, channel="baton") if redis_url else DirectManager()
    return GuardedServer(
        async_mode="asgi",
        # A polling client's requests would land in any of the processes behind one port.
        transports=["websocket"] if settings.processes > 1 else None,
        ping_interval=PING_SECONDS,
        ping_timeout=PONG_SECONDS,
        client_manager=manager,
        always_connect=False,
        max_http_buffer_size=MAX_FRAME_BYTES,
        cors_allowed_origins=_allowed(settings.allowed_origins),
        json=WireJson,
        namespaces=[VISITOR_NAMESPACE, AGENT_NAMESPACE],
    )


def client_address(environ: dict[str, Any]) -> str:
    """Where a connection comes from, as uvicorn saw it."""
    client = (environ.get("asgi.scope") or {}).get("client")
    return str(client[0]) if client else ""


def _allowed(origins: tuple[str, ...]) -> Any:
    known = {origin.rstrip("/").lower() for origin in origins}

    def is_allowed(origin: str | None, environ: dict[str, Any]) -> bool:
        if not origin:
            return True
        host = str(environ.get("HTTP_HOST", "")).lower()
        return origin.lower() in known or (bool(host) and urlsplit(origin).netloc.lower() == host)

    return is_allowed

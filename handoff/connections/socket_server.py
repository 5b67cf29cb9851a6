"""The Socket.IO server, made safe against frames that no client library of ours would send."""

import json
import logging
from collections.abc import Callable
from typing import Any, Protocol, runtime_checkable
from urllib.parse import urlsplit

import socketio
from engineio.async_drivers.asgi import WebSocket
from engineio.packet import Packet

from handoff.config import Settings
from handoff.connections.fan_out import DirectManager, FanOut, channel_of

log = logging.getLogger(__name__)

VISITOR_NAMESPACE = "/visitor"
AGENT_NAMESPACE = "/agent"
MAX_FRAME_BYTES = 64 * 1024
# A connection that went silent is noticed within their sum; where its buffers are full, too, by the library's
# round over all connections, which takes PONG_SECONDS once more: half a minute at most.
PING_SECONDS = 15
PONG_SECONDS = 7.5
RESERVED = frozenset({"connect", "disconnect"})
NO_SUCH_CALL = "?"
# How Engine.IO begins a packet that is not for itself.
MESSAGE = "4"


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
        if isinstance(data, str) and data[:1] == MESSAGE and data[1:2].isnumeric():
            return data  # For Socket.IO alone to read.
        try:
            Packet(encoded_packet=data)
        except (ValueError, TypeError, LookupError, RecursionError) as error:
            raise OSError("not an Engine.IO packet") from error
        return data


@runtime_checkable
class Choosy(Protocol):
    """A namespace that knows who may not be in it any more."""

    async def dismiss_unwelcome(self) -> None: ...


@runtime_checkable
class Welcoming(Protocol):
    """A namespace that has something to tell who has just been let in."""

    async def welcome(self, sid: str) -> None: ...


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

    async def _handle_connect(self, eio_sid: str, namespace: str | None, data: Any) -> None:
        """Let in, and only then tell: before the acceptance an event would be a breach of protocol."""
        await super()._handle_connect(eio_sid, namespace, data)
        known = self.namespace_handlers.get(namespace)
        sid = self.manager.sid_from_eio_sid(eio_sid, namespace)
        if isinstance(known, Welcoming) and sid is not None:
            await known.welcome(sid)

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

    async def dismiss_unwelcome(self) -> None:
        """Hang up, in every namespace, on callers whose token or right has ended."""
        for namespace in self.namespace_handlers.values():
            if isinstance(namespace, Choosy):
                await namespace.dismiss_unwelcome()

    async def hang_up(self, eio_sid: str) -> None:
        """Say goodbye and close the transport, without waiting for the client to do so."""
        connection = self.eio.sockets.pop(eio_sid, None)
        if connection is not None:
            await connection.close(wait=False, reason=self.reason.SERVER_DISCONNECT)
            await connection.queue.put(None)

    async def shutdown(self) -> None:
        """Stop the server's own tasks and leave Redis."""
        await super().shutdown()
        if isinstance(self.manager, FanOut):
            await self.manager.close()

    def when_heard_again(self, catch_up: Callable[[], None]) -> None:
        """Call this when other processes are heard again after Redis was away."""
        if isinstance(self.manager, FanOut):
            self.manager.heard_again = catch_up

    def silent_connections(self) -> list[str]:
        """Connections that have joined no namespace: just arrived, or never going to."""
        namespaces = list(self.manager.get_namespaces())
        return [
            eio_sid
            for eio_sid in list(self.environ)
            if not any(self.manager.sid_from_eio_sid(eio_sid, namespace) for namespace in namespaces)
        ]


def new_server(settings: Settings) -> GuardedServer:
    """The server of one process; with Redis, emits reach the clients of every process."""
    redis_url = settings.redis_url
    channel = channel_of(redis_url, settings.redis_prefix) if redis_url else ""
    manager = FanOut(redis_url, channel=channel) if redis_url else DirectManager()
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

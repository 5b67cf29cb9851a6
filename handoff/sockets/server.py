"""The Socket.IO server, made safe against frames that no client library of ours would send."""

import json
import logging
from typing import Any
from urllib.parse import urlsplit

import socketio

from handoff.config import Settings
from handoff.sockets.rooms import AGENT_NAMESPACE, VISITOR_NAMESPACE

log = logging.getLogger(__name__)

MAX_FRAME_BYTES = 64 * 1024
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


class GuardedServer(socketio.AsyncServer):
    """An AsyncServer that answers, or hangs up on, whatever comes over the wire."""

    async def _handle_eio_message(self, eio_sid: str, data: Any) -> None:
        try:
            await super()._handle_eio_message(eio_sid, data)
        except (ValueError, TypeError, LookupError, AttributeError, RecursionError) as error:
            log.info("connection %s broke the protocol and is closed: %s", eio_sid, error)
            await self.eio.disconnect(eio_sid)

    async def _handle_event(self, eio_sid: str, namespace: str | None, id: int | None, data: Any) -> None:
        # A client could name its event "disconnect" and so call our own handler of that name.
        if not isinstance(data, list) or not data or not isinstance(data[0], str) or data[0] in RESERVED:
            data = [NO_SUCH_CALL]
        await super()._handle_event(eio_sid, namespace, id, data)

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
    manager = socketio.AsyncRedisManager(settings.redis_url, channel="baton") if settings.redis_url else None
    return GuardedServer(
        async_mode="asgi",
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

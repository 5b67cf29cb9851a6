"""The listening socket and the web server on it."""

import asyncio
import contextlib
import socket
from collections.abc import Callable, Sequence
from contextlib import AsyncExitStack

import socketio
import uvicorn

# Longer than any client of ours keeps an idle connection: none meets one that is just being closed.
KEEP_ALIVE_SECONDS = 60
# A peer that takes no byte for so long is gone; its full buffers would otherwise stay for ever.
STUCK_MS = 30_000
ANYWHERE = {"0.0.0.0": "127.0.0.1", "::": "::1"}


def address_of(host: str, port: int) -> str:
    """Where this machine reaches an app that listens on `host`."""
    reached = ANYWHERE.get(host, host)
    return f"http://[{reached}]:{port}" if ":" in reached else f"http://{reached}:{port}"


def listen(host: str, port: int) -> socket.socket:
    """The bound socket; port 0 takes a free one."""
    family = socket.AF_INET6 if ":" in host else socket.AF_INET
    # Named as TCP, or asyncio leaves Nagle's algorithm on and every acknowledgement waits 40 ms.
    listener = socket.socket(family, socket.SOCK_STREAM, socket.IPPROTO_TCP)
    listener.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
    if hasattr(socket, "TCP_USER_TIMEOUT"):  # Linux; whoever is let in has it from the listener
        listener.setsockopt(socket.IPPROTO_TCP, socket.TCP_USER_TIMEOUT, STUCK_MS)
    listener.bind((host, port))
    return listener


def listener_of(host: str, port: int, descriptor: int = 0) -> socket.socket:
    """The socket that several processes share, where one was handed down; else one of our own."""
    return socket.socket(fileno=descriptor) if descriptor else listen(host, port)


def fast_loop() -> Callable[[], asyncio.AbstractEventLoop] | None:
    """What makes an event loop in C where there is one for this platform; None is Python's own."""
    try:
        import uvloop  # not made for Windows
    except ImportError:
        return None
    return uvloop.new_event_loop


async def serve_asgi(
    asgi: socketio.ASGIApp, listener: socket.socket, stack: AsyncExitStack, *, proxies: Sequence[str]
) -> None:
    """Serve until the stack closes; returns once requests are taken.

    An address that one of `proxies` forwards is the caller's; anybody else is who they are.
    """
    server = _Server(
        uvicorn.Config(
            asgi,
            lifespan="on",
            ws="websockets-sansio",
            # Engine.IO asks every connection for a sign of life already.
            ws_ping_interval=None,
            log_config=None,
            access_log=False,
            server_header=False,
            forwarded_allow_ips=list(proxies),
            timeout_graceful_shutdown=3,
            timeout_keep_alive=KEEP_ALIVE_SECONDS,
        )
    )
    serving = asyncio.create_task(server.serve(sockets=[listener]), name="uvicorn")

    async def close() -> None:
        server.should_exit = True
        await serving

    stack.push_async_callback(close)
    up = asyncio.create_task(server.up.wait())
    await asyncio.wait({up, serving}, return_when=asyncio.FIRST_COMPLETED)
    if not up.done():
        up.cancel()
        raise RuntimeError("the web server did not start; its reason stands in the log above")


class _Server(uvicorn.Server):
    """uvicorn without its signal handlers (ours close everything) and with a word when it is up."""

    def __init__(self, config: uvicorn.Config) -> None:
        super().__init__(config)
        self.up = asyncio.Event()

    @contextlib.contextmanager
    def capture_signals(self):  # type: ignore[no-untyped-def]  # uvicorn leaves it untyped, too
        yield

    async def startup(self, sockets: list[socket.socket] | None = None) -> None:
        await super().startup(sockets=sockets)
        self.up.set()

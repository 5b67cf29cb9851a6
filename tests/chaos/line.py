"""A connection that comes back whenever it is lost, and calls that are repeated until they are answered."""

import asyncio
import logging
from collections.abc import Awaitable, Callable
from typing import Any

import socketio
from socketio.exceptions import SocketIOError

from tests.chaos.world import Json, World

# Nothing was said about the call itself: the pages repeat it, too (agent_ui/shared/socket.ts).
AGAIN = frozenset({"rate_limited", "unavailable", "internal"})
PATIENCE_SECONDS = 8.0
ENTRY_SECONDS = 8.0

Heard = Callable[[str, Any], None]
quiet = logging.getLogger("tests.chaos.line")
quiet.setLevel(logging.CRITICAL)


class Line:
    """One client's way to one namespace."""

    def __init__(
        self,
        world: World,
        *,
        name: str,
        namespace: str,
        token: str,
        heard: Heard,
        up: Callable[[], Awaitable[None]],
    ) -> None:
        self._world = world
        self._namespace = namespace
        self.token = token
        self._heard = heard
        self._up = up
        self._dice = world.dice(f"line of {name}")
        self._socket: socketio.AsyncClient | None = None
        self._admitted = asyncio.Event()
        self._lost = asyncio.Event()
        self._keeper: asyncio.Task[None] | None = None
        self._greeting: asyncio.Task[None] | None = None

    def start(self) -> None:
        """Connect, and again whenever the connection is gone."""
        self._keeper = asyncio.create_task(self._keep())

    async def cut(self) -> None:
        """Vanish without a goodbye; the line comes back by itself."""
        if self._socket is not None and self._admitted.is_set():
            self._world.book.count("connections cut")
            await self._socket.eio.disconnect(abort=True)

    async def close(self) -> None:
        """Hang up for good."""
        for task in (self._greeting, self._keeper):
            if task is not None:
                task.cancel()
                await asyncio.gather(task, return_exceptions=True)
        if self._socket is not None:
            await self._socket.disconnect()

    async def ask(self, event: str, **frame: object) -> Json:
        """The ack of a call, repeated until there is one that speaks of the call itself."""
        while True:
            await self._admitted.wait()
            ack = await self._call(event, frame)
            if ack is None:
                self._world.book.count("calls repeated: no answer")
            elif ack["ok"] or ack["error"]["code"] not in AGAIN:
                return ack
            else:
                self._world.book.count(f"calls repeated: {ack['error']['code']}")
            await asyncio.sleep(self._dice.uniform(0.2, 1.0))

    async def _call(self, event: str, frame: Json) -> Json | None:
        socket, answer = self._socket, asyncio.get_running_loop().create_future()

        def answered(ack: Json) -> None:
            if not answer.done():
                answer.set_result(ack)

        lost = asyncio.create_task(self._lost.wait())
        try:
            assert socket is not None
            await socket.emit(event, frame, namespace=self._namespace, callback=answered)
            await asyncio.wait({answer, lost}, timeout=PATIENCE_SECONDS, return_when=asyncio.FIRST_COMPLETED)
        except SocketIOError:
            return None
        finally:
            lost.cancel()
        return answer.result() if answer.done() else None

    async def _keep(self) -> None:
        while True:
            socket = socketio.AsyncClient(
                reconnection=False, logger=quiet, engineio_logger=quiet,
                http_session=self._world.http, handle_sigint=False,
            )  # fmt: skip
            self._lost = asyncio.Event()
            socket.on("*", self._on_event, namespace=self._namespace)
            socket.on("disconnect", self._on_lost, namespace=self._namespace)
            if await self._entered(socket):
                self._socket = socket
                self._admitted.set()
                self._world.book.count("connections")
                self._greeting = asyncio.create_task(self._up())
                await self._lost.wait()
                self._admitted.clear()
                self._greeting.cancel()
            await asyncio.sleep(self._dice.uniform(0.2, 1.2))

    async def _entered(self, socket: socketio.AsyncClient) -> bool:
        try:
            await socket.connect(
                self._world.url, namespaces=[self._namespace], auth={"token": self.token},
                transports=["websocket"], wait_timeout=ENTRY_SECONDS,
            )  # fmt: skip
        except (SocketIOError, OSError, TimeoutError):
            await socket.disconnect()
            return False
        return True

    def _on_lost(self, *reason: object) -> None:
        self._lost.set()

    def _on_event(self, event: str, data: Any) -> None:
        self._heard(event, data)

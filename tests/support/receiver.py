"""A receiver of webhooks: a real HTTP server that answers as it is told to."""

import asyncio
import json
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from typing import Any

from aiohttp import web
from standardwebhooks import Webhook

from handoff.bot_link.free_port import free_port


@dataclass(frozen=True, slots=True, kw_only=True)
class Heard:
    """One request as it came."""

    id: str
    headers: dict[str, str]
    text: str

    @property
    def body(self) -> dict[str, Any]:
        body: dict[str, Any] = json.loads(self.text)
        return body

    @property
    def type(self) -> str:
        return str(self.body["type"])

    def is_signed_by(self, secret: str) -> bool:
        """Whether the library of Standard Webhooks takes it, as a customer's server would ask."""
        Webhook(secret).verify(self.text, self.headers)
        return True


@dataclass(kw_only=True)
class Receiver:
    """Keeps what it hears; `statuses` are given one after the other, then `status`."""

    port: int = field(default_factory=free_port)
    heard: list[Heard] = field(default_factory=list)
    status: int = 200
    statuses: list[int] = field(default_factory=list)
    headers: dict[str, str] = field(default_factory=dict)
    hangs: asyncio.Event | None = None
    drops: int = 0
    _runner: web.AppRunner | None = None

    @property
    def url(self) -> str:
        return f"http://127.0.0.1:{self.port}/hook"

    @property
    def types(self) -> list[str]:
        return [one.type for one in self.heard]

    async def up(self) -> None:
        app = web.Application()
        app.router.add_route("*", "/{path:.*}", self._hear)
        self._runner = web.AppRunner(app, shutdown_timeout=0)
        await self._runner.setup()
        await web.TCPSite(self._runner, "127.0.0.1", self.port).start()

    async def down(self) -> None:
        if self._runner is not None:
            await self._runner.cleanup()
        self._runner = None

    async def _hear(self, request: web.Request) -> web.Response:
        text = await request.text()
        headers = {name.lower(): value for name, value in request.headers.items()}
        self.heard.append(Heard(id=headers.get("webhook-id", ""), headers=headers, text=text))
        if self.hangs is not None:
            await self.hangs.wait()
        if self.drops:
            self.drops -= 1
            assert request.transport is not None
            request.transport.abort()
        status = self.statuses.pop(0) if self.statuses else self.status
        return web.Response(status=status, text="thank you", headers=self.headers)


@asynccontextmanager
async def receiver() -> AsyncIterator[Receiver]:
    """A receiver that listens as long as the block lasts."""
    one = Receiver()
    await one.up()
    try:
        yield one
    finally:
        if one.hangs is not None:
            one.hangs.set()
        await one.down()

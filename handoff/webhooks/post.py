"""Sends one delivery, signed by Standard Webhooks, and says what the receiver made of it."""

import asyncio
import time
from collections.abc import Sequence
from contextlib import AsyncExitStack
from datetime import datetime, timedelta
from types import TracebackType
from typing import Self

import aiohttp
from standardwebhooks import Webhook as Signer

from handoff.domain.webhook import Answer, Delivery, Webhook
from handoff.webhooks.guard import Guard

SECONDS = 10.0
CONNECT_SECONDS = 5.0
MOST_READ = 2000
MOST_TOLD = 300
LONGEST_WISH = 86_400


class HookPost:
    """Two ways out, by TLS and plain; no redirect, no proxy and no cookie is followed."""

    def __init__(self, networks: Sequence[str], *, seconds: float = SECONDS) -> None:
        self._networks = networks
        self._seconds = seconds
        self._stack = AsyncExitStack()
        self._sessions: dict[str, aiohttp.ClientSession] = {}

    async def __aenter__(self) -> Self:
        for scheme in ("https", "http"):
            guard = Guard(self._networks, plain=scheme == "http")
            self._sessions[scheme] = await self._stack.enter_async_context(
                aiohttp.ClientSession(
                    connector=aiohttp.TCPConnector(socket_factory=guard.socket),
                    timeout=aiohttp.ClientTimeout(total=self._seconds, sock_connect=CONNECT_SECONDS),
                    cookie_jar=aiohttp.DummyCookieJar(),
                    auto_decompress=False,
                    trust_env=False,
                )
            )
        return self

    async def __aexit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        await self._stack.aclose()

    async def send(self, webhook: Webhook, delivery: Delivery, *, at: datetime) -> Answer:
        """Try once; whatever goes wrong is an answer, too."""
        began = time.perf_counter()
        status, problem, wished = None, None, None
        session = self._sessions[webhook.url.partition(":")[0].lower()]
        try:
            async with session.post(
                webhook.url,
                data=delivery.body.encode(),
                headers=headers_of(webhook, delivery, at),
                allow_redirects=False,
            ) as response:
                status, wished = response.status, _wished(response)
                said = await response.content.read(MOST_READ)
                if not 200 <= status < 300:
                    problem = _plain(f"{status} {response.reason or ''}: {said.decode('utf-8', 'replace')}")
        except (aiohttp.ClientError, TimeoutError, asyncio.TimeoutError, OSError, ValueError) as error:
            status, problem = None, _plain(_said(error, self._seconds))
        spent = round((time.perf_counter() - began) * 1000)
        return Answer(status=status, milliseconds=spent, problem=problem, wished=wished)


def headers_of(webhook: Webhook, delivery: Delivery, at: datetime) -> dict[str, str]:
    """What proves where it comes from; in the day after a rotation, by both secrets."""
    signed = [Signer(secret).sign(delivery.id, at, delivery.body) for secret in webhook.secrets(at)]
    return {
        "content-type": "application/json; charset=utf-8",
        "user-agent": "Baton-Webhooks/1",
        "webhook-id": delivery.id,
        "webhook-timestamp": str(int(at.timestamp())),
        "webhook-signature": " ".join(signed),
    }


def _said(error: Exception, seconds: float) -> str:
    if isinstance(error, TimeoutError):
        return f"no answer within {seconds:g} s"
    if isinstance(error, aiohttp.ClientConnectorError):
        return str(error.os_error.strerror or error.os_error)
    return str(error) or type(error).__name__


def _wished(response: aiohttp.ClientResponse) -> timedelta | None:
    """How long the receiver asks to be left alone, in seconds; a date is not looked at."""
    text = response.headers.get("retry-after", "")
    return timedelta(seconds=min(int(text), LONGEST_WISH)) if text.isascii() and text.isdigit() else None


def _plain(text: str) -> str:
    """One printable line of bounded length: what a stranger sends is shown to admins and kept."""
    line = "".join(sign if sign.isprintable() else " " for sign in text)
    return " ".join(line.split())[:MOST_TOLD]

"""A customer of Baton: a visitor's socket, as the widget opens it."""

import asyncio
import uuid
from collections.abc import AsyncIterator, Awaitable, Callable, Iterator
from contextlib import asynccontextmanager
from itertools import islice
from typing import Any

import httpx
import socketio

from bench.turns.load import Seats
from bench.turns.script import Line

NAMESPACE = "/visitor"
AT_ONCE = 10
LIMITS = {"BATON_SESSIONS_PER_MINUTE": "100000", "BATON_CONNECTIONS_PER_ADDRESS": "5000"}


class Visitor:
    """One visitor with one conversation."""

    def __init__(self, url: str, token: str) -> None:
        self._url = url
        self._token = token
        self._socket = socketio.AsyncClient(reconnection=False)
        self._socket.on("message.new", self._hear, namespace=NAMESPACE)
        self._answered: asyncio.Future[str] | None = None
        self.conversation_id = ""
        self.spent = False
        self.heard: list[dict[str, Any]] = []
        self.sent: list[int] = []

    async def connect(self) -> None:
        await self._socket.connect(
            self._url, auth={"token": self._token}, namespaces=[NAMESPACE], transports=["websocket"]
        )
        opened = await self._call("conversation.open", {})
        self.conversation_id = opened["conversation"]["id"]

    async def ask(self, line: Line) -> str:
        return await self._say({"text": line.text})

    async def press(self, message_id: str, button_id: str) -> str:
        return await self._say({"choice": {"message_id": message_id, "button_id": button_id}})

    async def _say(self, said: dict[str, Any]) -> str:
        self._answered = asyncio.get_running_loop().create_future()
        frame = {"conversation_id": self.conversation_id, "client_message_id": uuid.uuid4().hex, **said}
        ack = await self._call("message.send", frame)
        self.sent.append(ack["message"]["seq"])
        return await self._answered

    async def close(self) -> None:
        await self._socket.disconnect()

    async def _call(self, event: str, frame: dict[str, Any]) -> dict[str, Any]:
        ack: dict[str, Any] = await self._socket.call(event, frame, namespace=NAMESPACE, timeout=30)
        if not ack["ok"]:
            raise RuntimeError(f"{event} was refused: {ack['error']}")
        return ack

    def _hear(self, event: dict[str, Any]) -> None:
        message = event["message"]
        if message["author"]["type"] == "visitor":
            return
        self.heard.append(message)
        if message["author"]["type"] == "system":
            self.spent = True
        if self._answered is not None and not self._answered.done():
            self._answered.set_result(became(message))


def became(message: dict[str, Any]) -> str:
    """What a bot's (or the desk's) first message made of the turn."""
    if message["author"]["type"] == "system":
        return "handed over"
    answer = message["payload"].get("answer")
    if answer:
        return str(answer["outcome"])
    return "asked for a detail" if message["payload"].get("asks") else "said"


@asynccontextmanager
async def seats(url: str, scripts: Iterator[list[Line]], count: int) -> AsyncIterator[Seats]:
    """So many visitors, connected and each with a conversation that is open."""
    async with httpx.AsyncClient(trust_env=False) as http:
        visitors = [Visitor(url, await _token(url, http)) for _ in range(count)]
    waiting = iter(visitors)
    while some := list(islice(waiting, AT_ONCE)):
        await asyncio.gather(*(visitor.connect() for visitor in some))
    try:
        yield Seats([(visitor, next(scripts)) for visitor in visitors])
    finally:
        await asyncio.gather(*(visitor.close() for visitor in visitors))


async def _token(url: str, http: httpx.AsyncClient) -> str:
    answer = await http.post(f"{url}/api/v1/visitor/session", json={"locale": "en"})
    return str(answer.raise_for_status().json()["token"])


class Helper:
    """An agent who gives every conversation back to the bot, so that one can grow long."""

    def __init__(self, url: str) -> None:
        self._url = url
        self._socket = socketio.AsyncClient(reconnection=False)

    async def connect(self) -> None:
        async with httpx.AsyncClient(trust_env=False) as http:
            who = {"email": "ana@demo.example", "password": "baton-demo"}
            answer = await http.post(f"{self._url}/api/v1/auth/login", json=who)
        token = answer.raise_for_status().json()["token"]
        await self._socket.connect(
            self._url, auth={"token": token}, namespaces=["/agent"], transports=["websocket"]
        )

    async def give_back(self, conversation_id: str) -> None:
        for call in ("conversation.claim", "conversation.hand_back"):
            frame = {"conversation_id": conversation_id}
            ack = await self._socket.call(call, frame, namespace="/agent", timeout=30)
            if not ack["ok"]:
                raise RuntimeError(f"{call} was refused: {ack['error']}")

    async def close(self) -> None:
        await self._socket.disconnect()


@asynccontextmanager
async def patient_visitor(url: str) -> AsyncIterator[Callable[[str], Awaitable[bool]]]:
    """One visitor who may go on for ever; asking tells whether the bot answered (else it is given back)."""
    async with httpx.AsyncClient(trust_env=False) as http:
        visitor, helper = Visitor(url, await _token(url, http)), Helper(url)
    await visitor.connect()
    await helper.connect()

    async def ask(text: str) -> bool:
        await visitor.ask(Line(kind="question", text=text, lang="en"))
        if visitor.spent:
            await helper.give_back(visitor.conversation_id)
            visitor.spent = False
            return False
        return True

    try:
        yield ask
    finally:
        await visitor.close()
        await helper.close()

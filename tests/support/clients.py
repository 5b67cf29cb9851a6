"""Real Socket.IO clients with a memory of everything they received."""

import uuid
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from typing import Any

import socketio

from handoff.domain.identity.people import Agent
from tests.support.desk_app import DeskApp
from tests.support.waiting import eventually

VISITOR, AGENT = "/visitor", "/agent"

Json = dict[str, Any]


class Client:
    """One connection to one namespace."""

    def __init__(self, namespace: str) -> None:
        self.namespace = namespace
        self.received: list[tuple[str, Any]] = []
        self.socket = socketio.AsyncClient(reconnection=False)
        self.socket.on("*", self._note, namespace=namespace)

    async def connect(
        self,
        url: str,
        token: object,
        transports: tuple[str, ...] = ("websocket",),
        browser: str | None = None,
        **auth: object,
    ) -> None:
        await self.socket.connect(
            url,
            namespaces=[self.namespace],
            auth={"token": token, **auth},
            headers={"User-Agent": browser} if browser else {},
            transports=list(transports),
            wait_timeout=60,
        )

    async def call(self, event: str, frame: Any = None, **keys: Any) -> Json:
        """The ack of a call."""
        data = frame if frame is not None else keys
        ack: Json = await self.socket.call(event, data, namespace=self.namespace, timeout=60)
        return ack

    async def ok(self, event: str, frame: Any = None, **keys: Any) -> Json:
        """The ack of a call that must succeed."""
        ack = await self.call(event, frame, **keys)
        assert ack["ok"], ack
        return ack

    async def refused(self, event: str, frame: Any = None, **keys: Any) -> str:
        """The code with which a call is refused."""
        ack = await self.call(event, frame, **keys)
        assert set(ack) == {"ok", "error"}, ack
        assert set(ack["error"]) == {"code", "message"}, ack
        assert ack["ok"] is False
        code: str = ack["error"]["code"]
        return code

    def all(self, event: str) -> list[Any]:
        """What came under this name."""
        return [data for name, data in self.received if name == event]

    def sees_present(self, agent_id: str) -> bool | None:
        """Whether a colleague is here, as last told; None while nothing was."""
        told = [one for data in self.all("presence.updated") for one in data["agents"]]
        return next((bool(one["present"]) for one in reversed(told) if one["id"] == agent_id), None)

    def texts(self) -> list[str]:
        """The texts of all messages that came."""
        return [data["message"]["text"] for data in self.all("message.new")]

    async def hears(self, event: str, fits: Callable[[Any], object] = lambda data: True) -> Any:
        """The first event of this name that fits; waits for it."""

        def found() -> Any:
            return next((data for data in self.all(event) if fits(data)), None)

        return await eventually(found)

    async def say(self, conversation_id: str, text: str, **keys: Any) -> Json:
        """Send a message; the stored one."""
        message: Json = (
            await self.ok(
                "message.send",
                conversation_id=conversation_id,
                client_message_id=keys.pop("client_message_id", uuid.uuid4().hex),
                text=text,
                **keys,
            )
        )["message"]
        return message

    async def close(self) -> None:
        await self.socket.disconnect()

    async def hang_up(self) -> None:
        """Vanish without a goodbye, as a closed laptop does."""
        await self.socket.eio.disconnect(abort=True)

    async def _note(self, event: str, *data: Any) -> None:
        self.received.append((event, data[0] if len(data) == 1 else data))


class Visitor(Client):
    """A customer with a token and, once opened, a conversation."""

    def __init__(self, token: str, visitor_id: str) -> None:
        super().__init__(VISITOR)
        self.token = token
        self.visitor_id = visitor_id
        self.conversation_id = ""

    async def open(self, **keys: Any) -> Json:
        ack = await self.ok("conversation.open", **keys)
        self.conversation_id = ack["conversation"]["id"]
        return ack

    async def says(self, text: str, **keys: Any) -> Json:
        return await self.say(self.conversation_id, text, **keys)

    async def asks_for_a_person(self) -> Json:
        ack = await self.ok("human.request", conversation_id=self.conversation_id)
        conversation: Json = ack["conversation"]
        return conversation


class Console(Client):
    """An agent's console."""

    def __init__(self, agent: Agent) -> None:
        super().__init__(AGENT)
        self.agent = agent


@asynccontextmanager
async def visitor(
    app: DeskApp, *, locale: str = "en", opened: bool = True, browser: str | None = None
) -> AsyncIterator[Visitor]:
    """A new customer, connected; `browser` is what theirs calls itself."""
    client = Visitor(*await app.new_visitor(locale))
    await client.connect(app.url, client.token, browser=browser)
    try:
        if opened:
            await client.open()
        yield client
    finally:
        await client.close()


@asynccontextmanager
async def console(
    app: DeskApp, agent: Agent, *, online: bool = True, looking_on: bool = False
) -> AsyncIterator[Console]:
    """An agent, connected and available, or only looking on."""
    client = Console(agent)
    await client.connect(app.url, app.token_of(agent), looking_on=looking_on)
    try:
        if online and not looking_on:
            await client.ok("availability.set", availability="online")
        yield client
    finally:
        await client.close()

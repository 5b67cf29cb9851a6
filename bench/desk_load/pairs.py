"""A customer and an agent in one conversation, as connected clients of either server."""

import asyncio
import time
import uuid
from collections.abc import Sequence
from typing import Any

import socketio

from bench.desk_load.sides import Place

CALL_SECONDS = 30
AT_ONCE = 10


class End:
    """One connected client, and when each message that it waits for has come.

    With `marks` it says of each that it has come and is read, as a page does that somebody looks at.
    """

    def __init__(self, url: str, namespace: str, token: str = "", *, marks: bool = False) -> None:
        self.url, self.namespace, self.token, self.marks = url, namespace, token, marks
        self._marking: set[asyncio.Task[None]] = set()
        self.socket = socketio.AsyncClient(reconnection=False)
        self.socket.on("message.new", self._hear, namespace=namespace)
        self.came: dict[str, float] = {}

    async def connect(self) -> None:
        await self.socket.connect(
            self.url, auth={"token": self.token}, namespaces=[self.namespace], transports=["websocket"]
        )

    async def call(self, event: str, frame: dict[str, Any]) -> dict[str, Any]:
        ack: dict[str, Any] = await self.socket.call(
            event, frame, namespace=self.namespace, timeout=CALL_SECONDS
        )
        if not ack["ok"]:
            raise RuntimeError(f"{event} was refused: {ack['error']}")
        return ack

    async def _hear(self, event: dict[str, Any]) -> None:
        key = event["message"].get("client_message_id")
        if key:
            self.came[key] = time.perf_counter()
        if self.marks and event["message"]["author"]["type"] != self.namespace[1:]:
            task = asyncio.create_task(self._mark(event["message"]))
            self._marking.add(task)
            task.add_done_callback(self._marking.discard)

    async def _mark(self, message: dict[str, Any]) -> None:
        upto = {"conversation_id": message["conversation_id"], "seq": message["seq"]}
        for mark in ("message.delivered", "message.seen"):
            await self.call(mark, upto)


class Pair:
    """Two ends; either may speak, and the other must hear it."""

    def __init__(self, customer: End, agent: End, address: dict[str, str]) -> None:
        self._ends = (customer, agent)
        self.address = address
        self._spoken = 0
        self.acks: list[float] = []
        self.due: dict[str, tuple[float, End]] = {}

    async def speak(self, due: float) -> None:
        """Send the next message, from the customer and the agent in turn; its time counts from `due`."""
        speaker = self._ends[self._spoken % 2]
        listener = self._ends[(self._spoken + 1) % 2]
        self._spoken += 1
        key = uuid.uuid4().hex
        self.due[key] = (due, listener)
        text = f"Message {self._spoken}: is my order on its way already, and when will it be here?"
        await speaker.call("message.send", {**self.address, "client_message_id": key, "text": text})
        self.acks.append(time.perf_counter() - due)

    def relayed(self) -> list[float | None]:
        """For each message the seconds until the other end heard it; None: never."""
        return [
            listener.came[key] - due if key in listener.came else None
            for key, (due, listener) in self.due.items()
        ]

    async def close(self) -> None:
        await asyncio.gather(*(end.socket.disconnect() for end in self._ends))


async def pairs_of(
    place: Place, visitors: Sequence[str], agents: Sequence[str], count: int, *, marks: bool = False
) -> list[Pair]:
    """So many conversations, each between a customer of its own and one of the agents."""
    if place.name == "echo":
        return [await _echo_pair(place) for _ in range(count)]
    desks = [End(place.url, "/agent", token, marks=marks) for token in agents]
    for desk in desks:
        await desk.connect()
        await desk.call("availability.set", {"availability": "online"})
    return [
        await _desk_pair(
            End(place.url, "/visitor", visitors[number], marks=marks), desks[number % len(desks)]
        )
        for number in range(count)
    ]


async def _echo_pair(place: Place) -> Pair:
    room = uuid.uuid4().hex
    ends = (End(place.url, "/"), End(place.url, "/"))
    for end in ends:
        await end.connect()
        await end.call("join", {"room": room})
    return Pair(*ends, {"room": room})


async def _desk_pair(customer: End, agent: End) -> Pair:
    await customer.connect()
    conversation = (await customer.call("conversation.open", {}))["conversation"]
    here = {"conversation_id": conversation["id"]}
    await customer.call("human.request", here)
    await agent.call("conversation.claim", here)
    await agent.call("conversation.open", here)
    return Pair(customer, agent, here)

"""A customer: writes, asks for a person, stops waiting, says goodbye, is cut off, sends twice."""

import asyncio

from tests.chaos.line import Line
from tests.chaos.thread import Thread
from tests.chaos.words import words
from tests.chaos.world import Json, World
from tests.support.clients import VISITOR

MEAN_PAUSE_SECONDS = 7.0
TWICE_SHARE = 0.15
DEEDS = {"say": 72, "human.request": 12, "wait.cancel": 3, "conversation.end": 3, "cut": 10}


class Customer:
    """One customer with one conversation."""

    def __init__(self, world: World, number: int, token: str, visitor_id: str) -> None:
        self._world = world
        self.name = f"customer-{number}"
        self.visitor_id = visitor_id
        self._dice = world.dice(self.name)
        self.line = Line(
            world, name=self.name, namespace=VISITOR, token=token, heard=self._heard, up=self._entered
        )
        self.thread: Thread | None = None
        self._said = 0

    async def begin(self) -> None:
        """Connect and open a conversation."""
        self.line.start()
        ack = await self.line.ask("conversation.open")
        assert ack["ok"], ack
        self.thread = Thread(self._world, self.line, ack["conversation"]["id"])
        await self.thread.catch_up()

    async def live(self) -> None:
        """Do one thing after another until the run is over."""
        while not await self._world.pause(self._dice.expovariate(1 / MEAN_PAUSE_SECONDS)):
            (deed,) = self._dice.choices(list(DEEDS), weights=list(DEEDS.values()))
            if deed == "cut":
                await self.line.cut()
            elif deed == "say":
                await self.say()
            else:
                await self._do(deed)

    async def say(self) -> None:
        """Send a message, sometimes twice at once, and wait for the ack."""
        thread = self._opened
        self._said += 1
        mark = f"{self.name}-{self._said}"
        frame = {"conversation_id": thread.id, "client_message_id": mark, "text": words(self._dice, mark)}
        times = 2 if self._dice.random() < TWICE_SHARE else 1
        self._world.book.said.setdefault(thread.id, []).append(mark)
        for ack in await asyncio.gather(*(self.line.ask("message.send", **frame) for _ in range(times))):
            if ack["ok"]:
                self._world.book.ack(ack["message"])
            else:
                self._world.book.wrong.append(f"{mark} was refused: {ack}")

    async def close(self) -> None:
        """Go."""
        if self.thread is not None:
            await self.thread.close()
        await self.line.close()

    @property
    def _opened(self) -> Thread:
        assert self.thread is not None
        return self.thread

    async def _do(self, deed: str) -> None:
        ack = await self.line.ask(deed, conversation_id=self._opened.id)
        self._world.book.count(f"{deed}: {'done' if ack['ok'] else ack['error']['code']}")
        if ack["ok"]:
            self._opened.take(ack["conversation"])

    async def _entered(self) -> None:
        if self.thread is not None:
            await self.thread.catch_up()

    def _heard(self, event: str, data: Json) -> None:
        if self.thread is not None and event in ("message.new", "head", "conversation.updated"):
            self.thread.heard(event, data)

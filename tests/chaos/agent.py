"""An agent: takes offers, races for what waits, answers, notes, and passes conversations on in every way."""

import asyncio

from tests.chaos.line import Line
from tests.chaos.thread import Thread
from tests.chaos.world import Json, World
from tests.support.clients import AGENT

PAUSE_SECONDS = (0.6, 2.4)
MOST_OPEN = 60
OFFER_DEEDS = {"offer.accept": 84, "offer.decline": 6, "": 10}
FIRST_DEEDS = {"reply": 80, "note": 10, "conversation.transfer": 4, "conversation.release": 3, "cut": 3}
LATER_DEEDS = {"reply": 15, "conversation.resolve": 50, "conversation.hand_back": 30, "note": 5}


class Agent:
    """One agent with the conversations they have looked at."""

    def __init__(self, world: World, number: int, token: str, agent_id: str) -> None:
        self._world = world
        self.name = f"agent-{number}"
        self.id = agent_id
        self.colleagues: list[str] = []
        self._dice = world.dice(self.name)
        self.line = Line(
            world, name=self.name, namespace=AGENT, token=token, heard=self._heard, up=self._entered
        )
        self.threads: dict[str, Thread] = {}
        self._said = 0
        self._deeds: set[asyncio.Task[None]] = set()

    async def begin(self) -> None:
        """Connect and be there for customers."""
        self.line.start()
        await self._come_online()

    async def live(self) -> None:
        """Serve until the run is over."""
        while not await self._world.pause(self._dice.uniform(*PAUSE_SECONDS)):
            mine = [thread for thread in self.threads.values() if self._owns(thread)]
            if mine:
                await self._serve(self._dice.choice(mine))
            elif self._dice.random() < 0.1:
                await self._race()
            if self._dice.random() < 0.03:
                await self._come_online()
        await asyncio.gather(*self._deeds)

    async def look_at(self, conversation_id: str) -> Thread:
        """Open a conversation and follow it."""
        thread = self.threads.get(conversation_id)
        if thread is None:
            thread = self.threads[conversation_id] = Thread(self._world, self.line, conversation_id)
            await thread.catch_up()
        return thread

    async def close(self) -> None:
        """Go."""
        for task in self._deeds:
            task.cancel()
        for thread in self.threads.values():
            await thread.close()
        await self.line.close()

    async def _come_online(self) -> None:
        """Who missed two offers was set away."""
        ack = await self.line.ask("availability.set", availability="online")
        assert ack["ok"], ack

    async def _serve(self, thread: Thread) -> None:
        served = sum(
            message["author"]["id"] == self.id and message["kind"] == "text"
            for message in thread.screen.messages.values()
        )
        deeds = LATER_DEEDS if served else FIRST_DEEDS
        (deed,) = self._dice.choices(list(deeds), weights=list(deeds.values()))
        if deed == "cut":
            await self.line.cut()
        elif deed in ("reply", "note"):
            await self._write(thread, "text" if deed == "reply" else "note")
        else:
            more = {"conversation.transfer": {"to": self._dice.choice(self.colleagues)},
                    "conversation.resolve": {"reason": "answered"}}  # fmt: skip
            await self._change(deed, thread.id, **more.get(deed, {}))

    async def _write(self, thread: Thread, kind: str) -> None:
        self._said += 1
        mark = f"{self.name}-{self._said}"
        frame = {
            "conversation_id": thread.id,
            "client_message_id": mark,
            "kind": kind,
            "text": f"[{mark}] {kind}",
        }
        times = 2 if self._dice.random() < 0.15 else 1
        for ack in await asyncio.gather(*(self.line.ask("message.send", **frame) for _ in range(times))):
            if ack["ok"]:
                self._world.book.ack(ack["message"])
            else:
                self._world.book.count(f"an agent's words: {ack['error']['code']}")

    async def _race(self) -> None:
        """Several see the same queue and reach for its first."""
        ack = await self.line.ask("queue.list")
        if ack["ok"] and ack["conversations"]:
            await self._change("conversation.claim", ack["conversations"][0]["id"])

    async def _change(self, deed: str, conversation_id: str, **more: object) -> None:
        ack = await self.line.ask(deed, conversation_id=conversation_id, **more)
        self._world.book.count(f"{deed}: {'done' if ack['ok'] else ack['error']['code']}")
        if ack["ok"]:
            if len(self.threads) < MOST_OPEN or conversation_id in self.threads:
                thread = await self.look_at(conversation_id)
                thread.take(ack["conversation"])
            else:
                self._world.book.told(ack["conversation"])
        elif conversation_id in self.threads:
            await self.threads[conversation_id].catch_up()

    async def _entered(self) -> None:
        """After every arrival: what is mine, what is offered, and what was missed in the open ones."""
        mine = await self.line.ask("conversation.list", view="mine")
        offered = await self.line.ask("offer.list")
        for conversation in mine["conversations"]:
            await self.look_at(conversation["id"])
        for thread in list(self.threads.values()):
            await thread.catch_up()
        for offer in offered["offers"]:
            self._offered(offer)

    def _owns(self, thread: Thread) -> bool:
        agent = thread.header["agent"]
        return thread.header["owner"] == "agent" and agent is not None and agent["id"] == self.id

    def _heard(self, event: str, data: Json) -> None:
        if event == "offer.made":
            self._offered(data)
        elif event in ("message.new", "head", "conversation.updated"):
            id_ = (
                data["message"]["conversation_id"] if event == "message.new" else data.get("conversation_id")
            )
            thread = self.threads.get(id_ or data["conversation"]["id"])
            if thread is not None:
                thread.heard(event, data)

    def _offered(self, offer: Json) -> None:
        self._world.book.count("offers heard in settling" if self._world.over.is_set() else "offers heard")
        (deed,) = self._dice.choices(list(OFFER_DEEDS), weights=list(OFFER_DEEDS.values()))
        if deed and not self._world.over.is_set():
            task = asyncio.create_task(self._change(deed, offer["conversation"]["id"]))
            self._deeds.add(task)
            task.add_done_callback(self._deeds.discard)

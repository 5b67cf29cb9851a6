"""One conversation as one client follows it: live, and catching up whenever something may be missing."""

import asyncio

from tests.chaos.line import Line
from tests.chaos.screen import Screen
from tests.chaos.world import Json, World


class Thread:
    """A conversation that is open in a client."""

    def __init__(self, world: World, line: Line, conversation_id: str) -> None:
        self._world = world
        self._line = line
        self.id = conversation_id
        self.screen = Screen()
        self.header: Json = {"epoch": 0, "owner": "bot", "agent": None}
        self._catching: asyncio.Task[None] | None = None

    def heard(self, event: str, data: Json) -> None:
        """An event of this conversation."""
        if event == "message.new":
            self.screen.received(data["message"])
            if self.screen.misses(data["message"]["seq"]):
                self.catch_up()
        elif event == "head" and self.screen.misses(data["seq"]):
            self.catch_up()
        elif event == "conversation.updated":
            self.take(data["conversation"])

    def take(self, header: Json) -> None:
        """Who owns it now, as somebody was told."""
        self._world.book.told(header)
        if header["epoch"] >= self.header["epoch"]:
            self.header = header

    def catch_up(self) -> asyncio.Task[None]:
        """Everything after what surely came; one at a time."""
        if self._catching is None or self._catching.done():
            self._catching = asyncio.create_task(self._fetch())
        return self._catching

    async def close(self) -> None:
        """Stop catching up."""
        if self._catching is not None:
            self._catching.cancel()
            await asyncio.gather(self._catching, return_exceptions=True)

    async def _fetch(self) -> None:
        while True:
            ack = await self._line.ask("conversation.open", conversation_id=self.id, after=self.screen.synced)
            if not ack["ok"]:
                self._world.book.wrong.append(f"conversation {self.id} could not be opened again: {ack}")
                return
            self.take(ack["conversation"])
            self._world.book.count("messages healed", self.screen.caught_up(ack["messages"], ack["head_seq"]))
            newest = max(self.screen.messages, default=0)
            if not self.screen.misses(newest):
                return

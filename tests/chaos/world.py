"""What all parts of a run share: its options, its end, and the book of everything that was promised."""

import asyncio
import os
import random
from collections import Counter
from dataclasses import dataclass, field
from typing import Any, Self

import aiohttp

Json = dict[str, Any]
Header = tuple[str, str | None]


@dataclass(frozen=True, slots=True, kw_only=True)
class Options:
    """How much of it; a soak run asks for more than `make test` does."""

    seed: int = 1
    seconds: float = 50.0
    customers: int = 200
    agents: int = 40
    processes: int = 3
    rasa: bool = False
    """Run the real Rasa as the desk's child; else a stand-in that speaks its channel and starts at once."""

    @classmethod
    def from_environment(cls) -> Self:
        """`CHAOS_SEED`, `CHAOS_SECONDS` and so on, each named after its option."""
        given = {
            name: type(getattr(cls(), name))(float(value))
            for name in cls.__slots__
            if (value := os.environ.get(f"CHAOS_{name.upper()}"))
        }
        return cls(**given)


@dataclass(slots=True, kw_only=True)
class Book:
    """What the desk said it had done, to be held against what it has."""

    acked: dict[tuple[str, str], Json] = field(default_factory=dict)
    """The message of the first ack, by conversation and client_message_id."""
    said: dict[str, list[str]] = field(default_factory=dict)
    """A customer's client_message_ids in the order in which they were sent, by conversation."""
    headers: dict[tuple[str, int], set[Header]] = field(default_factory=dict)
    """Owners that anybody was told of, by conversation and epoch."""
    counts: Counter[str] = field(default_factory=Counter)
    wrong: list[str] = field(default_factory=list)

    def count(self, what: str, number: int = 1) -> None:
        self.counts[what] += number

    def ack(self, message: Json) -> None:
        """A message was acknowledged; the second time it must be the same one."""
        key = (message["conversation_id"], message["client_message_id"])
        first = self.acked.setdefault(key, message)
        if first is message:
            self.count("messages acknowledged")
        elif (first["id"], first["seq"], first["text"]) != (message["id"], message["seq"], message["text"]):
            self.wrong.append(f"two acks of {key} differ: {first} and {message}")
        else:
            self.count("duplicates with the same ack")

    def told(self, conversation: Json) -> None:
        """Somebody was told who owns a conversation at an epoch."""
        agent = conversation["agent"]["id"] if conversation["agent"] else None
        key = (conversation["id"], conversation["epoch"])
        self.headers.setdefault(key, set()).add((conversation["owner"], agent))


@dataclass(slots=True, kw_only=True)
class World:
    """One run."""

    options: Options
    url: str
    http: aiohttp.ClientSession
    book: Book = field(default_factory=Book)
    over: asyncio.Event = field(default_factory=asyncio.Event)

    def dice(self, name: str) -> random.Random:
        """Chance for one part, the same in each run with the same seed."""
        return random.Random(f"{self.options.seed}/{name}")

    async def pause(self, seconds: float) -> bool:
        """Let time pass; True once the run is over, and then at once."""
        try:
            async with asyncio.timeout(seconds):
                await self.over.wait()
        except TimeoutError:
            return False
        return True

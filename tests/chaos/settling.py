"""After the last fault: everything that was said is heard, and everybody sees the same."""

import asyncio
from collections.abc import AsyncIterator, Sequence
from contextlib import suppress

from tests.chaos import audit, checks
from tests.chaos.agent import Agent
from tests.chaos.customer import Customer
from tests.chaos.screen import Screen
from tests.chaos.world import World
from tests.support.waiting import eventually

SETTLE_SECONDS = 300


class Settling:
    """Waits until a run is at rest."""

    def __init__(
        self, world: World, database: str, customers: Sequence[Customer], agents: Sequence[Agent]
    ) -> None:
        self._world = world
        self._database = database
        self._customers = customers
        self._agents = agents

    async def wait(self) -> list[str]:
        """A fresh message of everybody is heard and every screen becomes whole; else what is not."""
        await asyncio.gather(*(customer.say() for customer in self._customers))
        wrong: list[str] = []

        async def nothing_owed() -> bool:
            wrong[:] = await audit.unheard(self._database)
            return not wrong

        async def all_whole() -> bool:
            wrong[:] = checks.screens(await audit.read(self._database), self._screens())
            return not wrong

        with suppress(AssertionError):  # what is wrong then says more
            await eventually(nothing_owed, timeout=SETTLE_SECONDS)
            await eventually(all_whole, timeout=SETTLE_SECONDS)
        if wrong:
            return wrong
        return [line async for line in self._read_anew()]

    def _screens(self) -> dict[str, list[tuple[str, bool, Screen]]]:
        shown: dict[str, list[tuple[str, bool, Screen]]] = {}
        for customer in self._customers:
            assert customer.thread is not None
            shown.setdefault(customer.thread.id, []).append((customer.name, False, customer.thread.screen))
        for agent in self._agents:
            for thread in agent.threads.values():
                shown.setdefault(thread.id, []).append((agent.name, True, thread.screen))
        return shown

    async def _read_anew(self) -> AsyncIterator[str]:
        """What the customer and an agent read over HTTP is what the database holds."""
        found = await audit.read(self._database)
        for customer in self._customers:
            assert customer.thread is not None
            id_ = customer.thread.id
            for reader in (customer, self._agents[0]):
                notes = reader is not customer
                read = await self._transcript(id_, reader.line.token)
                if read != checks.lines_of(found.messages[id_], notes=notes):
                    yield f"{reader.name} reads another transcript of {id_}: {read}"

    async def _transcript(self, conversation_id: str, token: str) -> checks.Lines:
        url = f"{self._world.url}/api/v1/conversations/{conversation_id}/transcript"
        async with self._world.http.get(url, headers={"Authorization": f"Bearer {token}"}) as answer:
            body = await answer.json()
        return [(message["seq"], message["id"]) for message in body["messages"]]

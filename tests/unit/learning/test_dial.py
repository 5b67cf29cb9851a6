"""A process follows what is set, and keeps what it knows while the database cannot be asked."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import replace

import pytest

from handoff.desk.bot.dial import turn_dial
from handoff.desk.ports import Store, Transaction
from handoff.domain.enums import Role
from handoff.learning.dial import Dial
from kb_index.judgement import Judge, Outcome, shipped
from kb_index.ranking import IndexStatus
from tests.support.desks import World
from tests.support.waiting import eventually


class Index:
    """Judges by whom it is told to."""

    def __init__(self) -> None:
        self.judge: Judge = shipped()

    def use(self, judge: Judge) -> None:
        self.judge = judge

    def decide(self, probability: float, risk: float) -> Outcome:
        return self.judge.decide(probability, risk)

    def status(self) -> IndexStatus:
        return IndexStatus(
            ready=True,
            articles=0,
            passages=0,
            change=0,
            model="words",
            backend="none",
            dimension=0,
            languages=(),
            loaded_from_snapshot=False,
        )


class Fragile:
    """A store that can be away."""

    def __init__(self, store: Store) -> None:
        self._store = store
        self.away = False
        self.asked = 0

    @asynccontextmanager
    async def reading(self) -> AsyncIterator[Transaction]:
        self.asked += 1
        if self.away:
            raise ConnectionError("the database is away")
        async with self._store.reading() as tx:
            yield tx

    def transaction(self) -> object:
        return self._store.transaction()


async def test_what_was_in_force_stays_while_the_database_is_away(
    caplog: pytest.LogCaptureFixture,
) -> None:
    """Told once in the log, not twice a second; afterwards the dial follows again."""
    world = World()
    sam = await world.agent("Sam", role=Role.SUPERVISOR)
    store = Fragile(world.desk.store)
    dial = Dial(replace(world.desk, store=store), Index(), start_risk=0.2, seconds=0.01)  # type: ignore[arg-type]
    await turn_dial(world.desk, actor=sam, risk=0.1, start=0.2)
    await dial.start()
    try:
        assert dial.risk == 0.1
        store.away = True
        asked = store.asked
        await eventually(lambda: store.asked > asked + 3)
        assert dial.risk == 0.1
        assert caplog.text.count("could not be read") == 1
        store.away = False
        await turn_dial(world.desk, actor=sam, risk=0.3, start=0.2)
        await eventually(lambda: dial.risk == 0.3)
        assert dial.decide(0.99) is Outcome.ANSWERED
    finally:
        await dial.close()

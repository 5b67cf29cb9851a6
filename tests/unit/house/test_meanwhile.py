"""What runs beside a block ends with it, and costs nothing where the block is quick."""

import asyncio

import pytest

from handoff.loops.meanwhile import Over, meanwhile
from tests.support.waiting import eventually


async def test_work_that_loses_a_cancellation_ends_with_its_block() -> None:
    """A client may forget that it was cancelled; the block is not kept waiting by it."""
    told: list[str] = []

    async def work(over: Over) -> None:
        while not over.is_set():
            told.append("on")
            try:
                await over.within(60)
            except asyncio.CancelledError:
                told.append("lost")
        told.append("off")

    async with asyncio.timeout(60):
        async with meanwhile(work, after=0):
            await eventually(lambda: told)
    assert told == ["on", "off"]


async def test_a_quick_block_starts_no_work() -> None:
    """The timer is dropped with the block."""
    begun: list[bool] = []

    async def work(over: Over) -> None:
        begun.append(True)

    async with meanwhile(work, after=60):
        pass
    assert begun == []


async def test_failing_work_is_told_and_fails_nobody(caplog: pytest.LogCaptureFixture) -> None:
    """The block's own end counts."""
    begun: list[bool] = []

    async def work(over: Over) -> None:
        begun.append(True)
        raise OSError("no such lease")

    async with meanwhile(work, after=0):
        await eventually(lambda: begun)
    assert "no such lease" in caplog.text


async def test_whether_it_is_over_is_known_in_time() -> None:
    """False after the time, True at once when it comes."""
    over = Over()
    assert not await over.within(0.001)
    asyncio.get_running_loop().call_soon(over.set)
    assert await over.within(60)

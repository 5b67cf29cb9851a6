"""Work that is done again and again."""

import asyncio
import logging

import pytest

from handoff.loops.rounds import Rounds, pause_of
from tests.support.waiting import eventually, loop_turns


class Work:
    """Counts its rounds; the first ones fail."""

    def __init__(self, *, failing: int = 0) -> None:
        self.done = 0
        self._failing = failing

    async def round(self) -> None:
        self.done += 1
        if self.done <= self._failing:
            raise OSError("the disk is away")


async def test_a_round_that_fails_is_logged_and_followed_by_the_next(
    caplog: pytest.LogCaptureFixture,
) -> None:
    """One bad round never ends the work."""
    work = Work(failing=1)
    rounds = Rounds(work.round, name="cleaning", seconds=0.001)
    with caplog.at_level(logging.ERROR):
        rounds.start()
        await eventually(lambda: work.done >= 3)
        await rounds.close()
    assert [record.message for record in caplog.records] == [
        "a round of the cleaning failed; the next one follows"
    ]


async def test_a_round_can_be_made_at_once_and_not_only_after_the_pause() -> None:
    """Whoever knows of something to do need not wait."""
    work = Work()
    rounds = Rounds(work.round, name="cleaning", seconds=3600)
    rounds.start(at_once=False)
    await loop_turns()
    assert work.done == 0
    rounds.wake()
    await eventually(lambda: work.done == 1)
    await rounds.close()


async def test_nothing_is_done_after_the_end() -> None:
    """Closing waits until the work is over, and closing what never began is fine."""
    work = Work()
    await Rounds(work.round, name="cleaning", seconds=0.001).close()
    rounds = Rounds(work.round, name="cleaning", seconds=0.001)
    rounds.start()
    await eventually(lambda: work.done > 0)
    await rounds.close()
    done = work.done
    await loop_turns()
    assert (work.done, [task for task in asyncio.all_tasks() if task.get_name() == "cleaning"]) == (done, [])


async def test_pauses_differ_by_chance() -> None:
    """Around what was asked for, and drawn anew for each: processes begun together drift apart."""
    assert [pause_of(10, share) for share in (0, 0.5, 1)] == [7.5, 10, 12.5]
    work = Work()
    drawn: list[int] = []

    def chance() -> float:
        drawn.append(work.done)
        return 0.0

    rounds = Rounds(work.round, name="cleaning", seconds=0.001, chance=chance)
    rounds.start(at_once=False)
    await eventually(lambda: len(set(drawn)) > 2)
    await rounds.close()

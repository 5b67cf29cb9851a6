"""The keeper of the Rasa child, tried on a real child process."""

import asyncio
import os
import signal
import sys
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path

from bot.child_environment import child_environment
from handoff.bot_link.rasa_process import BotStatus, RasaProcess
from handoff.bot_link.rotation import rotate
from tests.support.waiting import eventually

CHILD = Path(__file__).parent.parent / "support" / "stand_in_rasa.py"


def alive(pid: int) -> bool:
    """Whether a process with this id exists."""
    try:
        os.kill(pid, 0)
    except ProcessLookupError:
        return False
    return True


@asynccontextmanager
async def kept(
    tmp_path: Path, *arguments: str, pulse_seconds: float = 60
) -> AsyncIterator[tuple[RasaProcess, list[BotStatus]]]:
    seen: list[BotStatus] = []
    process = RasaProcess(
        command=lambda port: [sys.executable, *(arguments or (str(CHILD), str(port)))],
        environment={},
        folder=tmp_path,
        log_path=tmp_path / "rasa.log",
        on_change=seen.append,
        pulse_seconds=pulse_seconds,
    )
    await process.start()
    try:
        yield process, seen
    finally:
        await process.close()


async def test_is_ready_once_it_answers(tmp_path: Path) -> None:
    """Starting first, ready when the channel answers."""
    async with kept(tmp_path) as (process, seen):
        assert process.status is BotStatus.STARTING
        await eventually(lambda: process.status is BotStatus.READY)
        assert seen == [BotStatus.READY]


async def test_is_started_again_after_a_crash(tmp_path: Path) -> None:
    """A killed child is noticed at once and comes back under another process id."""
    async with kept(tmp_path) as (process, seen):
        await eventually(lambda: process.status is BotStatus.READY)
        first = process.pid
        assert first is not None
        os.kill(first, signal.SIGKILL)
        await eventually(lambda: seen == [BotStatus.READY, BotStatus.DOWN, BotStatus.READY])
        assert process.pid != first


async def test_a_mute_child_is_ended_and_started_again(tmp_path: Path) -> None:
    """A server that hangs is no better than one that is gone."""
    async with kept(tmp_path, pulse_seconds=0.2) as (process, seen):
        await eventually(lambda: process.status is BotStatus.READY)
        first = process.pid
        assert first is not None
        os.kill(first, signal.SIGSTOP)
        await eventually(lambda: seen[:3] == [BotStatus.READY, BotStatus.DOWN, BotStatus.READY])
        assert process.pid != first


async def test_leaves_nothing_running(tmp_path: Path) -> None:
    """Closing ends the child, too."""
    async with kept(tmp_path) as (process, _):
        await eventually(lambda: process.status is BotStatus.READY)
        pid = process.pid
        assert pid is not None
    assert not alive(pid)


async def test_a_child_that_cannot_start_is_down_not_fatal(tmp_path: Path) -> None:
    """A command that fails leaves the bot down and the app up; the log keeps the child's words."""
    async with kept(tmp_path, "-c", "raise SystemExit('no model')") as (process, _):
        await eventually(lambda: process.status is BotStatus.DOWN)
        await eventually(lambda: "no model" in (tmp_path / "rasa.log").read_text())
        await asyncio.wait_for(process.close(), 60)


def test_is_told_none_of_our_secrets() -> None:
    """Neither our settings nor any other program's keys reach Rasa, only what a program needs to run."""
    secrets = {
        "BATON_SECRET_KEY": "signs everything",
        "BATON_DATABASE_URL": "postgresql://u:geheim@db/baton",
        "PGPASSWORD": "geheim",
        "AWS_SECRET_ACCESS_KEY": "geheim",
    }
    needed = {"PATH": "/bin", "LC_ALL": "C.UTF-8"}
    assert child_environment({**needed, **secrets}) == needed


def test_a_log_is_moved_aside_before_it_grows_for_ever(tmp_path: Path) -> None:
    """Whoever has it open for appending goes on writing, into the emptied file."""
    log = tmp_path / "rasa.log"
    with log.open("ab", buffering=0) as writer:
        writer.write(b"a" * 90)
        assert not rotate(log, most_bytes=100)
        writer.write(b"a" * 20)
        assert rotate(log, most_bytes=100)
        writer.write(b"next")
    assert log.read_bytes() == b"next"
    assert (tmp_path / "rasa.log.1").read_bytes() == b"a" * 110

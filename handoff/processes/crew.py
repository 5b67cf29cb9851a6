"""Several app processes on one port of one machine, with one Rasa or some beside them, all kept running."""

import asyncio
import contextlib
import json
import logging
import os
import shutil
import signal
import socket
import sys
from collections.abc import Callable
from contextlib import AsyncExitStack
from dataclasses import dataclass, field
from pathlib import Path

from prometheus_client.multiprocess import mark_process_dead

from handoff.bot_link.free_port import free_port
from handoff.bot_link.server import own_rasa
from handoff.config import PREFIX, Settings
from handoff.health.metrics import SHARED_FOLDER
from handoff.processes.listener import address_of, listen

log = logging.getLogger(__name__)

BACKLOG = 2048
FIRST_PAUSE_SECONDS = 0.5
LONGEST_PAUSE_SECONDS = 30.0
STEADY_SECONDS = 30.0
STOP_SECONDS = 20.0
UP = b"up\n"


async def serve(settings: Settings, *, root: Path, announce: Callable[[str, Settings], None]) -> None:
    """Run `settings.processes` apps until a signal asks them to stop."""
    stop = asyncio.Event()
    loop = asyncio.get_running_loop()
    for number in (signal.SIGINT, signal.SIGTERM):
        loop.add_signal_handler(number, stop.set)
    async with AsyncExitStack() as stack:
        listener = stack.enter_context(listen(settings.host, settings.port))
        listener.listen(BACKLOG)
        url = address_of(settings.host, listener.getsockname()[1])
        if settings.bot_enabled and not settings.bot_url:
            ports = [free_port() for _ in range(settings.bot_processes)]
            for nth, port in enumerate(ports, start=1):
                rasa = own_rasa(settings, root, url, port=port, number=nth)
                await rasa.start()
                stack.push_async_callback(rasa.close)
            bot_url = ",".join(f"http://127.0.0.1:{port}" for port in ports)
            settings = settings.model_copy(update={"bot_url": bot_url})
        measured = _emptied(settings.data_dir.absolute() / "metrics")
        members = [
            _Member(number, settings, root, listener, measured) for number in range(settings.processes)
        ]
        for member in members:
            await member.start()
            stack.push_async_callback(member.close)
        announcing = asyncio.create_task(_announce(members, announce, url, settings))
        await stop.wait()
        announcing.cancel()


async def _announce(
    members: "list[_Member]", announce: Callable[[str, Settings], None], url: str, settings: Settings
) -> None:
    """Say where the desk is once every process takes requests."""
    for member in members:
        await member.up.wait()
    announce(url, settings)


@dataclass(slots=True)
class _Member:
    """One app process, started again with back-off when it dies."""

    number: int
    settings: Settings
    root: Path
    listener: socket.socket
    measured: Path
    up: asyncio.Event = field(default_factory=asyncio.Event)
    _process: asyncio.subprocess.Process | None = None
    _keeper: asyncio.Task[None] | None = None

    async def start(self) -> None:
        self._keeper = asyncio.create_task(self._keep(), name=f"member-{self.number}")

    async def close(self) -> None:
        if self._keeper is not None:
            self._keeper.cancel()
            with contextlib.suppress(asyncio.CancelledError):
                await self._keeper
        process = self._process
        if process is None or process.returncode is not None:
            return
        with contextlib.suppress(ProcessLookupError):
            process.terminate()
        try:
            await asyncio.wait_for(process.wait(), STOP_SECONDS)
        except TimeoutError:
            process.kill()
            await process.wait()

    async def _keep(self) -> None:
        pause = FIRST_PAUSE_SECONDS
        loop = asyncio.get_running_loop()
        while True:
            began = loop.time()
            code = await self._run_once()
            steady = loop.time() - began > STEADY_SECONDS
            pause = FIRST_PAUSE_SECONDS if steady else min(pause * 2, LONGEST_PAUSE_SECONDS)
            log.warning("process %d ended with code %s, next start in %.1f s", self.number, code, pause)
            await asyncio.sleep(pause)

    async def _run_once(self) -> int:
        self._process = await asyncio.create_subprocess_exec(
            sys.executable,
            "-m",
            "handoff.cli",
            "member",
            cwd=self.root,
            env=environment(self.settings, self.listener.fileno(), self.measured),
            pass_fds=(self.listener.fileno(),),
            stdin=asyncio.subprocess.DEVNULL,
            stdout=asyncio.subprocess.PIPE,
            start_new_session=True,
        )
        assert self._process.stdout is not None
        if await self._process.stdout.readline() == UP:
            self.up.set()
        try:
            return await self._process.wait()
        finally:
            # Its counts stay; of what it had live, connections for one, nothing is left.
            mark_process_dead(self._process.pid, str(self.measured))  # type: ignore[no-untyped-call]


def _emptied(folder: Path) -> Path:
    """Where the members put what they measure, without what an earlier run left there."""
    shutil.rmtree(folder, ignore_errors=True)
    folder.mkdir(parents=True)
    return folder


def environment(settings: Settings, descriptor: int, measured: Path) -> dict[str, str]:
    """The environment of a member: ours, with every setting as it is in force here."""
    chosen = settings.model_dump(mode="json", exclude_defaults=True)
    values = {f"{PREFIX}{name}".upper(): _text(value) for name, value in chosen.items()}
    return {
        **os.environ,
        **values,
        f"{PREFIX}LISTEN_FD": str(descriptor),
        SHARED_FOLDER: str(measured),
    }


def _text(value: object) -> str:
    return value if isinstance(value, str) else json.dumps(value)

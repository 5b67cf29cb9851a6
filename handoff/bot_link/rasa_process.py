"""The Rasa server as a child of the app: started, watched, restarted with back-off, stopped."""

import asyncio
import contextlib
import enum
import logging
import os
import signal
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path

import httpx

from handoff.bot_link.free_port import free_port
from handoff.bot_link.rotation import rotate

log = logging.getLogger(__name__)

FIRST_PAUSE_SECONDS = 1.0
LONGEST_PAUSE_SECONDS = 60.0
STEADY_SECONDS = 60.0
PROBE_SECONDS = 0.25
STOP_SECONDS = 8.0
PULSE_SECONDS = 5.0
PULSES_MISSED = 4


class BotStatus(enum.StrEnum):
    """What the desk may expect of the bot just now."""

    OFF = "off"
    STARTING = "starting"
    READY = "ready"
    DOWN = "down"


class RasaProcess:
    """Keeps one Rasa server running on a loopback port; `status` tells whether it answers."""

    def __init__(
        self,
        *,
        command: Callable[[int], Sequence[str]],
        environment: Mapping[str, str],
        folder: Path,
        log_path: Path,
        port: int = 0,
        on_change: Callable[[BotStatus], None] = lambda status: None,
        pulse_seconds: float = PULSE_SECONDS,
    ) -> None:
        self._command = command
        self._environment = dict(environment)
        self._folder = folder
        self._log_path = log_path
        self._on_change = on_change
        self._pulse_seconds = pulse_seconds
        self._status = BotStatus.STARTING
        self._always = port
        self._port = port
        self._process: asyncio.subprocess.Process | None = None
        self._keeper: asyncio.Task[None] | None = None

    @property
    def status(self) -> BotStatus:
        """Starting until it first answers; down from a crash until it answers again."""
        return self._status

    @property
    def base_url(self) -> str:
        """Where the present server listens."""
        return f"http://127.0.0.1:{self._port}"

    @property
    def pid(self) -> int | None:
        """Process id of the present server, None between two."""
        return self._process.pid if self._process else None

    async def start(self) -> None:
        """Begin to keep the server running; returns at once."""
        self._keeper = asyncio.create_task(self._keep(), name="rasa-keeper")

    async def close(self) -> None:
        """Stop the server and everything it started."""
        if self._keeper:
            self._keeper.cancel()
            with contextlib.suppress(asyncio.CancelledError):
                await self._keeper
        await self._stop()

    async def _keep(self) -> None:
        pause = FIRST_PAUSE_SECONDS
        loop = asyncio.get_running_loop()
        while True:
            began = loop.time()
            try:
                code = await self._run_once()
            except OSError as error:
                log.error("Rasa cannot be started: %s", error)
                code = -1
            self._set(BotStatus.DOWN)
            self._end_leftovers()
            pause = (
                FIRST_PAUSE_SECONDS
                if loop.time() - began > STEADY_SECONDS
                else min(pause * 2, LONGEST_PAUSE_SECONDS)
            )
            log.warning(
                "Rasa ended with code %s, next start in %.0f s, log in %s", code, pause, self._log_path
            )
            await asyncio.sleep(pause)

    async def _run_once(self) -> int:
        self._port = self._always or free_port()
        self._log_path.parent.mkdir(parents=True, exist_ok=True)
        rotate(self._log_path)
        with self._log_path.open("ab") as log_file:
            self._process = await asyncio.create_subprocess_exec(
                *self._command(self._port),
                cwd=self._folder,
                env=self._environment,
                stdin=asyncio.subprocess.DEVNULL,
                stdout=log_file,
                stderr=log_file,
                start_new_session=True,
            )
        watch = asyncio.create_task(self._watch(self._process))
        try:
            return await self._process.wait()
        finally:
            watch.cancel()
            await asyncio.gather(watch, return_exceptions=True)

    async def _watch(self, process: asyncio.subprocess.Process) -> None:
        """Tell when it first answers; from then on end it when it has been mute for too long."""
        async with httpx.AsyncClient(timeout=self._pulse_seconds, trust_env=False) as client:
            await self._first_answer(client)
            self._set(BotStatus.READY)
            missed = 0
            while missed < PULSES_MISSED:
                await asyncio.sleep(self._pulse_seconds)
                await asyncio.to_thread(rotate, self._log_path)
                missed = 0 if await self._answers(client) else missed + 1
        log.warning("Rasa is mute, though it runs: it is ended and started again")
        _signal_group(process, signal.SIGKILL)

    async def _first_answer(self, client: httpx.AsyncClient) -> None:
        while True:
            if await self._answers(client):
                return
            await asyncio.sleep(PROBE_SECONDS)

    async def _answers(self, client: httpx.AsyncClient) -> bool:
        try:
            response = await client.get(f"{self.base_url}/webhooks/baton/")
        except httpx.HTTPError:
            return False
        return response.status_code == httpx.codes.OK

    async def _stop(self) -> None:
        process = self._process
        if process is None:
            return
        if process.returncode is None:
            _signal_group(process, signal.SIGTERM)
            with contextlib.suppress(TimeoutError):
                await asyncio.wait_for(process.wait(), STOP_SECONDS)
        self._end_leftovers()
        await process.wait()

    def _end_leftovers(self) -> None:
        if self._process:
            _signal_group(self._process, signal.SIGKILL)

    def _set(self, status: BotStatus) -> None:
        if status is not self._status:
            self._status = status
            log.info("bot is %s", status)
            self._on_change(status)


def _signal_group(process: asyncio.subprocess.Process, number: signal.Signals) -> None:
    with contextlib.suppress(ProcessLookupError, PermissionError):
        os.killpg(process.pid, number)

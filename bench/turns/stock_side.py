"""Stock Rasa with the same model: `rasa run` with its own socketio channel, its actions over HTTP."""

import asyncio
import os
import shutil
import socket
import subprocess
import sys
import time
from collections.abc import AsyncIterator, Awaitable, Callable, Iterator
from contextlib import ExitStack, asynccontextmanager, contextmanager
from dataclasses import dataclass
from itertools import islice
from pathlib import Path
from typing import Any

import httpx
import socketio

from bench.turns import stock_actions
from bench.turns.load import Seats
from bench.turns.script import Line
from bot import training

ROOT = Path(__file__).parents[2]
AT_ONCE = 10
START_SECONDS = 240


@dataclass(frozen=True, slots=True, kw_only=True)
class Stock:
    """Both servers, up."""

    url: str
    rasa_pid: int
    actions_pid: int
    rasa_ready_seconds: float


class Talker:
    """One client of the socketio channel; its conversation is its connection."""

    def __init__(self, url: str) -> None:
        self._url = url
        self._socket = socketio.AsyncClient(reconnection=False)
        self._socket.on("bot_uttered", self._hear)
        self._answered: asyncio.Future[str] | None = None
        self.spent = False

    async def connect(self) -> None:
        await self._socket.connect(self._url, transports=["websocket"])

    async def ask(self, line: Line) -> str:
        self._answered = asyncio.get_running_loop().create_future()
        metadata = {"lang": line.lang, "failed_answers": 0, "rejected": 0, "context": [], "shown": []}
        await self._socket.emit("user_uttered", {"message": line.text, "metadata": metadata})
        return await self._answered

    async def close(self) -> None:
        await self._socket.disconnect()

    def _hear(self, message: dict[str, Any]) -> None:
        if self._answered is not None and not self._answered.done():
            self._answered.set_result("said")


@asynccontextmanager
async def seats(url: str, scripts: Iterator[list[Line]], count: int) -> AsyncIterator[Seats]:
    """So many clients, connected."""
    talkers = [Talker(url) for _ in range(count)]
    waiting = iter(talkers)
    while some := list(islice(waiting, AT_ONCE)):
        await asyncio.gather(*(talker.connect() for talker in some))
    try:
        yield Seats([(talker, next(scripts)) for talker in talkers])
    finally:
        await asyncio.gather(*(talker.close() for talker in talkers))


@asynccontextmanager
async def patient_talker(url: str) -> AsyncIterator[Callable[[str], Awaitable[bool]]]:
    """One client who may go on for ever."""
    talker = Talker(url)
    await talker.connect()

    async def ask(text: str) -> bool:
        await talker.ask(Line(kind="question", text=text, lang="en"))
        return True

    try:
        yield ask
    finally:
        await talker.close()


@contextmanager
def running(
    folder: Path, baton_data: Path, *, embed_url: str, secret: str, database_url: str = ""
) -> Iterator[Stock]:
    """Both servers on a copy of an instance's data; the model's sentence vectors come from `embed_url`."""
    data = folder / "data"
    shutil.copytree(baton_data, data, ignore=shutil.ignore_patterns("*.log"))
    rasa_port, actions_port = free_port(), free_port()
    files = _write_files(folder, actions_port)
    shared = {**os.environ, "PYTHONPATH": str(ROOT), "OMP_NUM_THREADS": "1"}
    with ExitStack() as stack:
        log = stack.enter_context((folder / "stock.log").open("wb"))
        actions = stack.enter_context(
            _process(
                [
                    sys.executable,
                    "-m",
                    "rasa_sdk",
                    "--actions",
                    stock_actions.__name__,
                    "-p",
                    str(actions_port),
                ],
                {
                    **shared,
                    stock_actions.DATA_DIR: str(data),
                    stock_actions.DATABASE: database_url.replace("postgresql://", "postgresql+asyncpg://"),
                    "SANIC_HOST": "127.0.0.1",
                },
                log,
            )
        )
        began = time.monotonic()
        rasa = stack.enter_context(
            _process(
                [
                    str(training.bot_python(ROOT)),
                    "-W",
                    "ignore",
                    "-m",
                    "rasa",
                    "run",
                    *files,
                    "-m",
                    str(training.model_path(data)),
                    "-i",
                    "127.0.0.1",
                    "-p",
                    str(rasa_port),
                ],
                {
                    **shared,
                    "RASA_TELEMETRY_ENABLED": "false",
                    "BATON_EMBED_URL": embed_url,
                    "BATON_BOT_SECRET": secret,
                },
                log,
            )
        )
        url = f"http://127.0.0.1:{rasa_port}"
        _wait(f"http://127.0.0.1:{actions_port}/health", actions)
        _wait(f"{url}/", rasa)
        took = time.monotonic() - began
        yield Stock(url=url, rasa_pid=rasa.pid, actions_pid=actions.pid, rasa_ready_seconds=took)


def _write_files(folder: Path, actions_port: int) -> list[str]:
    """Rasa's own two files; everything that is not named here is as Rasa ships it."""
    endpoints, credentials = folder / "endpoints.yml", folder / "credentials.yml"
    endpoints.write_text(f"action_endpoint:\n  url: http://127.0.0.1:{actions_port}/webhook\n")
    credentials.write_text("socketio:\n  user_message_evt: user_uttered\n  bot_message_evt: bot_uttered\n")
    return ["--endpoints", str(endpoints), "--credentials", str(credentials)]


@contextmanager
def _process(
    command: list[str], environment: dict[str, str], log: Any
) -> "Iterator[subprocess.Popen[bytes]]":
    with subprocess.Popen(
        command, cwd=ROOT, env=environment, stdin=subprocess.DEVNULL, stdout=log, stderr=log
    ) as process:
        try:
            yield process
        finally:
            process.terminate()
            try:
                process.wait(20)
            except subprocess.TimeoutExpired:
                process.kill()


def _wait(url: str, process: "subprocess.Popen[bytes]") -> None:
    end = time.monotonic() + START_SECONDS
    while time.monotonic() < end and process.poll() is None:
        try:
            if httpx.get(url, trust_env=False).status_code == httpx.codes.OK:
                return
        except httpx.TransportError:
            pass
        time.sleep(0.1)
    raise SystemExit(f"{process.args!r} did not come up")


def free_port() -> int:
    """A port that nobody has."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port: int = probe.getsockname()[1]
        return port

"""Real Rasa servers for tests, each a process that may be killed."""

import os
import subprocess
import threading
import time
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

import httpx

from bot import training
from handoff.bot_link.free_port import free_port
from tests.rasa.turns import SECRET, Bot

ROOT = Path(__file__).parents[2]
START_SECONDS = 180


@dataclass(kw_only=True)
class RasaServer:
    """One Rasa process and the way to its channel."""

    process: "subprocess.Popen[bytes]"
    log_path: Path
    bot: Bot

    def wait_until_ready(self) -> None:
        """Wait until it has loaded its model."""
        end = time.monotonic() + START_SECONDS
        while time.monotonic() < end and self.process.poll() is None:
            try:
                if self.bot.http.get("/").status_code == httpx.codes.OK:
                    return
            except httpx.TransportError:
                pass
            threading.Event().wait(0.1)
        raise AssertionError(f"Rasa did not get ready:\n{self.log_path.read_text()[-3000:]}")


@contextmanager
def rasa_server(
    model: Path, log_path: Path, environment: Mapping[str, str], endpoints: str = "bot/endpoints.yml"
) -> Iterator[RasaServer]:
    """A Rasa server on a free port that ends with the block."""
    port = free_port()
    command = [str(training.bot_python(ROOT)), "-W", "ignore", "-m", "rasa", "run", "-m", str(model)]
    command += ["--endpoints", endpoints, "--credentials", "bot/credentials.yml"]
    command += ["-i", "127.0.0.1", "-p", str(port)]
    told = {
        "PYTHONPATH": str(ROOT),
        "BATON_BOT_SECRET": SECRET,
        "RASA_TELEMETRY_ENABLED": "false",
        "OMP_NUM_THREADS": "1",
    }
    base_url = f"http://127.0.0.1:{port}/webhooks/baton"
    with log_path.open("wb") as log, httpx.Client(base_url=base_url, timeout=30, trust_env=False) as http:
        process = subprocess.Popen(
            command,
            cwd=ROOT,
            env={**os.environ, **told, **environment},
            stdin=subprocess.DEVNULL,
            stdout=log,
            stderr=log,
        )
        try:
            yield RasaServer(process=process, log_path=log_path, bot=Bot(http))
        finally:
            process.terminate()
            process.wait(timeout=60)

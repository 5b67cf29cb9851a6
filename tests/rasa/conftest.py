"""One trained model and one Rasa server for all tests of the bot's project."""

import os
import socket
import subprocess
import threading
import time
from collections.abc import Iterator
from pathlib import Path

import httpx
import pytest

from bot import training
from bot.training_vectors import KeptVectors
from bot.training_vectors import serving as serving_vectors
from tests.rasa.action_server import ActionServer, serving
from tests.rasa.turns import SECRET, Bot
from tests.support.model import embedding, trained_model

ROOT = Path(__file__).parents[2]
START_SECONDS = 180


@pytest.fixture(scope="session")
def model() -> Path:
    """The project's model: trained once, and again only when its files change."""
    if not training.bot_python(ROOT).exists():
        if os.environ.get("CI") == "true":
            pytest.fail("CI needs the bot's environment bot/.venv")
        pytest.skip("the bot's environment bot/.venv is not installed")
    return trained_model()


@pytest.fixture(scope="session")
def actions() -> ActionServer:
    """The bot's actions, as the app serves them."""
    return ActionServer()


@pytest.fixture(scope="session")
def bot(model: Path, actions: ActionServer, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Bot]:
    """A running Rasa server, reached as the desk reaches it."""
    port, actions_port = _free_port(), _free_port()
    log_path = tmp_path_factory.mktemp("rasa") / "rasa.log"
    command = [str(training.bot_python(ROOT)), "-W", "ignore", "-m", "rasa", "run", "-m", str(model)]
    command += ["--endpoints", "bot/endpoints.yml", "--credentials", "bot/credentials.yml"]
    command += ["-i", "127.0.0.1", "-p", str(port)]
    environment = {
        **os.environ,
        "PYTHONPATH": str(ROOT),
        "BATON_BOT_SECRET": SECRET,
        "BATON_ACTIONS_URL": f"http://127.0.0.1:{actions_port}/rasa/actions",
        "RASA_TELEMETRY_ENABLED": "false",
        "OMP_NUM_THREADS": "1",
    }
    with (
        serving(actions, actions_port),
        serving_vectors(KeptVectors(embedding()), SECRET) as door,
        log_path.open("wb") as log,
    ):
        process = subprocess.Popen(
            command, cwd=ROOT, env=environment | door, stdin=subprocess.DEVNULL, stdout=log, stderr=log
        )
        try:
            with httpx.Client(
                base_url=f"http://127.0.0.1:{port}/webhooks/baton", timeout=30, trust_env=False
            ) as http:
                _wait_until_ready(http, process, log_path)
                yield Bot(http)
        finally:
            process.terminate()
            process.wait(timeout=20)


def _wait_until_ready(http: httpx.Client, process: "subprocess.Popen[bytes]", log_path: Path) -> None:
    end = time.monotonic() + START_SECONDS
    while time.monotonic() < end and process.poll() is None:
        try:
            if http.get("/").status_code == httpx.codes.OK:
                return
        except httpx.TransportError:
            pass
        threading.Event().wait(0.1)
    raise AssertionError(f"Rasa did not get ready:\n{log_path.read_text()[-3000:]}")


def _free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port: int = probe.getsockname()[1]
        return port

"""One trained model and one Rasa server for all tests of the bot's project."""

import os
from collections.abc import Iterator
from pathlib import Path

import pytest

from bot import training
from bot.training_vectors import KeptVectors
from bot.training_vectors import serving as serving_vectors
from handoff.bot_link.free_port import free_port
from tests.rasa.action_server import ActionServer, serving
from tests.rasa.server import rasa_server
from tests.rasa.turns import SECRET, Bot
from tests.support.model import embedding, trained_model

ROOT = Path(__file__).parents[2]


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
def surroundings(actions: ActionServer) -> Iterator[dict[str, str]]:
    """What every Rasa server of the tests is told: where the actions run and vectors are borrowed."""
    port = free_port()
    with serving(actions, port), serving_vectors(KeptVectors(embedding()), SECRET) as door:
        yield {"BATON_ACTIONS_URL": f"http://127.0.0.1:{port}/rasa/actions", **door}


@pytest.fixture(scope="session")
def bot(model: Path, surroundings: dict[str, str], tmp_path_factory: pytest.TempPathFactory) -> Iterator[Bot]:
    """A running Rasa server, reached as the desk reaches it."""
    with rasa_server(model, tmp_path_factory.mktemp("rasa") / "rasa.log", surroundings) as server:
        server.wait_until_ready()
        yield server.bot

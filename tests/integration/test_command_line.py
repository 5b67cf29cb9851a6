"""The command `baton` as somebody at a terminal meets it."""

import asyncio
import json
import os
import subprocess
import sys
from collections.abc import Sequence
from pathlib import Path

import numpy as np
import pytest
from numpy.typing import NDArray

from bot.signals import Assessor
from handoff.bot_link.turn_reading import TurnReader
from handoff.desk.bot import turns
from handoff.domain.bot.turn import BotMessage, BotReply
from handoff.storage.engine.database import open_engine
from handoff.storage.migrate import upgrade
from handoff.storage.store import SqlStore
from tests.support.desks import World

ROOT = Path(__file__).parents[2]


def baton(
    *arguments: str, data_dir: Path | None = None, **environment: str
) -> "subprocess.CompletedProcess[str]":
    """Run one command in a folder of its own."""
    return subprocess.run(
        [sys.executable, "-m", "handoff.cli", *arguments],
        cwd=ROOT,
        env={**os.environ, "COLUMNS": "300", "BATON_DATA_DIR": str(data_dir), **environment},
        capture_output=True,
        text=True,
        timeout=120,
        check=False,
    )


@pytest.mark.parametrize(
    ("arguments", "line"),
    [
        (["run", "--demo", "--host", "0.0.0.0"], "listens on 127.0.0.1 only"),
        (["run", "--port", "99999"], "99999"),
        (["agent", "add", "x@y.example", "--role", "king"], "king"),
        (["agent", "add", "not an address", "--role", "agent", "--password", "long-enough-1"], "e-mail"),
        (["kb", "import", "/nowhere/at/all"], "/nowhere/at/all"),
        (["dance"], "dance"),
    ],
)
def test_a_mistake_is_one_line_and_exit_2(tmp_path: Path, arguments: list[str], line: str) -> None:
    """Never a traceback, never two screens of usage."""
    run = baton(*arguments, data_dir=tmp_path)
    assert run.returncode == 2
    assert line in run.stderr
    assert "Traceback" not in run.stderr
    assert len(run.stderr.strip().splitlines()) == 1


@pytest.mark.parametrize(
    ("environment", "line"),
    [
        ({"BATON_DATABASE_URL": "mysql://x/y"}, "MySQLdb"),
        ({"BATON_DATABASE_URL": "postgresql+psycopg2://x/y"}, "psycopg2"),
        ({"BATON_DATABASE_URL": "nonsense"}, "nonsense cannot be used"),
        ({"BATON_REDIS_URL": "nonsense"}, "Redis"),
        ({"BATON_EMBEDDING_MODEL": "/nowhere/at/all"}, "no folder on this machine"),
        ({"BATON_DATA_DIR": "/dev/null/data"}, "/dev/null/data"),
        ({"BATON_BOT_URL": "http://127.0.0.1:5005"}, "BATON_BOT_SECRET"),
    ],
)
def test_a_wrong_setting_is_told_by_run_and_by_the_doctor(
    tmp_path: Path, environment: dict[str, str], line: str
) -> None:
    """Both name it, neither falls over it."""
    given = {"BATON_DATA_DIR": str(tmp_path), **environment}
    run = baton("run", "--port", "0", **given)
    assert run.returncode == 2
    assert line in run.stderr.splitlines()[-1]
    doctor = baton("doctor", "--json", **given)
    assert doctor.returncode == 1
    wrong = [finding for finding in json.loads(doctor.stdout)["findings"] if finding["verdict"] == "problem"]
    assert any(line in f"{finding['name']}: {finding['found']}" for finding in wrong)
    assert "Traceback" not in run.stderr + doctor.stderr


def test_help_names_every_command(tmp_path: Path) -> None:
    """The first thing anybody types."""
    run = baton("--help", data_dir=tmp_path)
    assert run.returncode == 0
    for command in ("run", "train", "doctor", "agent", "kb", "bot"):
        assert f"  {command} " in run.stdout


def test_a_person_can_be_let_in_once(tmp_path: Path) -> None:
    """The same address twice is a mistake, told in one line."""
    arguments = ["agent", "add", "ana@shop.example", "--role", "agent", "--password", "long-enough-1"]
    first = baton(*arguments, data_dir=tmp_path)
    assert first.returncode == 0
    assert "ana@shop.example may log in as agent" in first.stderr
    second = baton(*arguments, data_dir=tmp_path)
    assert second.returncode == 2
    assert len(second.stderr.strip().splitlines()) == 1


def test_an_unreachable_database_is_one_line(tmp_path: Path) -> None:
    """The address is named, the password is not."""
    url = "postgresql://baton:geheim@127.0.0.1:1/baton"
    run = baton("agent", "add", "a@b.example", "--role", "agent", "--password", "long-enough-1",
                data_dir=tmp_path, BATON_DATABASE_URL=url)  # fmt: skip
    assert run.returncode == 2
    assert "127.0.0.1:1/baton cannot be used" in run.stderr
    assert "geheim" not in run.stderr
    assert len(run.stderr.strip().splitlines()) == 1


async def a_logged_conversation(folder: Path) -> str:
    """A conversation whose second message went to a person, in a database of its own."""
    url = f"sqlite+aiosqlite:///{folder / 'baton.db'}"
    await upgrade(url)
    engine = open_engine(url)
    world = World(SqlStore(engine))
    reader = TurnReader(desk=world.desk, assess=Assessor(NoEmbedder(), default_model=False))
    visitor, chat = await world.chat("Where is my parcel?")
    for text in ("", "This is ridiculous, three weeks and nobody answers, you are useless!!!"):
        if text:
            await world.says(visitor, chat, text)
        turn = await world.turn(chat)
        reading = await reader.read(turn)
        reply = BotReply(
            messages=(BotMessage(text="So", payload={"answer": {"outcome": "answered", "probability": 0.4}}),)
        )
        if reading.handoff is not None:
            reply = BotReply(handoff=reading.handoff)
        await turns.finish_turn(world.desk, reading.turn, reply, reading.decided)
    await engine.dispose()
    return chat


class NoEmbedder:
    """Without a model the words decide."""

    async def embed(self, texts: Sequence[str]) -> NDArray[np.float32]:
        raise AssertionError("not asked")


def test_logged_decisions_are_made_again(tmp_path: Path) -> None:
    """As they were without changes; with another limit and another risk it says what would be different."""
    chat = asyncio.run(a_logged_conversation(tmp_path))
    same = json.loads(baton("bot", "replay", "--json", data_dir=tmp_path).stdout)
    assert (same["n"], same["escalations"], same["changed"]) == (3, 2, 0)
    assert same["handed_over"] == {"then": 1, "now": 1}
    run = baton(
        "bot", "replay", "--limits", "anger=1,distress=1", "--risk", "0.05", "--json", data_dir=tmp_path
    )
    other = json.loads(run.stdout)
    assert (other["later"], other["handed_over"]["now"]) == (1, 0)
    assert other["which"][0]["conversation_id"] == chat
    assert sum(other["answers"].values()) == 1
    shown = baton("bot", "replay", "--limits", "anger=1", "--limits", "distress=1", data_dir=tmp_path).stdout
    assert "stays with the bot" in shown
    later = baton("bot", "replay", "--since", "2099-01-01", "--json", data_dir=tmp_path)
    assert json.loads(later.stdout)["n"] == 0


@pytest.mark.parametrize(
    ("arguments", "line"),
    [
        (["--limits", "angst=1"], "no limit 'angst'"),
        (["--risk", "2"], "2"),
        (["--since", "yesterday"], "yesterday"),
        ([], "no database"),
    ],
)
def test_a_replay_that_cannot_be_is_one_line(tmp_path: Path, arguments: list[str], line: str) -> None:
    """Nothing is made where nothing was."""
    run = baton("bot", "replay", *arguments, data_dir=tmp_path)
    assert run.returncode == 2
    assert line in run.stderr
    assert "Traceback" not in run.stderr
    assert list(tmp_path.iterdir()) == []


def test_the_days_of_the_reports_are_counted_anew(tmp_path: Path) -> None:
    """One line that says how many; a new desk has none."""
    run = baton("recount", data_dir=tmp_path)
    assert (run.returncode, run.stderr.strip().splitlines()[-1]) == (0, "0 days were counted.")

"""The command `baton` as somebody at a terminal meets it."""

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

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

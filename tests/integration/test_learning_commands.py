"""`baton train` and `baton kb replay` on a desk with a past; a running desk takes up what they fit."""

import json
import os
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

from handoff.domain.enums import Role
from kb_index.judgement import shipped
from kb_index.measured import measured_at
from kb_index.models import DEFAULT_MODEL, find_model
from tests.support.desk_app import desk_app
from tests.support.learning import judged_past, past_of, questions
from tests.support.waiting import eventually

ROOT = Path(__file__).parents[2]


def baton(folder: Path, *arguments: str, **environment: str) -> "subprocess.CompletedProcess[str]":
    """Run one command over the data of a folder."""
    return subprocess.run(
        [sys.executable, "-m", "handoff.cli", *arguments],
        cwd=ROOT,
        env={**os.environ, "COLUMNS": "200", "BATON_DATA_DIR": str(folder), **environment},
        capture_output=True,
        text=True,
        timeout=120,
        check=False,
    )


def told(folder: Path, *arguments: str) -> dict[str, Any]:
    """What a command prints as JSON, and nothing else."""
    run = baton(folder, *arguments, "--json")
    assert run.returncode == 0, run.stderr
    found: dict[str, Any] = json.loads(run.stdout)
    return found


async def test_a_running_desk_takes_up_what_was_trained(tmp_path: Path) -> None:
    """Trained in one process, used in another; dry runs change nothing, forgetting goes back."""
    async with desk_app(tmp_path) as app:
        app.services.index.model = find_model(DEFAULT_MODEL).key  # type: ignore[attr-defined]
        sam = await app.add("Sam", Role.SUPERVISOR)
        await judged_past(await past_of(app), sam.actor, questions(120, shift=1.5))

        tried = told(tmp_path, "train", "--only", "judge", "--dry-run")["judge"]
        assert (tried["refitted"], tried["version"], tried["labels"]) == (True, None, 120)
        assert app.services.dial.in_force.version == 0
        trained = told(tmp_path, "train", "--only", "judge")["judge"]
        assert (trained["refitted"], trained["version"]) == (True, 1)
        assert trained["after"]["log_loss"] < trained["before"]["log_loss"]
        await eventually(lambda: app.services.dial.in_force.version == 1)
        assert app.services.index.judge != shipped()
        doctor = json.loads(baton(tmp_path, "doctor", "--json", BATON_PORT="0").stdout)
        (judge,) = [one for one in doctor["findings"] if one["name"] == "Judge"]
        assert "version 1" in judge["found"]

        replayed = told(tmp_path, "kb", "replay", "--risk", "0.4")
        assert (replayed["n"], replayed["labelled"], replayed["enough"]) == (120, 120, True)
        assert replayed["then"]["answered"] >= replayed["now"]["answered"] > 0

        assert told(tmp_path, "train", "--forget") == {"forgot": 1}
        await eventually(lambda: not app.services.dial.in_force.own)
        assert app.services.index.judge == shipped()


def test_a_desk_without_a_past_is_told_so(tmp_path: Path) -> None:
    """In words, with what it takes, and without a judge."""
    run = baton(tmp_path, "train", "--only", "judge")
    assert run.returncode == 0
    assert "Too few labels to learn from: it takes 20 more" in run.stderr
    assert "anyway" in baton(tmp_path, "train", "--forget").stderr
    replay = baton(tmp_path, "kb", "replay", "--risk", "0.1")
    assert replay.returncode == 0
    assert "too few to go by" in replay.stdout
    assert [one.what for one in measured_at(0.1) if one.what not in replay.stdout] == []


@pytest.mark.parametrize("risk", ["0", "0.9", "much"])
def test_a_risk_that_is_none_is_one_line(tmp_path: Path, risk: str) -> None:
    """And exit 2."""
    run = baton(tmp_path, "kb", "replay", "--risk", risk)
    assert (run.returncode, len(run.stderr.strip().splitlines())) == (2, 1)

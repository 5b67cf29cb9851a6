"""The model is trained when the bot's files change, and a failure is told in one line."""

import re
import shutil
import subprocess
from pathlib import Path

import pytest

from bot import training
from bot.training_vectors import Embedding
from kb_index.stand_in import HashingEmbedder
from tests.support.model import embedding

pytestmark = pytest.mark.rasa

ROOT = Path(__file__).parents[2]
KEY = "a-model/fp32"
STAND_IN = Embedding(key=KEY, load=HashingEmbedder)


@pytest.fixture
def project(tmp_path: Path) -> Path:
    """A copy of the files the model is made from, with the bot's environment linked."""
    for name in training.SOURCES:
        source, target = ROOT / name, tmp_path / name
        target.parent.mkdir(parents=True, exist_ok=True)
        if source.is_dir():
            shutil.copytree(source, target)
        else:
            shutil.copy(source, target)
    (tmp_path / "bot" / ".venv").symlink_to(ROOT / "bot" / ".venv")
    return tmp_path


def test_the_fingerprint_follows_every_source(project: Path) -> None:
    """The same files give the same fingerprint, a changed, new or removed one another."""
    seen = {training.fingerprint(project, KEY)}
    assert seen == {training.fingerprint(ROOT, KEY)}
    for name in (
        "config.yml",
        "bot/data/nlu/fa.yml",
        "bot/domain/responses/shop.yml",
        "bot/components/text.py",
    ):
        path = project / name
        path.write_text(path.read_text(encoding="utf-8") + "\n", encoding="utf-8")
        seen.add(training.fingerprint(project, KEY))
    (project / "bot/data/rules/new.yml").write_text('version: "3.1"\n')
    seen.add(training.fingerprint(project, KEY))
    (project / "bot/data/rules/people.yml").unlink()
    seen.add(training.fingerprint(project, KEY))
    assert len(seen) == 7


def test_a_cache_or_a_note_changes_nothing(project: Path) -> None:
    """What Python or an editor leaves behind does not train the bot again."""
    before = training.fingerprint(project, KEY)
    (project / "bot/components/__pycache__").mkdir(exist_ok=True)
    (project / "bot/components/__pycache__/text.pyc").write_bytes(b"1")
    (project / "bot/data/nlu/notes.txt").write_text("remember the milk")
    assert training.fingerprint(project, KEY) == before


def test_a_trained_model_is_current_until_a_file_changes(model: Path, project: Path) -> None:
    """The mark beside the model holds the fingerprint."""
    assert training.is_current(ROOT, model, embedding().key)
    (project / "config.yml").write_text("recipe: default.v1\n")
    assert not training.is_current(project, model, embedding().key)
    assert not training.is_current(ROOT, model, KEY)
    assert not training.is_current(ROOT, model.with_name("missing.tar.gz"), embedding().key)


def test_a_broken_domain_fails_in_one_line_and_leaves_the_old_model(project: Path) -> None:
    """The line names the file; the log holds the rest."""
    (project / "bot/domain/domain.yml").write_text("slots:\n  lang: {}\n  lang: {}\n")
    out = project / "data" / "bot" / "model.tar.gz"
    out.parent.mkdir(parents=True)
    out.write_bytes(b"the old model")
    lines: list[str] = []
    with pytest.raises(training.TrainingFailed, match=r"domain\.yml") as failure:
        training.train(project, out, STAND_IN, lines.append)
    assert "\n" not in str(failure.value)
    assert lines
    assert out.read_bytes() == b"the old model"
    assert out.with_name("train.log").stat().st_size > 0
    assert sorted(path.name for path in out.parent.iterdir()) == ["model.tar.gz", "train.log"]


def test_a_missing_environment_says_what_to_do(project: Path) -> None:
    """No interpreter, no traceback."""
    (project / "bot" / ".venv").unlink()
    with pytest.raises(training.TrainingFailed, match="make setup"):
        training.train(project, project / "model.tar.gz", STAND_IN, lambda line: None)


def test_rasa_finds_nothing_wrong_with_the_project() -> None:
    """`rasa data validate` passes; it only overlooks that a form and a fallback use their own words."""
    python = training.bot_python(ROOT)
    if not python.exists():
        pytest.skip("the bot's environment bot/.venv is not installed")
    command = [str(python), "-m", "rasa", "data", "validate", "--config", "config.yml"]
    command += ["--domain", "bot/domain", "--data", "bot/data/nlu", "bot/data/rules"]
    environment = {"PYTHONPATH": str(ROOT), "RASA_TELEMETRY_ENABLED": "false", "NO_COLOR": "1"}
    done = subprocess.run(
        command, cwd=ROOT, env=environment, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True
    )
    assert done.returncode == 0, done.stdout[-3000:]
    complaints = re.findall(r"UserWarning: (.*)", done.stdout)
    assert sorted(complaints) == [
        f"The utterance 'utter_{name}' is not used in any story or rule."
        for name in ("ask_email", "ask_order_number", "default")
    ]

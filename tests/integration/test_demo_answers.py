"""The demo's help centre answers customers' own words, asked through `baton kb evaluate`."""

import json
import subprocess
import sys
from pathlib import Path

from handoff.demo.content import FOLDER

ROOT = Path(__file__).parents[2]
QUESTIONS = ROOT / "tests" / "data" / "demo_questions.jsonl"


def test_questions_in_other_words_find_their_articles(tmp_path: Path) -> None:
    """Most of 60 questions in other words find their article; the usual risk answers many, few wrongly."""
    command = [sys.executable, "-m", "handoff.cli", "--data-dir", str(tmp_path), "kb", "evaluate"]
    done = subprocess.run(
        [*command, str(FOLDER), str(QUESTIONS), "--json"],
        cwd=ROOT,
        capture_output=True,
        text=True,
        timeout=600,
        check=True,
    )
    figures = json.loads(done.stdout)
    assert figures["n"] == 60
    assert figures["hit@5"] >= 0.85
    assert figures["hit@1"] >= 0.6
    assert set(figures["by_lang"]) == {"en", "fa", "pl"}
    assert min(part["hit@5"] for part in figures["by_lang"].values()) >= 0.7
    dial = figures["decisions"]["0.20"]
    assert dial["answered"] >= 0.4
    assert dial["wrong"] <= 0.2
    assert dial["offered_right"] >= 0.7
    assert min(part["decisions"]["0.20"]["answered"] for part in figures["by_lang"].values()) >= 0.25

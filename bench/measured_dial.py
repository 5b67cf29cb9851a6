"""Measure what the shipped judge does at each setting of the risk dial, and write kb_index/measured.json.

python -m bench.measured_dial DATA [--write]

The settings page and `baton kb replay` show these figures, named as such, to a desk that has too few
questions of its own. Only sets that nothing was fitted on: kb_sumo (checked forum posts and off-topic
ones) and kb_aws.
"""

import argparse
import asyncio
import json
import sys
from pathlib import Path

from kb_index.embedder import load_embedder
from kb_index.evaluate import Answer, evaluate
from kb_index.judgement import shipped
from kb_index.measured import FILE
from kb_index.metrics import Decided
from kb_index.questions import Asked, read_questions
from kb_index.sources import read_articles

RISKS = (0.01, 0.05, 0.1, 0.15, 0.2, 0.25, 0.3, 0.4, 0.5)
SETS = (
    ("kb_sumo", "forum posts of Firefox's help", True),
    ("kb_aws", "questions about Amazon's manuals", False),
)


async def measured(data: Path, name: str, what: str, checked: bool) -> dict[str, object]:
    """One set at every risk; an answer to a question that no article answers is wrong."""
    folder = data / name
    articles, _ = read_articles(folder / "articles.jsonl")
    asked, _ = read_questions(folder / "questions.jsonl", checked=checked)
    off: list[Asked] = []
    if (folder / "off_topic.jsonl").exists():
        off, _ = read_questions(folder / "off_topic.jsonl")
    report = await evaluate(articles, asked, off, load_embedder(cache_dir=Path("/tmp/measured_dial")))
    answers = [*report.answers, *report.unanswerable]
    return {
        "set": name,
        "what": what,
        "n": len(answers),
        "unanswerable": len(report.unanswerable),
        "by_risk": {str(risk): at(risk, answers) for risk in RISKS},
    }


def at(risk: float, answers: list[Answer]) -> dict[str, float | None]:
    """What became of the questions under this risk."""
    outcomes = [str(shipped().decide(answer.ranking.probability, risk)) for answer in answers]
    figures = Decided(outcomes=outcomes, places=[answer.place for answer in answers]).figures()
    kept = {"answered": "answered", "clarify": "asked_back", "no_answer": "no_answer", "wrong": "wrong"}
    return {mine: None if (v := figures[theirs]) is None else round(v, 3) for mine, theirs in kept.items()}


def main() -> None:
    """Measure, print, and write if asked to."""
    parser = argparse.ArgumentParser()
    parser.add_argument("data", type=Path)
    parser.add_argument("--write", action="store_true")
    options = parser.parse_args()
    found = [asyncio.run(measured(options.data, *one)) for one in SETS]
    text = json.dumps(found, indent=1) + "\n"
    sys.stdout.write(text)
    if options.write:
        FILE.write_text(text, encoding="utf-8")


if __name__ == "__main__":
    main()

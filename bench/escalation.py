"""Runs the live decision (`bot/signals.py`, `bot/escalation.py`) turn by turn over public dialogues.

    python -m bench.escalation --handoffs handoff_dialogues/dialogues.jsonl \
        --satisfaction satisfaction_uss/dialogues.jsonl --annoyed dialogues_star/dialogues.jsonl \
        --questions kb_sumo/questions.jsonl --questions kb_aws/questions.jsonl --set anger=0.5

What our own bot would have counted (failed and rejected answers) cannot be known for dialogues with other
bots, so only the customer's words, their repeats, their course and the length speak; that the other bot
offered a person is read from its words. The queue is taken as neither idle nor long, unless told.
"""

import asyncio
import json
import re
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

import click
import numpy as np
from sklearn.metrics import roc_auc_score

from bot.escalation import Limits, Quote, Signals, decide, strain
from bot.replay import read_changes
from bot.rows import read_rows
from bot.signals import Assessor
from kb_index.embedder import load_embedder

LINES_BEFORE = 12
OFFER = re.compile(
    r"would you like (?:me )?to (?:transfer|connect|speak|be transferred)|i can transfer you|"
    r"recommend contacting a human|may need to contact a human|best to transfer you",
    re.IGNORECASE,
)
TOLERANCES = (0, 1, 2)


class Embedder:
    """The packaged model behind a file of the vectors it gave before."""

    def __init__(self, kept: Path) -> None:
        self._kept = kept
        self._known: dict[str, np.ndarray[Any, Any]] = {}
        if kept.is_file():
            with np.load(kept, allow_pickle=False) as stored:
                self._known = dict(zip(stored["texts"].tolist(), stored["rows"], strict=True))

    def learn(self, texts: Iterable[str]) -> None:
        new = sorted({text for text in texts if text not in self._known})
        if new:
            rows = load_embedder().encode(new)
            self._known |= dict(zip(new, rows, strict=True))
            self._kept.parent.mkdir(parents=True, exist_ok=True)
            np.savez(self._kept, texts=np.array(list(self._known)), rows=np.array(list(self._known.values())))

    async def embed(self, texts: Sequence[str]) -> np.ndarray[Any, Any]:
        return np.array([self._known[text] for text in texts])


@dataclass(frozen=True, slots=True, kw_only=True)
class Heard:
    """A customer's turn: what was read from it, and what its annotators say."""

    signals: Signals
    dissatisfied: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Talk:
    """A dialogue up to its transfer or end."""

    label: bool
    turns: tuple[Heard, ...]


def rows_of(path: Path) -> list[Mapping[str, Any]]:
    return [row for _, row in read_rows(path)]


async def heard(assessor: Assessor, turns: Sequence[Mapping[str, Any]]) -> tuple[Heard, ...]:
    """The customer's turns as the live bot reads them."""
    before: list[Quote] = []
    found, offered = [], False
    for seq, turn in enumerate(turns, start=1):
        if turn["role"] != "customer":
            offered = turn["role"] in ("bot", "agent") and bool(OFFER.search(str(turn["text"])))
            continue
        said = Quote(text=str(turn.get("text") or ""), seq=seq)
        read = await assessor.assess(
            said, lang="en", before=before[-LINES_BEFORE:], turns=len(before), offered=offered
        )
        found.append(Heard(signals=read.signals, dissatisfied=bool(turn.get("dissatisfied"))))
        before.append(said)
    return tuple(found)


def first_call(talk: Talk, limits: Limits) -> int | None:
    """The customer's turn, from 1, at which a person would have been called."""
    calls = (at for at, one in enumerate(talk.turns, start=1) if decide(one.signals, limits))
    return next(calls, None)


def transfers(talks: Sequence[Talk], limits: Limits) -> dict[str, Any]:
    """AUROC, F1, and how far from the true transfer; GT-T: right within T turns, or rightly never."""
    labels = np.array([talk.label for talk in talks])
    calls = [first_call(talk, limits) for talk in talks]
    scores = [max((strain(one.signals, limits) for one in talk.turns), default=0.0) for talk in talks]
    said = np.array([call is not None for call in calls])
    hits = int((said & labels).sum())
    off = [
        call - len(talk.turns)
        for call, talk in zip(calls, talks, strict=True)
        if talk.label and call is not None
    ]
    pairs = list(zip(calls, talks, strict=True))
    golden = {
        f"gt_{bound}": round(sum(_golden(call, talk, bound) for call, talk in pairs) / len(pairs), 3)
        for bound in TOLERANCES
    }
    precision, recall = hits / max(int(said.sum()), 1), hits / max(int(labels.sum()), 1)
    return {
        "n": len(talks),
        "positive": int(labels.sum()),
        "auroc": round(float(roc_auc_score(labels, scores)), 4),
        "precision": round(precision, 3),
        "recall": round(recall, 3),
        "f1": round(2 * precision * recall / max(precision + recall, 1e-9), 3),
        "turns_before": round(-float(np.mean(off)), 2) if off else None,
        "within_1": sum(abs(one) <= 1 for one in off),
        "never": int((labels & ~said).sum()),
        **golden,
        "complexity": {
            name: round(float(np.mean([most_complex(talk) for talk in talks if talk.label is label])), 2)
            for name, label in (("positive", True), ("other", False))
        },
        "reasons": reasons(talks, limits),
    }


def most_complex(talk: Talk) -> float:
    return max((one.signals.complexity for one in talk.turns), default=0.0)


def _golden(call: int | None, talk: Talk, bound: int) -> bool:
    if not talk.label or call is None:
        return not talk.label and call is None
    return abs(call - len(talk.turns)) <= bound


def satisfaction(talks: Sequence[Talk], limits: Limits) -> dict[str, Any]:
    """Whether a call falls on a dissatisfied turn or soon after one, and how often without."""
    good = bad = on = soon = calm = 0
    labels, scores = [], []
    for talk in talks:
        marks = [one.dissatisfied for one in talk.turns]
        for at, one in enumerate(talk.turns):
            labels.append(marks[at])
            scores.append(strain(one.signals, limits))
            good, bad = good + (not marks[at]), bad + marks[at]
            if decide(one.signals, limits) is None:
                continue
            if marks[at]:
                on += 1
            elif any(marks[max(0, at - 2) : at]):
                soon += 1
            else:
                calm += 1
    return {
        "turns": len(labels),
        "dissatisfied": bad,
        "auroc": round(float(roc_auc_score(labels, scores)), 4),
        "calls_on_dissatisfied": on,
        "calls_within_two_turns_after": soon,
        "calls_elsewhere": calm,
        "false_alarms_per_100_satisfied": round(100 * calm / max(good, 1), 2),
        "share_of_dissatisfied_called": round(on / max(bad, 1), 3),
        "reasons": reasons(talks, limits),
    }


def reasons(talks: Sequence[Talk], limits: Limits) -> dict[str, int]:
    """Why the first call of each dialogue came."""
    found: Counter[str] = Counter()
    for talk in talks:
        call = first_call(talk, limits)
        made = decide(talk.turns[call - 1].signals, limits) if call else None
        if made is not None:
            found[made.reason.value] += 1
    return dict(found.most_common())


def question_of(row: Mapping[str, Any]) -> str:
    return str(row.get("question") or f"{row.get('title') or ''} {row.get('body') or ''}").strip()


def as_turns(row: Mapping[str, Any]) -> list[Mapping[str, Any]]:
    """The turns up to the transfer, if there was one."""
    turns: list[Mapping[str, Any]] = row["turns"]
    end = row.get("transfer_index")
    return turns if end is None else turns[: int(end)]


def with_queue(talks: Sequence[Talk], idle: int) -> list[Talk]:
    """The same dialogues with so many idle agents."""
    return [
        replace(
            talk,
            turns=tuple(replace(one, signals=replace(one.signals, idle_agents=idle)) for one in talk.turns),
        )
        for talk in talks
    ]


@click.command()
@click.option("--handoffs", type=click.Path(exists=True, path_type=Path))
@click.option("--satisfaction", "rated", type=click.Path(exists=True, path_type=Path))
@click.option("--annoyed", type=click.Path(exists=True, path_type=Path))
@click.option("--questions", multiple=True, type=click.Path(exists=True, path_type=Path))
@click.option("--set", "changes", multiple=True, metavar="NAME=VALUE", help="A limit to change.")
@click.option("--idle", type=int, default=0, help="Idle agents who speak the language.")
@click.option("--vectors", type=click.Path(path_type=Path), default=Path("/tmp/escalation-vectors.npz"))
def main(
    handoffs: Path | None,
    rated: Path | None,
    annoyed: Path | None,
    questions: tuple[Path, ...],
    changes: tuple[str, ...],
    idle: int,
    vectors: Path,
) -> None:
    """Print one JSON object a set."""
    limits = replace(Limits(), **read_changes(changes))  # type: ignore[arg-type]
    embedder = Embedder(vectors)
    assessor = Assessor(embedder)

    def talks(path: Path, label: str | None) -> list[Talk]:
        rows = rows_of(path)
        said = (turn for row in rows for turn in as_turns(row) if turn["role"] == "customer")
        embedder.learn(str(turn.get("text") or "") for turn in said)

        async def read() -> list[Talk]:
            return [
                Talk(label=bool(label and row[label]), turns=await heard(assessor, as_turns(row)))
                for row in rows
            ]

        return with_queue(asyncio.run(read()), idle)

    def tell(name: str, figures: Mapping[str, Any]) -> None:
        click.echo(json.dumps({"set": name, **figures}))

    if handoffs is not None:
        tell("handoffs", transfers(talks(handoffs, "transferred"), limits))
    if annoyed is not None:
        tell("annoyed", transfers(talks(annoyed, "annoyed"), limits))
    if rated is not None:
        tell("satisfaction", satisfaction(talks(rated, None), limits))
    for path in questions:
        texts = [question_of(row) for row in rows_of(path)]
        embedder.learn(texts)

        async def asked(texts: list[str] = texts) -> list[Talk]:
            return [
                Talk(label=False, turns=await heard(assessor, [{"role": "customer", "text": text}]))
                for text in texts
            ]

        found = with_queue(asyncio.run(asked()), idle)
        told = {"n": len(found), "false_alarms": sum(first_call(one, limits) is not None for one in found)}
        tell(f"{path.parent.name}", {**told, "reasons": reasons(found, limits)})


if __name__ == "__main__":
    main()

"""Fit the probability that the first answer is right, and write kb_index/judgement.json.

python -m bench.kb_fit DATA WORK [--write] [--refits]

Run it in the project's folder: our own demo shop and its questions are read too. DATA holds the data sets,
WORK keeps vectors between runs. Fitted on sets that may ship only. Printed, one JSON object a line: each of
those judged by weights of the other families, the sets that are only measured on judged by all, and with
--refits what a desk's own feedback would change on them.
"""

import argparse
import json
import sys
from collections.abc import Iterator, Mapping
from pathlib import Path

import numpy as np

from bench.judge_fit import Table, fit, judged
from bench.judge_sets import Case, measured_cases, training_cases, varied
from bench.rank_sets import KeptEmbedder
from kb_index import judgement
from kb_index.judgement import Judgement, Outcome
from kb_index.lexical import Floats
from kb_index.metrics import Decided, auroc, calibration_error, judgement_figures
from kb_index.refit import Example, refit

DIALS = (0.1, 0.2, 0.3)
LABELS, TRIALS = (50, 200), 10


def figures(judge: Judgement, table: Table) -> dict[str, object]:
    """How well a set is judged, and what each risk of the dial does with it."""
    said = judged(judge, table)
    asked, off = table.kind == "asked", table.kind == "off_topic"
    found: dict[str, object] = {"n": int(asked.sum()), "hit@1": float(table.first[asked].mean())}
    found |= judgement_figures(said[asked], table.first[asked])
    found["auroc_off_topic"] = auroc(said[asked], said[off])
    places = [
        1 if first else 2 if near else None for first, near in zip(table.first, table.near, strict=True)
    ]
    for risk in DIALS:
        outcomes = np.asarray([str(judge.decide(p, risk)) for p in said])
        for name, kept in (("", asked), ("_off_topic", off)):
            mine = [place for place, on in zip(places, kept, strict=True) if on]
            if mine:
                found[f"at_{risk}{name}"] = Decided(outcomes=list(outcomes[kept]), places=mine).figures()
    return found


def left_out(cases: Mapping[str, list[Case]]) -> Iterator[tuple[str, dict[str, object]]]:
    """Each set judged by what was fitted without its family; its plain questions only."""
    table = Table.of([case for mine in cases.values() for case in varied(mine, 1)])
    for name, mine in cases.items():
        rest = fit(table.some(table.family != name.partition("-")[0]))
        yield name, figures(rest, Table.of(mine))


def refits(judge: Judgement, table: Table) -> Iterator[dict[str, object]]:
    """Some answerable questions as a desk's feedback, the rest judged before and after; means of draws."""
    asked = table.some(table.kind == "asked")
    count = len(asked.first)
    for labels in (one for one in LABELS if one <= count // 2):
        before, after = [], []
        for seed in range(TRIALS):
            drawn = np.random.default_rng(seed).permutation(count) < labels
            examples = [
                Example(features=tuple(row), right=bool(right))
                for row, right in zip(asked.features[drawn], asked.first[drawn], strict=True)
            ]
            rest = asked.some(~drawn)
            before.append(_promise(judge, rest))
            after.append(_promise(refit(judge, examples).judge, rest))
        yield {
            "labels": labels,
            "before": {key: _mean(before, key) for key in before[0]},
            "after": {key: _mean(after, key) for key in after[0]},
        }


def _promise(judge: Judgement, table: Table) -> dict[str, float]:
    """Calibration, and what two settings of the dial answer and get wrong."""
    said: Floats = judged(judge, table)
    found = {"ece": calibration_error(said, table.first)}
    for risk in (0.1, 0.2):
        answered = np.asarray([judge.decide(p, risk) is Outcome.ANSWERED for p in said])
        found[f"answered_{risk}"] = float(answered.mean())
        found[f"wrong_{risk}"] = float(1 - table.first[answered].mean()) if answered.any() else float("nan")
    return found


def _mean(rows: list[dict[str, float]], key: str) -> float | None:
    values = [row[key] for row in rows if not np.isnan(row[key])]
    return round(float(np.mean(values)), 3) if values else None


def _told(kind: str, name: str, found: object) -> None:
    rounded = json.loads(json.dumps(found), parse_float=lambda value: round(float(value), 3))
    sys.stdout.write(json.dumps({kind: name, "figures": rounded}) + "\n")
    sys.stdout.flush()


def main() -> None:
    """Fit, report by set, and write the weights if asked to."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("data", type=Path)
    parser.add_argument("work", type=Path)
    parser.add_argument("--write", action="store_true")
    parser.add_argument("--refits", action="store_true")
    options = parser.parse_args()
    embed = KeptEmbedder(options.work)
    cases = training_cases(options.data, embed)
    judge = fit(Table.of([case for mine in cases.values() for case in varied(mine, 1)]), list(cases))
    if options.write:
        target = Path(judgement.__file__).with_name("judgement.json")
        target.write_text(judge.to_json(), encoding="utf-8")
    sys.stdout.write(judge.to_json())
    for name, found in left_out(cases):
        _told("left_out", name, found)
    for name, mine in measured_cases(options.data, embed).items():
        table = Table.of(mine)
        _told("measured", name, figures(judge, table))
        if options.refits:
            for one in refits(judge, table):
                _told("refitted", name, one)


if __name__ == "__main__":
    main()

"""Draws risk against coverage: how many answers would be wrong if so many questions were answered.

python -m bench.risk_coverage DATA WORK docs/images/risk-coverage.svg

The sets are those that nothing was fitted on, judged by the model that ships; WORK keeps vectors.
"""

import argparse
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np

from bench.judge_fit import Table, judged
from bench.judge_sets import measured_cases
from bench.rank_sets import KeptEmbedder
from kb_index.judgement import shipped
from kb_index.lexical import Floats
from kb_index.metrics import risk_coverage

WIDTH, HEIGHT, LEFT, TOP, RIGHT, BOTTOM = 720, 420, 64, 24, 170, 56
COLOURS = ("#b3261e", "#1d4ed8", "#15803d", "#7c3aed")
DIALS = (0.1, 0.2, 0.3)
FEWEST = 5


@dataclass(frozen=True, slots=True, kw_only=True)
class Curve:
    """One set: share answered, share wrong among them, and where each risk of the dial stops."""

    name: str
    coverage: Floats
    wrong: Floats
    stops: tuple[tuple[float, float], ...]


def curve_of(name: str, table: Table) -> Curve:
    """The answerable questions of a set, the surest first."""
    asked = table.some(table.kind == "asked")
    judge = shipped()
    probabilities = judged(judge, asked)
    coverage, wrong = risk_coverage(probabilities, asked.first)
    counts = [int((probabilities >= judge.threshold_of(risk)).sum()) for risk in DIALS]
    stops = tuple((float(coverage[n - 1]), float(wrong[n - 1])) for n in counts if n)
    return Curve(name=name, coverage=coverage, wrong=wrong, stops=stops)


def drawn(curves: Sequence[Curve]) -> str:
    """The picture as SVG, readable on light and dark pages."""
    most = 0.7
    across, down = WIDTH - LEFT - RIGHT, HEIGHT - TOP - BOTTOM

    def x(share: float) -> float:
        return round(LEFT + share * across, 1)

    def y(share: float) -> float:
        return round(TOP + (1 - min(share, most) / most) * down, 1)

    parts = [
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {WIDTH} {HEIGHT}" role="img">',
        "<style>text {font: 13px system-ui, sans-serif}</style>",
        "<title>Share of wrong answers by share of questions answered</title>",
        f'<rect width="{WIDTH}" height="{HEIGHT}" fill="#fff"/>',
    ]
    for tick in np.arange(0, most + 0.01, 0.1):
        parts.append(f'<path d="M{x(0)} {y(tick)}H{x(1)}" stroke="#ddd"/>')
        parts.append(f'<text x="{LEFT - 8}" y="{y(tick) + 4}" text-anchor="end">{tick:.0%}</text>')
    parts += [
        f'<text x="{x(tick)}" y="{HEIGHT - BOTTOM + 20}" text-anchor="middle">{tick:.0%}</text>'
        for tick in np.arange(0, 1.01, 0.2)
    ]
    parts.append(f'<text x="{x(0.5)}" y="{HEIGHT - 12}" text-anchor="middle">questions answered</text>')
    parts.append(
        f'<text transform="translate(16 {y(most / 2)}) rotate(-90)" text-anchor="middle">'
        "wrong among answered</text>"
    )
    for n, curve in enumerate(curves):
        colour = COLOURS[n % len(COLOURS)]
        points = zip(curve.coverage[FEWEST:], curve.wrong[FEWEST:], strict=True)
        path = "L".join(f"{x(float(share))} {y(float(wrong))}" for share, wrong in points)
        parts.append(f'<path d="M{path}" fill="none" stroke="{colour}" stroke-width="2"/>')
        parts += [
            f'<circle cx="{x(share)}" cy="{y(wrong)}" r="4" fill="#fff" stroke="{colour}" stroke-width="2"/>'
            for share, wrong in curve.stops
        ]
        at = TOP + 12 + 24 * n
        parts.append(f'<path d="M{WIDTH - RIGHT + 16} {at}h24" stroke="{colour}" stroke-width="2"/>')
        parts.append(f'<text x="{WIDTH - RIGHT + 46}" y="{at + 4}">{curve.name}</text>')
    parts.append(
        f'<text x="{WIDTH - RIGHT + 16}" y="{TOP + 12 + 24 * len(curves) + 8}" font-size="11">'
        "○ dial at 10, 20, 30 %</text>"
    )
    return "\n".join([*parts, "</svg>"]) + "\n"


def main() -> None:
    """Ask, judge, draw."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("data", type=Path)
    parser.add_argument("work", type=Path)
    parser.add_argument("picture", type=Path)
    options = parser.parse_args()
    sets = measured_cases(options.data, KeptEmbedder(options.work))
    curves = [curve_of(name, Table.of(cases)) for name, cases in sets.items()]
    options.picture.write_text(drawn(curves), encoding="utf-8")


if __name__ == "__main__":
    main()

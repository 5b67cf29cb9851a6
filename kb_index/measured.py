"""What the shipped judge did on public questions at each risk: shown until a desk has its own."""

import json
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

import numpy as np

FILE = Path(__file__).with_name("measured.json")


@dataclass(frozen=True, slots=True, kw_only=True)
class Measured:
    """One set of questions at one risk: shares of all, and the share of wrong among those answered."""

    set: str
    what: str
    n: int
    unanswerable: int
    answered: float
    clarify: float
    no_answer: float
    wrong: float | None


@lru_cache(maxsize=1)
def _sets() -> tuple[dict[str, object], ...]:
    return tuple(json.loads(FILE.read_text(encoding="utf-8"))) if FILE.exists() else ()


def measured_at(risk: float) -> tuple[Measured, ...]:
    """Every measured set at this risk, between two measured ones in proportion."""
    return tuple(_at(one, risk) for one in _sets())


def _at(one: dict[str, object], risk: float) -> Measured:
    by_risk = one["by_risk"]
    assert isinstance(by_risk, dict)
    risks = sorted(by_risk, key=float)

    def between(name: str) -> float | None:
        known = [at for at in risks if by_risk[at][name] is not None]
        values = [float(by_risk[at][name]) for at in known]
        return float(np.interp(risk, [float(at) for at in known], values)) if known else None

    return Measured(
        set=str(one["set"]),
        what=str(one["what"]),
        n=int(str(one["n"])),
        unanswerable=int(str(one["unanswerable"])),
        answered=between("answered") or 0.0,
        clarify=between("clarify") or 0.0,
        no_answer=between("no_answer") or 0.0,
        wrong=between("wrong"),
    )

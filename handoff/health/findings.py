"""What a check of the machine or the configuration has found."""

import enum
from dataclasses import dataclass


class Verdict(enum.StrEnum):
    """How a check ended."""

    OK = "ok"
    WARNING = "warning"
    PROBLEM = "problem"


@dataclass(frozen=True, slots=True, kw_only=True)
class Finding:
    """One checked thing: what was found and, if it is wrong, what to do."""

    name: str
    verdict: Verdict
    found: str
    remedy: str = ""


def ok(name: str, found: str) -> Finding:
    """A check that passed."""
    return Finding(name=name, verdict=Verdict.OK, found=found)


def problem(name: str, found: str, remedy: str) -> Finding:
    """A check that failed, with the way out."""
    return Finding(name=name, verdict=Verdict.PROBLEM, found=found, remedy=remedy)

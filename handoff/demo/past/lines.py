"""What people say in the demo's past, in each language; what customers ask comes from the articles."""

import json
from collections.abc import Mapping
from functools import cache
from pathlib import Path

from pydantic import TypeAdapter
from pydantic.dataclasses import dataclass

FILE = Path(__file__).with_name("lines.json")


@dataclass(frozen=True, slots=True, kw_only=True)
class Lines:
    """The words of one language; `agents` are pairs of a greeting and what was done."""

    names: tuple[str, ...]
    source: str
    buttons: Mapping[str, str]
    glad: str
    no_answer: str
    odd: tuple[str, ...]
    angry: tuple[str, ...]
    again: tuple[str, ...]
    grave: str
    mail: tuple[str, ...]
    subjects: tuple[str, ...]
    agents: tuple[tuple[str, str], ...]
    replies: tuple[str, ...]
    thanks: tuple[str, ...]
    good: tuple[str, ...]
    bad: tuple[str, ...]
    back: tuple[str, ...]
    promise: str
    kept: str


@cache
def lines_of(lang: str) -> Lines:
    return _all()[lang]


@cache
def _all() -> Mapping[str, Lines]:
    return TypeAdapter(dict[str, Lines]).validate_python(json.loads(FILE.read_text(encoding="utf-8")))

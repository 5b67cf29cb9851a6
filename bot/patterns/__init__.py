"""The patterns by which wishes and topics are known, as data: one line a pattern, in three languages."""

import re
from collections.abc import Mapping, Sequence
from importlib.resources import files
from typing import Any

import yaml

_PART = re.compile(r"<([a-z]+)>")
NEVER = re.compile(r"(?!)")


def load(name: str) -> dict[str, Any]:
    """Read one pattern file of this folder."""
    text = (files(__name__) / f"{name}.yml").read_text(encoding="utf-8")
    loaded: dict[str, Any] = yaml.safe_load(text)
    return loaded


def either(patterns: Sequence[str], parts: Mapping[str, Sequence[str]] | None = None) -> re.Pattern[str]:
    """Compile one pattern that matches what any of these does, with named parts filled in."""
    if not patterns:
        return NEVER
    known = {name: f"(?:{'|'.join(words)})" for name, words in (parts or {}).items()}
    filled = (_PART.sub(lambda found: known[found[1]], pattern) for pattern in patterns)
    return re.compile("|".join(f"(?:{pattern})" for pattern in filled))

"""Finds what an agent's task to the bot is about: of "explain the article about returns", "returns"."""

import re
from functools import cache

from bot.patterns import either, load


def subject_of(task: str) -> str:
    """Return the task without the words around its subject; the whole of it if nothing else is left."""
    before, after = _around()
    left = task.strip()
    while (found := before.match(left)) and found[0].strip():
        left = left[found.end() :]
    left = after.sub("", left).strip()
    return left or task.strip()


@cache
def _around() -> tuple[re.Pattern[str], re.Pattern[str]]:
    rules = load("task_words")
    before = f"(?:{either(rules['before']).pattern})(?:\\s+|$)"
    after = f"(?:^|\\s+)(?:{either(rules['after']).pattern})[\\s.!]*$"
    return re.compile(before, re.IGNORECASE), re.compile(after, re.IGNORECASE)

"""What the customers of the bench say: questions, small talk and an order, six turns a conversation."""

import itertools
import json
import random
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

QUESTIONS = Path(__file__).parents[2] / "tests" / "data" / "demo_questions.jsonl"
SMALL_TALK = {
    "en": ("hello there", "thanks a lot", "are you a robot?"),
    "fa": ("سلام", "خیلی ممنون", "تو رباتی؟"),
    "pl": ("dzień dobry", "dziękuję bardzo", "jesteś botem?"),
}
ORDER = {
    "en": ("where is my order?", "it is LM-50299"),
    "fa": ("سفارشم کجاست؟", "شماره‌اش LM-50299 است"),
    "pl": ("gdzie jest moje zamówienie?", "numer LM-50299"),
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Line:
    """One thing a customer says, and what kind of turn it makes."""

    kind: str
    text: str
    lang: str


def conversations(seed: int) -> Iterator[list[Line]]:
    """Conversations without end, each question in its turn, the same ones for the same seed."""
    order = random.Random(seed)
    rows = [json.loads(line) for line in QUESTIONS.read_text(encoding="utf-8").splitlines()]
    by_lang: dict[str, Iterator[str]] = {}
    for lang in SMALL_TALK:
        texts = [row["question"] for row in rows if row["lang"] == lang]
        order.shuffle(texts)
        by_lang[lang] = itertools.cycle(texts)
    while True:
        lang = order.choice(("en", "en", "fa", "pl"))
        said = by_lang[lang]
        opened, number = ORDER[lang]
        yield [
            Line(kind="question", text=next(said), lang=lang),
            Line(kind="small talk", text=order.choice(SMALL_TALK[lang]), lang=lang),
            Line(kind="question", text=next(said), lang=lang),
            Line(kind="question", text=next(said), lang=lang),
            Line(kind="form", text=opened, lang=lang),
            Line(kind="form", text=number, lang=lang),
        ]

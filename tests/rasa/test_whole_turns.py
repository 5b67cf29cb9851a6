"""A whole instance with everything real: one embedding a message, and no message lost with Rasa."""

import re
import urllib.request
from collections.abc import AsyncIterator, Iterator
from contextlib import asynccontextmanager
from itertools import repeat
from pathlib import Path

import pytest

from bench.turns.baton_side import LIMITS, Visitor, seats
from bench.turns.faults import Plan, try_it
from bench.turns.script import Line
from tests.support.demo import demo
from tests.support.instance import Instance

pytestmark = pytest.mark.rasa
READ = re.compile(r'^baton_texts_embedded_total\{kind="(\w+)"\} ([\d.]+)$', re.MULTILINE)


@pytest.fixture(scope="module")
def instance(model: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Instance]:
    """The product as `baton run --demo` starts it, with its bot ready."""
    folder = tmp_path_factory.mktemp("whole")
    with demo(folder, **LIMITS) as running:
        yield running


def read_by_the_model(instance: Instance) -> dict[str, float]:
    """How many texts the model has read, by kind, as /metrics tells."""
    with urllib.request.urlopen(f"{instance.url}/metrics", timeout=60) as response:
        return {kind: float(count) for kind, count in READ.findall(response.read().decode())}


@asynccontextmanager
async def one_visitor(instance: Instance) -> AsyncIterator[Visitor]:
    async with seats(instance.url, repeat([Line(kind="question", text="-", lang="en")]), 1) as sitting:
        (visitor,) = sitting.customers
        assert isinstance(visitor, Visitor)
        yield visitor


async def test_a_message_is_embedded_once(instance: Instance) -> None:
    """For its signals, for Rasa and for the search together, also where it points back; a verdict never."""
    questions = (
        "how can i pay for my order?",
        "can i send back a lamp that i do not like?",
        "how long is the warranty on a lamp?",
        "and for business customers?",
    )
    async with one_visitor(instance) as visitor:
        before = read_by_the_model(instance)
        for question in questions:
            became = await visitor.ask(Line(kind="question", text=question, lang="en"))
            assert became != "handed over", question
        asked = read_by_the_model(instance)
        assert asked["message"] - before.get("message", 0) == len(questions)
        button, shown = next(
            (button, message)
            for message in reversed(visitor.heard)
            for button in message["payload"].get("buttons", ())
            if button["id"] == "helped"
        )
        await visitor.press(shown["id"], button["id"])
        assert read_by_the_model(instance)["message"] == asked["message"]


async def test_no_message_is_lost_while_rasa_is_stopped_and_killed(instance: Instance) -> None:
    """Each is answered, once, from the articles or with the way to a person; then Rasa is back."""
    found = await try_it(instance, 2.0, Plan(stopped=3.0, goes_on=10.0, killed=16.0))
    assert (found["unanswered"], found["answered_twice"]) == (0, 0), found
    assert found["messages"] >= 40
    stopped = found["phases"]["stopped"]["became"]
    assert set(stopped) <= {"answered", "clarify", "no_answer", "said", "handed over"}
    assert stopped.get("answered", 0) > 0, found
    back = found["phases"]["back"]["became"]
    assert back.get("answered", 0) + back.get("said", 0) > 0, found

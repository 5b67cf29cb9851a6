"""Rasa stopped and killed under load: is every message answered, by what, how soon, and none of them twice?

    python -m bench.turns.faults [--rate 5] [--json]

A fresh instance takes messages at a steady rate. Rasa is stopped (SIGSTOP) and goes on later (SIGCONT), then
it is killed (SIGKILL) and comes back. Told by phase: what became of the messages, and how long they took.
"""

import argparse
import asyncio
import json
import os
import signal
import tempfile
import time
from collections import Counter
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from bench.turns.__main__ import SECRET
from bench.turns.baton_side import LIMITS, Visitor, seats
from bench.turns.figures import Outcome, arrivals, quantile
from bench.turns.load import Customer, Seats, open_loop
from bench.turns.script import conversations
from tests.support.instance import Instance, started
from tests.support.model import give_models

STOPPED_AT, GOES_ON_AT, KILLED_AT = 8.0, 20.0, 30.0
READY_SECONDS = 300


@dataclass(frozen=True, slots=True, kw_only=True)
class Phase:
    """A part of the run by the moments at which its messages were due."""

    name: str
    begins: float
    ends: float


def main() -> None:
    """Run it and print."""
    options = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    options.add_argument("--rate", type=float, default=5.0)
    options.add_argument("--json", action="store_true", dest="as_json")
    asked = options.parse_args()
    with tempfile.TemporaryDirectory(prefix="bench-faults-") as folder:
        give_models(Path(folder))
        environment = {**LIMITS, "BATON_BOT_SECRET": SECRET, "OMP_NUM_THREADS": "1"}
        with started(Path(folder), "--demo", **environment) as instance:
            instance.wait_for(lambda seen: seen["bot"] == "ready", timeout=READY_SECONDS)
            report = asyncio.run(try_it(instance, asked.rate))
    print(json.dumps(report, indent=None if asked.as_json else 2))


async def try_it(instance: Instance, rate: float) -> dict[str, Any]:
    """Load the instance, do harm to its Rasa, and count."""
    moments = arrivals(rate, KILLED_AT + 1)
    async with seats(instance.url, conversations(11), len(moments)) as sitting:
        harm = asyncio.create_task(_harm(instance))
        await _keep_loading(sitting, rate, harm)
        times, outcomes, customers = await harm, sitting.outcomes, sitting.customers
    end = max((one.at for one in outcomes), default=KILLED_AT) + 1
    phases = (
        Phase(name="healthy", begins=0, ends=STOPPED_AT - 0.5),
        Phase(name="stopped", begins=STOPPED_AT - 0.5, ends=GOES_ON_AT),
        Phase(name="goes on", begins=GOES_ON_AT, ends=KILLED_AT - 0.5),
        Phase(name="killed", begins=KILLED_AT - 0.5, ends=KILLED_AT + times["ready_after_kill_seconds"]),
        Phase(name="back", begins=KILLED_AT + times["ready_after_kill_seconds"], ends=end),
    )
    return {
        "messages": len(outcomes),
        "unanswered": sum(one.seconds is None for one in outcomes),
        "answered_twice": sum(answered_twice(customer) for customer in customers),
        **times,
        "phases": {phase.name: _told(phase, outcomes) for phase in phases},
    }


async def _keep_loading(sitting: Seats, rate: float, harm: "asyncio.Task[dict[str, float]]") -> None:
    """Messages until Rasa is back from its death, and for some seconds more."""
    await open_loop(sitting, arrivals(rate, KILLED_AT))
    while not harm.done():
        await open_loop(sitting, arrivals(rate, 2.0))
    await open_loop(sitting, arrivals(rate, 5.0))


async def _harm(instance: Instance) -> dict[str, float]:
    rasa = instance.rasa()
    await asyncio.sleep(STOPPED_AT)
    os.kill(rasa, signal.SIGSTOP)
    await asyncio.sleep(GOES_ON_AT - STOPPED_AT)
    os.kill(rasa, signal.SIGCONT)
    await asyncio.sleep(KILLED_AT - GOES_ON_AT)
    os.kill(rasa, signal.SIGKILL)
    killed = time.perf_counter()
    await asyncio.to_thread(instance.wait_for, lambda seen: seen["bot"] != "ready", 30)
    await asyncio.to_thread(instance.wait_for, lambda seen: seen["bot"] == "ready", READY_SECONDS)
    return {"ready_after_kill_seconds": round(time.perf_counter() - killed, 1)}


def answered_twice(customer: Customer) -> int:
    """How many of a customer's messages were followed by more than one answer before the next one."""
    assert isinstance(customer, Visitor)
    answers = [message["seq"] for message in customer.heard if message["payload"].get("answer")]
    ends = [*customer.sent[1:], 2**53]
    return sum(
        sum(said < seq < end for seq in answers) > 1 for said, end in zip(customer.sent, ends, strict=False)
    )


def _told(phase: Phase, outcomes: list[Outcome]) -> dict[str, Any]:
    mine = [one for one in outcomes if phase.begins <= one.at < phase.ends]
    times = [one.seconds * 1000 for one in mine if one.seconds is not None]
    return {
        "became": dict(Counter(one.became for one in mine)),
        "p50_ms": round(quantile(times, 0.5), 1),
        "p95_ms": round(quantile(times, 0.95), 1),
        "longest_ms": round(max(times, default=float("nan")), 1),
    }


if __name__ == "__main__":
    main()

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

READY_SECONDS = 300
AFTER_SECONDS = 5.0


@dataclass(frozen=True, slots=True, kw_only=True)
class Plan:
    """When Rasa is harmed, in seconds from the first message."""

    stopped: float = 8.0
    goes_on: float = 20.0
    killed: float = 30.0


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
            report = asyncio.run(try_it(instance, asked.rate, Plan()))
    print(json.dumps(report, indent=None if asked.as_json else 2))


async def try_it(instance: Instance, rate: float, plan: Plan) -> dict[str, Any]:
    """Load the instance, do harm to its Rasa, and count."""
    count = int(rate * (plan.killed + AFTER_SECONDS)) + 12
    async with seats(instance.url, conversations(11), count) as sitting:
        harm = asyncio.create_task(_harm(instance, plan))
        await _keep_loading(sitting, rate, plan, harm)
        times, outcomes, customers = await harm, sitting.outcomes, sitting.customers
    end = max((one.at for one in outcomes), default=plan.killed) + 1
    back = plan.killed + times["ready_after_kill_seconds"]
    phases = (
        Phase(name="healthy", begins=0, ends=plan.stopped - 0.5),
        Phase(name="stopped", begins=plan.stopped - 0.5, ends=plan.goes_on),
        Phase(name="goes on", begins=plan.goes_on, ends=plan.killed - 0.5),
        Phase(name="killed", begins=plan.killed - 0.5, ends=back),
        Phase(name="back", begins=back, ends=end),
    )
    return {
        "messages": len(outcomes),
        "without_a_seat": sitting.missing,
        "unanswered": sum(one.seconds is None for one in outcomes),
        "answered_twice": sum(answered_twice(customer) for customer in customers),
        **times,
        "phases": {phase.name: _told(phase, outcomes) for phase in phases},
    }


async def _keep_loading(
    sitting: Seats, rate: float, plan: Plan, harm: "asyncio.Task[dict[str, float]]"
) -> None:
    """Messages until Rasa is back from its death, and for some seconds more."""
    await open_loop(sitting, arrivals(rate, plan.killed))
    while not harm.done():
        await open_loop(sitting, arrivals(rate, 2.0))
    await open_loop(sitting, arrivals(rate, AFTER_SECONDS))


async def _harm(instance: Instance, plan: Plan) -> dict[str, float]:
    rasa = instance.rasa()
    await asyncio.sleep(plan.stopped)
    os.kill(rasa, signal.SIGSTOP)
    await asyncio.sleep(plan.goes_on - plan.stopped)
    os.kill(rasa, signal.SIGCONT)
    await asyncio.sleep(plan.killed - plan.goes_on)
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

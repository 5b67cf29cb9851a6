"""A bot turn end to end, beside stock Rasa with the same model, in one run.

    python -m bench.turns [--quick] [--json] [--rates 1,5,10,20] [--seconds 15] [--no-stock]
                          [--database-url URL --redis-url URL]

Starts a fresh instance (demo articles, real Rasa, real embedding) and stock Rasa (its own socketio channel,
its action server over HTTP with the same actions and articles), and lets the same customers talk to one side
after the other: a message's time runs from when it was due until its first answer has come over the socket.
"""

import argparse
import asyncio
import json
import os
import sys
import tempfile
import time
from contextlib import ExitStack
from functools import partial
from pathlib import Path
from typing import Any

import httpx

from bench.turns import baton_side, stock_side
from bench.turns.long_session import long_session
from bench.turns.measure import Bench, Side, memory_mb
from bench.turns.script import conversations
from tests.support.instance import Instance, started
from tests.support.model import give_models

SECRET = "bench-secret-of-this-run"
SEED = 7
READY_SECONDS = 300


def main() -> None:
    """Measure and print."""
    asked = _options()
    with ExitStack() as stack:
        folder = Path(stack.enter_context(tempfile.TemporaryDirectory(prefix="bench-turns-")))
        give_models(folder / "baton")
        report: dict[str, Any] = {"cores": os.cpu_count(), "load_before": os.getloadavg()[0]}
        instance, baton = _baton(asked, folder, stack, report)
        sides = [baton]
        if not asked.no_stock:
            sides.append(_stock(asked, folder, instance, stack, report))
        report["memory_mb_idle"] = {side.name: memory_mb(side.pids) for side in sides}
        report |= asyncio.run(_measure(asked, sides))
        report["memory_mb_after"] = {side.name: memory_mb(side.pids) for side in sides}
        report["embedded"] = _embedded(instance.url)
    if asked.as_json:
        print(json.dumps(report))
    else:
        _print(report)


def _options() -> argparse.Namespace:
    options = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    options.add_argument("--quick", action="store_true", help="a smoke run of some seconds")
    options.add_argument("--json", action="store_true", dest="as_json")
    options.add_argument("--rates", default="1,5,10,20", help="turns a second, open loop")
    options.add_argument("--at-once", default="1,2,4,8,16,32", help="customers at once, closed loop")
    options.add_argument("--seconds", type=float, default=15.0, help="of each phase")
    options.add_argument("--fixed", action="store_true", help="evenly spaced arrivals instead of Poisson's")
    options.add_argument("--no-stock", action="store_true")
    options.add_argument("--no-long", action="store_true", help="leave out the conversation of 200 turns")
    options.add_argument("--processes", type=int, default=1, help="app processes; more need both URLs")
    options.add_argument("--database-url", default="")
    options.add_argument("--redis-url", default="")
    asked = options.parse_args()
    if asked.quick:
        asked.rates, asked.at_once, asked.seconds = "5", "4", 3.0
    return asked


def _baton(
    asked: argparse.Namespace, folder: Path, stack: ExitStack, report: dict[str, Any]
) -> tuple[Instance, Side]:
    environment = {**baton_side.LIMITS, "BATON_BOT_SECRET": SECRET, "OMP_NUM_THREADS": "1"}
    if asked.database_url:
        environment |= {"BATON_DATABASE_URL": asked.database_url, "BATON_REDIS_URL": asked.redis_url}
    if asked.processes > 1:
        environment["BATON_PROCESSES"] = str(asked.processes)
    began = time.monotonic()
    instance = stack.enter_context(started(folder / "baton", "--demo", **environment))
    pages = time.monotonic() - began
    instance.wait_for(lambda seen: seen["bot"] == "ready", timeout=READY_SECONDS)
    report["start_seconds"] = {
        "baton pages": round(pages, 1),
        "baton bot": round(time.monotonic() - began, 1),
    }
    pids = {"app": instance.process.pid, "rasa": instance.rasa()}
    return instance, Side(name="baton", url=instance.url, seats=baton_side.seats, pids=pids)


def _stock(
    asked: argparse.Namespace, folder: Path, instance: Instance, stack: ExitStack, report: dict[str, Any]
) -> Side:
    (folder / "stock").mkdir()
    embed_url = f"{instance.url}/internal/embed"
    stock = stack.enter_context(
        stock_side.running(
            folder / "stock",
            folder / "baton",
            embed_url=embed_url,
            secret=SECRET,
            database_url=asked.database_url,
        )
    )
    report["start_seconds"]["stock rasa"] = round(stock.rasa_ready_seconds, 1)
    pids = {"rasa": stock.rasa_pid, "actions": stock.actions_pid}
    return Side(name="stock", url=stock.url, seats=stock_side.seats, pids=pids)


async def _measure(asked: argparse.Namespace, sides: list[Side]) -> dict[str, Any]:
    bench = Bench(seed=SEED, scripts=conversations)
    report: dict[str, Any] = {"open": {}, "closed": {}, "long": {}}
    for side in sides:
        await bench.warm_up(side, 20 if asked.quick else 60)
    for rate in _numbers(asked.rates):
        for side in sides:
            found = await bench.at_rate(side, rate, asked.seconds, poisson=not asked.fixed)
            report["open"].setdefault(side.name, []).append(found)
            _print_phase(f"open {side.name} rate {rate:g}", found, kinds=True)
    for at_once in _numbers(asked.at_once):
        for side in sides:
            found = await bench.most(side, int(at_once), min(asked.seconds, 8.0))
            report["closed"].setdefault(side.name, []).append(found)
            _print_phase(f"closed {side.name} at_once {at_once:g}", found, kinds=False)
    best = {name: max(one["per_second"] for one in found) for name, found in report["closed"].items()}
    report["most_turns_a_second"] = best
    if len(sides) == 2:
        report["times_stock"] = round(best["baton"] / best["stock"], 2)
    if asked.no_long:
        return report
    for side, talking in zip(sides, (baton_side.patient_visitor, stock_side.patient_talker), strict=False):
        async with talking(side.url) as ask:
            report["long"][side.name] = await long_session(ask, 30 if asked.quick else 200)
    return report


def _embedded(url: str) -> dict[str, float]:
    """What /metrics says of texts embedded, by kind, and of turns."""
    found = {}
    for line in httpx.get(f"{url}/metrics", trust_env=False).text.splitlines():
        if line.startswith(("baton_texts_embedded", "baton_bot_turn_seconds_count")):
            name, value = line.rsplit(" ", 1)
            found[name] = float(value)
    return found


def _numbers(listed: str) -> list[float]:
    return [float(number) for number in listed.split(",") if number]


def _print(report: dict[str, Any]) -> None:
    print(f"{report['cores']} cores, load before {report['load_before']:.1f}")
    for name in ("start_seconds", "memory_mb_idle", "memory_mb_after"):
        print(f"{name}: {report[name]}")
    for name in ("most_turns_a_second", "times_stock", "long", "embedded"):
        print(f"{name}: {report.get(name)}")


def _print_phase(title: str, one: dict[str, Any], *, kinds: bool) -> None:
    """Tell a phase as soon as it is over, beside the report."""
    told = partial(print, file=sys.stderr, flush=True)
    told(
        f"{title:28} {one['per_second']:6.1f} turns/s  p50 {one['p50_ms']:7.1f}  p95 {one['p95_ms']:7.1f}"
        f"  p99 {one['p99_ms']:7.1f} ms  {one['turns']} turns, {one['unanswered']} unanswered"
        f"  CPU ms a turn {one['cpu_ms_a_turn']}"
    )
    for kind, many in one["kinds"].items() if kinds else ():
        told(f"    {kind:28} {many['turns']:5}  p50 {many['p50_ms']:7.1f}  p95 {many['p95_ms']:7.1f}")


if __name__ == "__main__":
    main()

"""The live desk under load.

    python -m bench.desk_load relay       beside a bare python-socketio server: --rates --processes 1,2,4
    python -m bench.desk_load idle        5,000 widgets and 200 agents that are silent: --widgets --agents
    python -m bench.desk_load escalation  from the wish for a person to an agent's screen: --rates 20
    python -m bench.desk_load growth      the same desk with 1,000 to 100,000 conversations: --stored

Each takes --database sqlite|postgres and --seconds, and prints one line of JSON for each step as it goes;
the machine should have nothing else to do: `load_before` and `machine_cores` tell whether it had.
"""

import argparse
import asyncio
import json
import os
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from bench.desk_load.escalation import escalation
from bench.desk_load.growth import reads, remember
from bench.desk_load.idle import idle
from bench.desk_load.relay import relay
from bench.desk_load.sides import Place, bare_echo, baton

Row = dict[str, Any]
Rows = Iterator[Row]


def main() -> None:
    """Measure and print."""
    asked = _options()
    _tell({"what": asked.what, "cores": os.cpu_count(), "load_before": round(os.getloadavg()[0], 2)})
    for row in MEASURES[asked.what](asked):
        _tell(row)


def _tell(row: Row) -> None:
    print(json.dumps(row), flush=True)


def _relay(asked: argparse.Namespace) -> Rows:
    with bare_echo() as echo:
        for rate in asked.rates:
            yield {"server": "echo", **_relayed(asked, echo, rate)}
    for processes in asked.processes:
        with _desk(asked, processes) as desk:
            for rate in asked.rates:
                yield {"server": desk.label, **_relayed(asked, desk, rate)}


def _relayed(asked: argparse.Namespace, place: Place, rate: float) -> dict[str, Any]:
    told = asked.marks and place.name != "echo"
    return relay(
        place, rate=rate, seconds=asked.seconds, pairs=asked.pairs, workers=asked.workers, marks=told
    )


def _idle(asked: argparse.Namespace) -> Rows:
    for processes in asked.processes:
        with _desk(asked, processes) as desk:
            cost = idle(desk, widgets=asked.widgets, seconds=asked.seconds, workers=asked.workers)
            yield {"server": desk.label, **cost}


def _escalation(asked: argparse.Namespace) -> Rows:
    for processes in asked.processes:
        for rate in asked.rates:
            with _desk(asked, processes, BATON_OFFERS="true") as desk:
                yield {"server": desk.label, **escalation(desk, rate=rate, seconds=asked.seconds)}


def _growth(asked: argparse.Namespace) -> Rows:
    with _desk(asked, 1) as desk:
        stored = 0
        for count in asked.stored:
            read = reads(desk)
            if count > stored:
                asyncio.run(remember(desk.database_url, count - stored))
                stored, read = count, reads(desk)
            spoken = _relayed(asked, desk, asked.rates[0])
            yield {"server": desk.label, "stored": stored, **read, **spoken}


MEASURES = {"relay": _relay, "idle": _idle, "escalation": _escalation, "growth": _growth}


@contextmanager
def _desk(asked: argparse.Namespace, processes: int, **settings: str) -> Iterator[Place]:
    postgres = asked.database == "postgres" or processes > 1
    with (
        tempfile.TemporaryDirectory(prefix="bench-desk-") as folder,
        baton(Path(folder), agents=asked.agents, postgres=postgres, processes=processes, **settings) as desk,
    ):
        yield desk


def _numbers(text: str) -> list[int]:
    return [int(number) for number in text.split(",")]


def _options() -> argparse.Namespace:
    options = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    options.add_argument("what", choices=sorted(MEASURES))
    options.add_argument("--rates", type=_numbers, default="100,250,500", help="messages (handoffs) a second")
    options.add_argument("--seconds", type=float, default=10.0)
    options.add_argument("--pairs", type=int, default=60, help="conversations that are talked in")
    options.add_argument("--agents", type=int, default=20)
    options.add_argument("--widgets", type=int, default=5000)
    options.add_argument("--stored", type=_numbers, default="1000,10000,100000")
    options.add_argument("--marks", action="store_true", help="say of each message that it came and is read")
    options.add_argument("--workers", type=int, default=2, help="client processes")
    options.add_argument("--database", choices=["sqlite", "postgres"], default="sqlite")
    options.add_argument("--processes", type=_numbers, default="1", help="app processes, for example 1,2,4")
    return options.parse_args()


if __name__ == "__main__":
    main()

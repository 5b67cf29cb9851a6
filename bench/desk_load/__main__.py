"""The live desk under load.

python -m bench.desk_load relay [--rates 100,250,500] [--seconds 10] [--pairs 60] [--agents 20]
                                [--database sqlite|postgres] [--processes 1,2,4]
"""

import argparse
import json
import os
import tempfile
from pathlib import Path
from typing import Any

from bench.desk_load.relay import relay
from bench.desk_load.sides import bare_echo, baton


def main() -> None:
    """Measure and print."""
    asked = _options()
    report: dict[str, Any] = {"cores": os.cpu_count(), "load_before": round(os.getloadavg()[0], 2)}
    report["relay"] = _relay(asked)
    print(json.dumps(report, indent=None if asked.as_json else 2))


def _relay(asked: argparse.Namespace) -> list[dict[str, Any]]:
    rates = [float(rate) for rate in asked.rates.split(",")]
    loaded = {"seconds": asked.seconds, "pairs": asked.pairs, "workers": asked.workers}
    found = []
    if not asked.no_echo:
        with bare_echo() as echo:
            found += [{"server": "echo", **relay(echo, rate=rate, **loaded)} for rate in rates]
    for processes in (int(number) for number in asked.processes.split(",")):
        postgres = asked.database == "postgres" or processes > 1
        with (
            tempfile.TemporaryDirectory(prefix="bench-desk-") as folder,
            baton(Path(folder), agents=asked.agents, postgres=postgres, processes=processes) as desk,
        ):
            name = f"baton, {'postgres' if postgres else 'sqlite'}, {processes} process(es)"
            found += [{"server": name, **relay(desk, rate=rate, **loaded)} for rate in rates]
    return found


def _options() -> argparse.Namespace:
    options = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    options.add_argument("what", choices=["relay"])
    options.add_argument("--json", action="store_true", dest="as_json")
    options.add_argument("--rates", default="100,250,500", help="messages a second")
    options.add_argument("--seconds", type=float, default=10.0)
    options.add_argument("--pairs", type=int, default=60, help="conversations")
    options.add_argument("--agents", type=int, default=20)
    options.add_argument("--no-echo", action="store_true")
    options.add_argument("--workers", type=int, default=2, help="client processes")
    options.add_argument("--database", choices=["sqlite", "postgres"], default="sqlite")
    options.add_argument("--processes", default="1", help="app processes, for example 1,2,4")
    return options.parse_args()


if __name__ == "__main__":
    main()

"""The chaos test for as long as one likes: `python -m bench.chaos [--seconds 600] [--seed N] [--rasa] …`.

Kills apps, Rasa, Redis, PostgreSQL and connections of a desk of its own while customers and agents talk, then
checks every promise of delivery and ownership and prints the counts; ends with 1 if any was broken.
"""

import argparse
import asyncio
import random
import sys
from pathlib import Path

from tests.chaos.run import run
from tests.chaos.world import Options


def main() -> None:
    """Run and print."""
    usual = Options()
    asking = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    asking.add_argument("--seconds", type=float, default=usual.seconds)
    asking.add_argument("--seed", type=int, default=random.randrange(10_000))
    asking.add_argument("--customers", type=int, default=usual.customers)
    asking.add_argument("--agents", type=int, default=usual.agents)
    asking.add_argument("--processes", type=int, default=usual.processes)
    asking.add_argument("--rasa", action="store_true", help="the real Rasa instead of one that says back")
    asking.add_argument("--log", type=Path, help="where to put what the desk logged")
    asked = vars(asking.parse_args())
    log = asked.pop("log")
    report = asyncio.run(run(Options(**asked)))
    print("\n".join(report.lines()))
    if log:
        log.write_text("".join(report.log), encoding="utf-8")
    sys.exit(1 if report.wrong else 0)


if __name__ == "__main__":
    main()

"""What is read as a promise in the agents' lines of recorded dialogues: a count, and lines to judge by eye.

    python -m bench.promises FILE.jsonl [--show N]

Rows hold `turns` with `role` and `text`; what is no customer's is taken as an agent's. Nothing says which
lines are promises, so this prints a sample for a person to look at, and how many lines speak of the future.
"""

import argparse
import json
import random
from datetime import UTC, datetime, time
from pathlib import Path

from handoff.domain.promise.reading import promises_in
from handoff.domain.timing.calendar import BusinessCalendar, Slot

OFFICE = BusinessCalendar(week=dict.fromkeys(range(5), (Slot(start=time(9), end=time(17)),)))
MONDAY = datetime(2026, 3, 2, 10, 0, tzinfo=UTC)
CUSTOMERS = ("customer", "user", "visitor", "event")


def lines_of(path: Path) -> list[str]:
    """Everything that agents wrote, each line once."""
    rows = [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines() if line.strip()]
    said = (turn for row in rows for turn in row["turns"] if turn["role"].lower() not in CUSTOMERS)
    return list(dict.fromkeys(turn["text"] for turn in said))


def main() -> None:
    """Read the file and print what was found."""
    asked = argparse.ArgumentParser()
    asked.add_argument("file", type=Path)
    asked.add_argument("--show", type=int, default=40)
    chosen = asked.parse_args()
    lines = lines_of(chosen.file)
    found = {line: promises_in(line, "en", MONDAY, OFFICE) for line in lines}
    hits = [line for line, promises in found.items() if promises]
    missed = [line for line, promises in found.items() if not promises and "'ll " in line + " will "]
    print(json.dumps({"lines": len(lines), "with_promise": len(hits), "future_without": len(missed)}))
    for line in random.Random(0).sample(hits, min(chosen.show, len(hits))):
        due = ", ".join(f"{one.due_at:%a %d %H:%M}{'' if one.timed else ' (usual)'}" for one in found[line])
        print(f"{due}: {next(iter(found[line])).text}")


if __name__ == "__main__":
    main()

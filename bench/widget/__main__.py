"""What the widget costs the page that it stands on.

    PYTHONPATH=. python -m bench.widget peers [--work DIR] [--slowdown 4] [--times 5]
    PYTHONPATH=. python -m bench.widget memory [--messages 1000]

Build the pages first (`scripts/ui.sh build`). `peers` installs rasa-webchat, the widget of papercups and
deep-chat from npm into DIR, builds them by our own bundler, and lets headless Chromium, slowed down, load the
same page with each of the four.
"""

import argparse
import json
import tempfile
from pathlib import Path
from typing import Any

from bench.widget.memory import memory
from bench.widget.page import seconds_to_use
from bench.widget.weights import baton_weights, built_peers


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("what", choices=("peers", "memory"))
    parser.add_argument("--work", type=Path, help="kept from one run to the next; else a passing folder")
    parser.add_argument("--slowdown", type=float, default=4)
    parser.add_argument("--times", type=int, default=5)
    parser.add_argument("--messages", type=int, default=1000)
    asked = parser.parse_args()
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        found = _peers(asked, folder) if asked.what == "peers" else memory(folder, asked.messages)
    print(json.dumps(found, indent=2))


def _peers(asked: argparse.Namespace, folder: Path) -> dict[str, Any]:
    work = asked.work or folder / "peers"
    weights = built_peers(work)
    return {
        "bytes_gzipped": {**baton_weights(), **weights},
        "use": seconds_to_use(folder, work, list(weights), slowdown=asked.slowdown, times=asked.times),
    }


if __name__ == "__main__":
    main()

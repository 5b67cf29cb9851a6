"""What the borrowed embedding costs a message: the hop to the app's embed door, and reading the intent.

    BATON_BOT_SECRET=… python -m bench.rasa_embedding_hop URL MODEL [--rounds 300]

URL is a running app that was started with the same secret, MODEL its trained Rasa model. The app has embedded
the text already, as it has at a live turn.
"""

import argparse
import asyncio
import json
import os
import subprocess
import time
from pathlib import Path

import numpy as np

from bot.components.embedding_door import EmbeddingDoor
from bot.training import bot_python, environment_of

ROOT = Path(__file__).parents[1]
TEXTS = (
    "can i send back a lamp i don't like?",
    "چطور رمز حسابم رو عوض کنم",
    "jak zmienić hasło do konta",
    "where is my order",
)
PARSE = """
import asyncio, json, sys, time
from rasa.core.agent import Agent
from bot.components.embedding_door import the_door
async def main(model, texts, rounds):
    agent, times = Agent.load(model), []
    for n in range(rounds):
        text = texts[n % len(texts)]
        await the_door().prefetch(text)
        began = time.perf_counter()
        await agent.parse_message(text)
        times.append(time.perf_counter() - began)
    await the_door().close()
    print(json.dumps(times[20:]))
asyncio.run(main(sys.argv[1], json.loads(sys.argv[2]), int(sys.argv[3])))
"""


async def hops(door: EmbeddingDoor, rounds: int) -> list[float]:
    """Seconds of each fetch ahead, warmed up."""
    times = []
    for n in range(rounds):
        began = time.perf_counter()
        await door.prefetch(TEXTS[n % len(TEXTS)])
        times.append(time.perf_counter() - began)
        if door.vectors([TEXTS[n % len(TEXTS)]]) == [None]:
            raise SystemExit("the app gave no vector in time")
    await door.close()
    return times[20:]


def main() -> None:
    """Print milliseconds."""
    options = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawTextHelpFormatter)
    options.add_argument("url")
    options.add_argument("model", type=Path)
    options.add_argument("--rounds", type=int, default=300)
    given = options.parse_args()
    url, secret = f"{given.url.rstrip('/')}/internal/embed", os.environ["BATON_BOT_SECRET"]
    _print("hop to the app", asyncio.run(hops(EmbeddingDoor(url, secret), given.rounds)))
    environment = environment_of(ROOT) | {"BATON_EMBED_URL": url, "BATON_BOT_SECRET": secret}
    arguments = [str(given.model.absolute()), json.dumps(TEXTS), str(given.rounds)]
    for label, address in (("parse, with the vector", url), ("parse, without", "")):
        done = subprocess.run(
            [str(bot_python(ROOT)), "-W", "ignore", "-c", PARSE, *arguments],
            cwd=ROOT,
            env=environment | {"BATON_EMBED_URL": address},
            capture_output=True,
            text=True,
            check=True,
        )
        _print(label, json.loads(done.stdout.strip().splitlines()[-1]))


def _print(label: str, seconds: list[float]) -> None:
    p50, p95 = np.percentile(np.array(seconds) * 1000, [50, 95])
    print(f"{label:24} p50 {p50:.2f} ms  p95 {p95:.2f} ms  (n={len(seconds)})", flush=True)


if __name__ == "__main__":
    main()

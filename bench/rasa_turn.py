"""What one bot turn costs: stock Rasa, with our check of action responses, and with our tracker store too.

    python -m bench.rasa_turn MODEL [--turns 300] [--session 6]

Three Rasa servers with the same model take the same turns in turn; each turn runs one action over HTTP.
"""

import argparse
import os
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from pathlib import Path

import httpx
import numpy as np

from bot import training
from tests.rasa.action_server import ActionServer, serving

ROOT = Path(__file__).parents[1]
SECRET = "bench"
QUESTIONS = (
    "can i send back a lamp i don't like?",
    "چطور رمز حسابم رو عوض کنم",
    "jak zmienić hasło do konta",
    "do you accept visa and mastercard",
)
KINDS = ("stock", "check", "both")
# Runs in the bot's environment: the channel installs whatever check and store the modules name.
START = """
import sys
from rasa.core.actions.action import RemoteAction
from rasa.core.tracker_store import InMemoryTrackerStore
from bot.components import action_calls, tracker_store
kind = sys.argv.pop(1)
if kind == "stock":
    action_calls.validate_action_result = RemoteAction._validate_action_result
if kind in ("stock", "check"):
    tracker_store.RecentTrackers = InMemoryTrackerStore
from rasa.__main__ import main
main()
"""


def main() -> None:
    """Measure and print."""
    options = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawTextHelpFormatter)
    options.add_argument("model", type=Path)
    options.add_argument("--turns", type=int, default=300)
    options.add_argument("--session", type=int, default=6, help="turns in one conversation")
    asked = options.parse_args()
    with ExitStack() as stack:
        actions_port = free_port()
        stack.enter_context(serving(ActionServer(), actions_port))
        servers = {kind: stack.enter_context(running(kind, asked.model, actions_port)) for kind in KINDS}
        times: dict[str, list[float]] = {kind: [] for kind in servers}
        for number in range(asked.turns):
            for kind, http in servers.items():
                times[kind].append(one_turn(http, f"{kind}-{number // asked.session}", number))
    warm = {kind: np.array(found[10:]) * 1000 for kind, found in times.items()}
    for kind, found in warm.items():
        p50, p95 = np.percentile(found, [50, 95])
        ratio, faster = np.median(warm["stock"]) / p50, (found < warm["stock"]).mean()
        print(f"{kind:6} p50 {p50:6.1f} ms  p95 {p95:6.1f} ms  {ratio:.1f} times, faster in {faster:.0%}")


@contextmanager
def running(kind: str, model: Path, actions_port: int) -> Iterator[httpx.Client]:
    """A Rasa server with one of the two checks, as an HTTP client once it is ready."""
    port = free_port()
    command = [str(training.bot_python(ROOT)), "-W", "ignore", "-c", START, kind]
    command += ["run", "-m", str(model.absolute()), "-i", "127.0.0.1", "-p", str(port)]
    command += ["--endpoints", "bot/endpoints.yml", "--credentials", "bot/credentials.yml"]
    environment = {
        **os.environ,
        "PYTHONPATH": str(ROOT),
        "BATON_BOT_SECRET": SECRET,
        "BATON_ACTIONS_URL": f"http://127.0.0.1:{actions_port}/rasa/actions",
        "RASA_TELEMETRY_ENABLED": "false",
        "OMP_NUM_THREADS": "1",
    }
    began = time.monotonic()
    with subprocess.Popen(
        command, cwd=ROOT, env=environment, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL
    ) as process:
        try:
            address = f"http://127.0.0.1:{port}/webhooks/baton"
            with httpx.Client(base_url=address, timeout=60, trust_env=False) as http:
                while not ready(http):
                    if process.poll() is not None:
                        sys.exit("Rasa did not start")
                    time.sleep(0.1)
                print(f"{kind:6} ready after {time.monotonic() - began:.1f} s")
                yield http
        finally:
            process.terminate()


def ready(http: httpx.Client) -> bool:
    """Whether the server answers."""
    try:
        return http.get("/").status_code == httpx.codes.OK
    except httpx.TransportError:
        return False


def one_turn(http: httpx.Client, sender: str, number: int) -> float:
    """Seconds that one turn takes."""
    metadata = {"lang": "en", "failed_answers": 0, "rejected": 0, "context": [], "shown": [], "turns": number}
    body = {
        "sender": sender,
        "text": QUESTIONS[number % len(QUESTIONS)],
        "intent": None,
        "metadata": metadata,
    }
    began = time.perf_counter()
    response = http.post("/turn", json=body, headers={"Authorization": f"Bearer {SECRET}"})
    took = time.perf_counter() - began
    response.raise_for_status()
    return took


def free_port() -> int:
    """A port that nobody has."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port: int = probe.getsockname()[1]
        return port


if __name__ == "__main__":
    main()

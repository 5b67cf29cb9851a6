"""A whole instance, started the way a user starts it: `baton run --demo` in a folder of its own."""

import contextlib
import json
import os
import re
import signal
import subprocess
import sys
import threading
import time
import urllib.error
import urllib.request
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from queue import Empty, Queue
from typing import Any

ROOT = Path(__file__).parents[2]
PASSWORD = "correct-horse-battery"
UP = re.compile(r"Baton is up at (http://\S+)")


class Instance:
    """A running `baton run`; `url` once it says that it is up."""

    def __init__(self, process: "subprocess.Popen[str]") -> None:
        self.process = process
        self.url = ""
        self.output: list[str] = []
        self._lines: Queue[str] = Queue()
        self._reader = threading.Thread(target=self._read, daemon=True)
        self._reader.start()

    def _read(self) -> None:
        assert self.process.stderr is not None
        for line in self.process.stderr:
            self.output.append(line)
            self._lines.put(line)

    def wait_until_up(self, timeout: float) -> None:
        """Wait for the line that names the address."""
        end = time.monotonic() + timeout
        while time.monotonic() < end:
            with contextlib.suppress(Empty):
                if found := UP.search(self._lines.get(timeout=0.1)):
                    self.url = found[1]
                    return
            if self.process.poll() is not None and self._lines.empty():
                break
        raise AssertionError(f"the instance did not come up:\n{''.join(self.output)[-4000:]}")

    def ready(self) -> dict[str, Any]:
        """What /readyz says of the parts."""
        try:
            with urllib.request.urlopen(f"{self.url}/readyz", timeout=60) as response:
                body: dict[str, Any] = json.load(response)
        except urllib.error.HTTPError as error:
            body = json.load(error)
        return body

    def wait_for(self, fact: Callable[[dict[str, Any]], bool], timeout: float = 120) -> None:
        """Wait until /readyz tells this fact."""
        end = time.monotonic() + timeout
        while not fact(seen := self.ready()):
            if time.monotonic() > end:
                raise AssertionError(f"not within {timeout} s: {seen}\n{''.join(self.output)[-4000:]}")
            threading.Event().wait(0.1)

    def rasa(self) -> int:
        """Process id of the Rasa server that the app started."""
        (found,) = self.rasas()
        return found

    def rasas(self) -> set[int]:
        """Process ids of all Rasa servers, where there are several."""
        return self._children(b"bot.serve")

    def members(self) -> set[int]:
        """Process ids of the apps of `--processes` that run just now."""
        return self._children(b"\0member")

    def _children(self, called: bytes) -> set[int]:
        """Process ids of our children whose command line has this in it."""
        pid, found = self.process.pid, set()
        for child in Path(f"/proc/{pid}/task/{pid}/children").read_text().split():
            with contextlib.suppress(OSError):  # it may have ended meanwhile
                if called in Path(f"/proc/{child}/cmdline").read_bytes():
                    found.add(int(child))
        return found

    def stop(self) -> None:
        """Ctrl-C."""
        if self.process.poll() is None:
            self.process.send_signal(signal.SIGINT)
            self.process.wait(timeout=120)
        self._reader.join(timeout=60)
        assert self.process.stderr is not None
        self.process.stderr.close()


def add_agent(data_dir: Path, environment: dict[str, str]) -> None:
    """Ana may log in, by the command that an operator would use."""
    command = [sys.executable, "-m", "handoff.cli", "agent", "add", "ana@example.org", "--role", "agent"]
    subprocess.run(
        [*command, "--password", PASSWORD, "--data-dir", str(data_dir)],
        cwd=ROOT,
        env=os.environ | environment,
        check=True,
        capture_output=True,
    )


@contextmanager
def started(data_dir: Path, *arguments: str, timeout: float = 240, **environment: str) -> Iterator[Instance]:
    """An instance on a free port that stops with the block."""
    command = [
        sys.executable,
        "-m",
        "handoff.cli",
        "run",
        "--port",
        "0",
        "--data-dir",
        str(data_dir),
        *arguments,
    ]
    process = subprocess.Popen(
        command,
        cwd=ROOT,
        env={**os.environ, "COLUMNS": "200", **environment},
        stdout=subprocess.DEVNULL,
        stderr=subprocess.PIPE,
        text=True,
    )
    instance = Instance(process)
    try:
        instance.wait_until_up(timeout)
        yield instance
    finally:
        instance.stop()

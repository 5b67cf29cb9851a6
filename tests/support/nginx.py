"""The shipped nginx configuration, run as it is but for addresses, ports and folders."""

import os
import shutil
import socket
import subprocess
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

import pytest

from handoff.bot_link.free_port import free_port

ROOT = Path(__file__).parents[2]
SHIPPED = ROOT / "deploy" / "nginx" / "nginx.conf"


@dataclass(frozen=True, slots=True, kw_only=True)
class Proxy:
    """A running nginx: its public side, and the one for Rasa."""

    url: str
    rasa_url: str


def nginx_program() -> str:
    """The path of nginx; skips where there is none."""
    found = shutil.which("nginx", path=f"{os.environ.get('PATH', '')}:/usr/sbin:/usr/local/sbin")
    if found is None:
        if os.environ.get("CI") == "true":
            pytest.fail("CI needs nginx")
        pytest.skip("nginx is not installed")
    return found


@contextmanager
def nginx(folder: Path, apps: Mapping[str, str]) -> Iterator[Proxy]:
    """nginx before these apps, each by the name and port it has in the shipped file."""
    public, rasa = free_port(), free_port()
    changes = {
        **apps,
        "listen 8080": f"listen 127.0.0.1:{public}",
        "listen 8081": f"listen 127.0.0.1:{rasa}",
        "/tmp/nginx/": f"{folder}/",
        "worker_processes auto;": "worker_processes 2;",
    }
    text = SHIPPED.read_text()
    for shipped, here in changes.items():
        assert shipped in text
        text = text.replace(shipped, here)
    path = folder / "nginx.conf"
    path.write_text(text)
    # Started by root, workers would be somebody else, who may not write where tests do.
    more = "daemon off; user root;" if os.geteuid() == 0 else "daemon off;"
    command = [nginx_program(), "-e", "stderr", "-p", str(folder), "-c", str(path), "-g", more]
    subprocess.run([*command, "-t"], check=True, capture_output=True)
    with (folder / "nginx.log").open("wb") as log:
        process = subprocess.Popen(command, stdout=log, stderr=log)
        try:
            _wait_for(public, process)
            yield Proxy(url=f"http://127.0.0.1:{public}", rasa_url=f"http://127.0.0.1:{rasa}")
        finally:
            process.terminate()
            process.wait(timeout=60)


def _wait_for(port: int, process: "subprocess.Popen[bytes]") -> None:
    while process.poll() is None:
        with socket.socket() as probe:
            probe.settimeout(1)
            if probe.connect_ex(("127.0.0.1", port)) == 0:
                return
    raise AssertionError("nginx did not start")

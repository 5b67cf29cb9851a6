"""What the whole machine was doing meanwhile: the server, its database, the clients and anybody else."""

import os
import time
from pathlib import Path

from bench.desk_load.sides import Place
from bench.turns.measure import cpu_seconds


class Watch:
    """Processor time of a server, and of the machine, since a moment."""

    def __init__(self, place: Place) -> None:
        self._place = place
        self._began, self._server, self._machine = time.perf_counter(), self._own(), _busy_seconds()

    def seen(self) -> dict[str, float]:
        """Seconds of the server, and how many cores it and the machine kept busy."""
        elapsed = time.perf_counter() - self._began
        server, machine = self._own() - self._server, _busy_seconds() - self._machine
        return {
            "server_cpu_seconds": round(server, 2),
            "server_cores": round(server / elapsed, 2),
            "machine_cores": round(machine / elapsed, 2),
        }

    def _own(self) -> float:
        return cpu_seconds({"server": self._place.pid})["server"]


def _busy_seconds() -> float:
    """Of all processors together, but for idling and waiting for disks."""
    user, nice, system, _, _, *interrupts = map(
        int, Path("/proc/stat").read_text().split("\n")[0].split()[1:8]
    )
    return (user + nice + system + sum(interrupts)) / os.sysconf("SC_CLK_TCK")

"""A port for a child process that listens only seconds after it was chosen."""

import random
import socket
from collections.abc import Iterable
from pathlib import Path

GIVEN = Path("/proc/sys/net/ipv4/ip_local_port_range")
LOWEST, TRIES = 10_000, 100


def free_port() -> int:
    """A loopback port that nobody has, of those that the system gives nobody who names none.

    One of the others may be given to any connection while the child still loads.
    """
    try:
        first_given = int(GIVEN.read_text().split()[0])
    except (OSError, ValueError, IndexError):
        first_given = 0
    ours = range(LOWEST, first_given)
    return first_free([*random.SystemRandom().sample(ours, min(TRIES, len(ours))), 0])


def first_free(ports: Iterable[int]) -> int:
    """The first of these loopback ports that nobody has; 0 takes any."""
    for port in ports:
        with socket.socket() as probe:
            try:
                probe.bind(("127.0.0.1", port))
            except OSError:
                continue
            found: int = probe.getsockname()[1]
            return found
    raise OSError("none of these ports is free")

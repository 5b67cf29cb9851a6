"""Ports for child processes."""

import socket

from handoff.bot_link.free_port import GIVEN, first_free, free_port


def test_a_port_that_somebody_has_is_passed_over() -> None:
    """The next one is taken, and it can be listened on."""
    with socket.create_server(("127.0.0.1", 0)) as taken:
        port = first_free([taken.getsockname()[1], 0])
        assert port != taken.getsockname()[1]
        with socket.create_server(("127.0.0.1", port)):
            pass


def test_no_connection_is_given_it_meanwhile() -> None:
    """It lies below those that the system gives to whoever names none."""
    if GIVEN.exists():
        assert 1024 < free_port() < int(GIVEN.read_text().split()[0])

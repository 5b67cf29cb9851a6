"""The app's own address, which Rasa and the order form call back, and the socket behind it."""

import socket

import pytest

from handoff.processes.listener import address_of, listen


@pytest.mark.parametrize(
    ("host", "address"),
    [
        ("127.0.0.1", "http://127.0.0.1:8000"),
        ("0.0.0.0", "http://127.0.0.1:8000"),
        ("::", "http://[::1]:8000"),
        ("::1", "http://[::1]:8000"),
        ("chat.internal", "http://chat.internal:8000"),
    ],
)
def test_the_address_can_be_called(host: str, address: str) -> None:
    """Listening everywhere is no address, and IPv6 stands in brackets."""
    assert address_of(host, 8000) == address


@pytest.mark.skipif(not hasattr(socket, "TCP_USER_TIMEOUT"), reason="only Linux has this option")
def test_who_takes_no_byte_for_half_a_minute_is_cut_off() -> None:
    """Every connection has it from the socket that lets it in."""
    with listen("127.0.0.1", 0) as listener:
        listener.listen()
        with socket.create_connection(listener.getsockname(), timeout=10):
            let_in, _ = listener.accept()
            with let_in:
                assert let_in.getsockopt(socket.IPPROTO_TCP, socket.TCP_USER_TIMEOUT) == 30_000

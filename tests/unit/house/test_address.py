"""The app's own address, which Rasa and the order form call back."""

import pytest

from handoff.processes.listener import address_of


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

"""Ids that sort by the time they were made."""

import secrets
import threading
import time

RANDOM_BITS = 74


class Uuid7:
    """Makes UUIDs version 7 (RFC 9562); within one millisecond each is greater than the one before."""

    def __init__(self) -> None:
        self._last = 0
        self._lock = threading.Lock()

    def __call__(self) -> str:
        fresh = (time.time_ns() // 1_000_000) << RANDOM_BITS | secrets.randbits(RANDOM_BITS - 1)
        with self._lock:
            self._last = number = max(fresh, self._last + 1)
        millisecond, random = number >> RANDOM_BITS, number & ((1 << RANDOM_BITS) - 1)
        value = millisecond << 80 | 0x7 << 76 | (random >> 62) << 64 | 0b10 << 62 | random & ((1 << 62) - 1)
        text = f"{value:032x}"
        return "-".join((text[:8], text[8:12], text[12:16], text[16:20], text[20:]))


uuid7 = Uuid7()

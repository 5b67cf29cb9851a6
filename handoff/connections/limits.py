"""How much one caller may ask in a while: a token bucket."""

import time
from collections import OrderedDict
from collections.abc import Callable


class Bucket:
    """Holds up to `burst` tokens and wins `per_second` back."""

    __slots__ = ("_at", "_burst", "_per_second", "_tokens")

    def __init__(self, *, burst: float, per_second: float, now: float) -> None:
        self._burst = burst
        self._per_second = per_second
        self._tokens = burst
        self._at = now

    def take(self, now: float) -> bool:
        """Spend a token if there is one."""
        self._tokens = min(self._burst, self._tokens + (now - self._at) * self._per_second)
        self._at = now
        if self._tokens < 1:
            return False
        self._tokens -= 1
        return True

    def give_back(self) -> None:
        """Undo the last take."""
        self._tokens = min(self._burst, self._tokens + 1)


class Buckets:
    """A bucket for each key, the longest unused forgotten first."""

    def __init__(
        self, *, burst: float, per_second: float, clock: Callable[[], float], keep: int = 10_000
    ) -> None:
        self._burst = burst
        self._per_second = per_second
        self._clock = clock
        self._keep = keep
        self._buckets: OrderedDict[str, Bucket] = OrderedDict()

    def take(self, key: str) -> bool:
        """Spend a token of this key."""
        now = self._clock()
        bucket = self._buckets.pop(key, None)
        if bucket is None:
            bucket = Bucket(burst=self._burst, per_second=self._per_second, now=now)
        self._buckets[key] = bucket
        while len(self._buckets) > self._keep:
            self._buckets.popitem(last=False)
        return bucket.take(now)

    def give_back(self, key: str) -> None:
        """Undo the last take of this key."""
        if bucket := self._buckets.get(key):
            bucket.give_back()


class DoorLimits:
    """How often one caller may try the doors that need no token, or that anybody gets a token for."""

    def __init__(self, sessions_per_minute: int = 60, clock: Callable[[], float] = time.monotonic) -> None:
        self.passwords = Buckets(burst=10, per_second=1 / 6, clock=clock)
        """By address and e-mail; a right password gives its token back."""
        self.logins = Buckets(burst=60, per_second=1, clock=clock)
        """By address alone, whatever the e-mail."""
        self.sessions = Buckets(
            burst=2 * sessions_per_minute, per_second=sessions_per_minute / 60, clock=clock
        )
        """New visitors by address."""
        self.uploads = Buckets(burst=30, per_second=1 / 4, clock=clock)
        """Files by sender."""
        self.uploads_by_address = Buckets(burst=120, per_second=1, clock=clock)
        """Files of visitors by address, however many they say they are."""
        self.transcripts_by_address = Buckets(burst=10, per_second=1 / 360, clock=clock)
        """Copies of conversations that visitors ask for, by address they come from."""
        self.reading = Buckets(burst=60, per_second=2, clock=clock)
        """Looks into the help articles by visitor; one who types a question looks a few times a second."""

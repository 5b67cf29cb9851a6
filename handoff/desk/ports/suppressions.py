"""Addresses that get no mail, as the desk needs them kept."""

from collections.abc import Iterable
from datetime import datetime
from typing import Protocol

from handoff.domain.suppression import Suppression


class Suppressions(Protocol):
    """One in force for an address at most; those that were lifted are kept as a record."""

    async def add(self, suppression: Suppression) -> bool:
        """False where the address is suppressed already."""
        ...

    async def of(self, address: str) -> Suppression | None:
        """The one in force for an address."""
        ...

    async def among(self, addresses: Iterable[str]) -> set[str]:
        """Those of the addresses that get no mail."""
        ...

    async def get(self, suppression_id: str) -> Suppression | None: ...

    async def find(self, words: str, limit: int, *, lifted: bool) -> list[Suppression]:
        """Those in force or those lifted whose address holds the words, the latest first."""
        ...

    async def count(self) -> int:
        """How many are in force."""
        ...

    async def lift(self, suppression_id: str, at: datetime, by_id: str | None, by_name: str | None) -> bool:
        """A conditional update: False where it is lifted already."""
        ...

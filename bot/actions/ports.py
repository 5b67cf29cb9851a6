"""What the actions need from the rest of the house, stated by them."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Protocol

from kb_index.ranking import Ranking


class Searcher(Protocol):
    """Finds articles for a customer's words."""

    async def search(
        self, query: str, *, lang: str | None = None, k: int = 5, context: Sequence[str] = ()
    ) -> Ranking: ...


@dataclass(frozen=True, slots=True, kw_only=True)
class Order:
    """What a shop says about one order."""

    number: str
    status: str
    carrier: str | None = None
    tracking: str | None = None
    expected: date | None = None


class OrderLookup(Protocol):
    """Finds an order by its number and the e-mail it was placed with."""

    async def find(self, order_number: str, email: str) -> Order | None:
        """Return the order, or None when there is no such order; raise LookupUnavailable."""


class LookupUnavailable(Exception):
    """The shop's order service did not answer, or answered nonsense."""

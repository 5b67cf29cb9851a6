"""Stand-ins for what the actions ask, for tests and for trying the bot without an index or a shop."""

from collections.abc import Mapping, Sequence

from bot.actions.ports import LookupUnavailable, Order
from kb_index.ranking import Hit, Ranking


class StandInSearcher:
    """Gives each question the ranking prepared for it, and remembers what was asked."""

    def __init__(self, rankings: Mapping[str, Ranking]) -> None:
        self.rankings = rankings
        self.asked: list[tuple[str, str | None, tuple[str, ...]]] = []

    async def search(
        self, query: str, *, lang: str | None = None, k: int = 5, context: Sequence[str] = ()
    ) -> Ranking:
        self.asked.append((query, lang, tuple(context)))
        found = self.rankings.get(query, Ranking(hits=(), probability=0.0, lang=lang or "en"))
        return Ranking(hits=found.hits[:k], probability=found.probability, lang=found.lang)


class StandInOrders:
    """A shop with these orders by number and e-mail; can be made unreachable."""

    def __init__(self, orders: Mapping[tuple[str, str], Order], *, reachable: bool = True) -> None:
        self.orders = orders
        self.reachable = reachable

    async def find(self, order_number: str, email: str) -> Order | None:
        if not self.reachable:
            raise LookupUnavailable("the shop does not answer")
        return self.orders.get((order_number, email))


def hit(name: str, title: str, passage: str, *, lang: str = "en", probability: float = 0.5) -> Hit:
    """A hit of an article called by one name throughout."""
    return Hit(
        article_id=name,
        doc_id=name,
        slug=name,
        title=title,
        url=f"/help/{name}",
        lang=lang,
        passage=passage,
        heading="",
        score=probability,
        dense=probability,
        lexical=probability,
        probability=probability,
        checked_at="2026-03-01",
    )

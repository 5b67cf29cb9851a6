"""An article that an agent shows the customer, as a message keeps it."""

from dataclasses import asdict, dataclass

from handoff.domain.conversation.message import Payload


@dataclass(frozen=True, slots=True, kw_only=True)
class ArticleCard:
    """What is shown of an article; `checked_at` is a date such as 2026-03-01."""

    article_id: str
    doc_id: str
    slug: str
    title: str
    url: str | None
    lang: str
    checked_at: str

    @property
    def payload(self) -> Payload:
        """As a bot's answer names its article, so that a card looks the same from either of them."""
        return {"answer": {"outcome": "answered", "hits": [asdict(self)]}}

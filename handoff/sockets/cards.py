"""Looks up the article that an agent wants to show."""

from handoff.domain.conversation.card import ArticleCard
from handoff.domain.errors import NotFound
from kb_index.article import ArticleStatus
from kb_index.errors import ArticleNotFound
from kb_index.store import ArticleStore


async def card_of(articles: ArticleStore, article_id: str | None) -> ArticleCard | None:
    """The card of an article that customers may read; None where none is wanted."""
    if article_id is None:
        return None
    try:
        article = await articles.get(article_id)
    except ArticleNotFound:
        article = None
    if article is None or article.status is not ArticleStatus.PUBLISHED:
        raise NotFound("There is no such published article.")
    return ArticleCard(
        article_id=article.id,
        doc_id=article.doc_id,
        slug=article.slug,
        title=article.title,
        url=article.url,
        lang=article.lang,
        checked_at=article.checked_at.date().isoformat(),
    )

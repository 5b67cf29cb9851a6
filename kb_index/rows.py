"""Articles to database rows and back."""

from collections.abc import Mapping
from typing import Any

from kb_index.article import Article, ArticleStatus
from kb_index.normalise import plain


def values_of(article: Article) -> dict[str, Any]:
    """The column values that keep an article."""
    named = () if article.doc_id == article.id else (article.doc_id,)
    lookup = " ".join((article.title, article.slug, *named, *article.tags))
    return {
        "id": article.id,
        "doc_id": article.doc_id,
        "slug": article.slug,
        "lang": article.lang,
        "title": article.title,
        "body": article.body,
        "tags": list(article.tags),
        "phrasings": list(article.phrasings),
        "status": article.status.value,
        "group_id": article.group_id,
        "url": article.url,
        "lookup": plain(lookup),
        "revision": article.revision,
        "created_at": article.created_at,
        "updated_at": article.updated_at,
        "published_at": article.published_at,
        "checked_at": article.checked_at,
    }


def article_of(row: Mapping[Any, Any]) -> Article:
    """The article kept in a row."""
    return Article(
        id=row["id"],
        doc_id=row["doc_id"],
        slug=row["slug"],
        title=row["title"],
        body=row["body"],
        lang=row["lang"],
        tags=tuple(row["tags"]),
        status=ArticleStatus(row["status"]),
        group_id=row["group_id"],
        phrasings=tuple(row["phrasings"]),
        url=row["url"],
        revision=row["revision"],
        created_at=row["created_at"],
        updated_at=row["updated_at"],
        published_at=row["published_at"],
        checked_at=row["checked_at"],
    )

"""Articles out of the store as a folder of Markdown that import reads back."""

import re
from pathlib import Path
from typing import Any

import frontmatter

from kb_index.article import Article
from kb_index.store import ArticleStore

_UNSAFE = re.compile(r"[^\w.-]+")


async def export_articles(store: ArticleStore, folder: Path) -> int:
    """Write one file an article, in a folder for each language; how many were written."""
    count, cursor = 0, None
    while True:
        page = await store.list(cursor=cursor, limit=200)
        for article in page.articles:
            _write(article, folder)
            count += 1
        cursor = page.cursor
        if cursor is None:
            return count


def _write(article: Article, folder: Path) -> None:
    target = folder / _UNSAFE.sub("_", article.lang)
    target.mkdir(parents=True, exist_ok=True)
    (target / f"{_UNSAFE.sub('_', article.slug)}.md").write_text(as_markdown(article), encoding="utf-8")


def as_markdown(article: Article) -> str:
    """The article with all its fields in the front matter."""
    fields: dict[str, Any] = {
        "doc_id": article.doc_id,
        "title": article.title,
        "lang": article.lang,
        "slug": article.slug,
        "status": article.status.value,
        "group_id": article.group_id,
        "checked_at": article.checked_at.date(),
    }
    if article.url is not None:
        fields["url"] = article.url
    if article.tags:
        fields["tags"] = list(article.tags)
    if article.phrasings:
        fields["phrasings"] = list(article.phrasings)
    post = frontmatter.Post(article.body, **fields)
    return str(frontmatter.dumps(post, sort_keys=False, allow_unicode=True, width=1000)) + "\n"

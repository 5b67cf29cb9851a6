"""An article as it is written, kept and shown."""

import re
import unicodedata
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from kb_index.errors import InvalidArticle

MAX_TITLE = 300
MAX_BODY = 1_000_000
MAX_LIST = 100
MAX_SLUG = 120
MAX_DOC_ID = 400
_LANG = re.compile(r"[a-z]{2,3}(-[A-Za-z0-9]{2,8})*")
_SLUG = re.compile(r"[^\W_]+(-[^\W_]+)*")
_NOT_A_WORD = re.compile(r"[\W_]+")


class ArticleStatus(StrEnum):
    """Who may see an article: editors (draft), everybody (published), nobody any more (archived)."""

    DRAFT = "draft"
    PUBLISHED = "published"
    ARCHIVED = "archived"


@dataclass(frozen=True, slots=True, kw_only=True)
class ArticleDraft:
    """What an editor or an import gives; everything left out is chosen by the store."""

    title: str
    body: str
    lang: str
    tags: tuple[str, ...] = ()
    phrasings: tuple[str, ...] = ()
    url: str | None = None
    slug: str | None = None
    doc_id: str | None = None
    group_id: str | None = None
    checked_at: datetime | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Article:
    """An article as the store keeps it; `checked_at` is when somebody last saw that what it says is right."""

    id: str
    doc_id: str
    slug: str
    title: str
    body: str
    lang: str
    tags: tuple[str, ...]
    status: ArticleStatus
    group_id: str
    phrasings: tuple[str, ...]
    url: str | None
    revision: int
    created_at: datetime
    updated_at: datetime
    published_at: datetime | None
    checked_at: datetime


def slugify(text: str) -> str:
    """A readable slug in the title's own letters: "Jak zwrócić?" becomes "jak-zwrócić"."""
    folded = unicodedata.normalize("NFC", unicodedata.normalize("NFKC", text).casefold())
    words = _NOT_A_WORD.sub("-", folded.replace("\u200c", "-"))
    return words[:MAX_SLUG].strip("-")


def check_draft(draft: ArticleDraft) -> None:
    """Refuse a draft that could not be stored, naming the field."""
    _check_text("title", draft.title, MAX_TITLE)
    _check_text("body", draft.body, MAX_BODY)
    if not _LANG.fullmatch(draft.lang):
        raise InvalidArticle(f"lang: {draft.lang[:20]!r} is not a language code such as en, fa or pl")
    if draft.slug is not None and (len(draft.slug) > MAX_SLUG or not _SLUG.fullmatch(draft.slug)):
        raise InvalidArticle("slug: must be letters and digits joined by single hyphens")
    if draft.doc_id is not None:
        _check_text("doc_id", draft.doc_id, MAX_DOC_ID)
    if draft.url is not None and not draft.url.startswith(("https://", "http://", "/")):
        raise InvalidArticle("url: must begin with https://, http:// or /")
    for name, values in (("tags", draft.tags), ("phrasings", draft.phrasings)):
        if len(values) > MAX_LIST:
            raise InvalidArticle(f"{name}: has more than {MAX_LIST} entries")
        for value in values:
            _check_text(name, value, MAX_TITLE)


def _check_text(name: str, text: str, limit: int) -> None:
    if not text.strip():
        raise InvalidArticle(f"{name}: is empty")
    if len(text) > limit:
        raise InvalidArticle(f"{name}: is longer than {limit} characters")
    if "\x00" in text:
        raise InvalidArticle(f"{name}: holds a NUL character")

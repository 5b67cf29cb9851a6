"""A record from a file to an article's draft, whatever its columns are called."""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, date, datetime, time
from uuid import NAMESPACE_URL, UUID, uuid5

from kb_index.article import MAX_TITLE, ArticleDraft, ArticleStatus, check_draft, slugify
from kb_index.errors import InvalidArticle
from kb_index.language import detect
from kb_index.passages import readable

TEXT_NAMES = ("text", "body", "answer", "content", "markdown")
_NAMES = {
    "doc_id": ("doc_id", "id", "key"),
    "title": ("title", "question", "name", "subject", "heading"),
    "text": TEXT_NAMES,
    "lang": ("lang", "language", "locale"),
    "group": ("group_id", "group", "translation_of"),
}
_TAGS = ("tags", "topics", "keywords", "categories", "category", "section", "guide")
_SUBJECT = ("entity", "product")
_PHRASINGS = ("phrasings", "alternatives", "questions", "variants")
_HEADING = re.compile(r"^#{1,6}[ \t]+(.+)$", re.MULTILINE)
_LANG = re.compile(r"([A-Za-z]{2,3})([-_][A-Za-z0-9]+)*")
_TITLE_CHARS = 80
Record = Mapping[str, object]


@dataclass(frozen=True, slots=True, kw_only=True)
class Found:
    """An article that a file holds; its language is a guess where the file did not say."""

    draft: ArticleDraft
    status: ArticleStatus
    file: str
    line: int
    guessed_lang: bool


def article_from(
    record: Record, *, file: str, line: int, lang: str | None, doc_id: str | None = None
) -> Found:
    """The article of a record, or InvalidArticle saying what is missing."""
    text = _text(record, "text")
    if text is None:
        raise InvalidArticle(f"has no text (looked for {', '.join(_NAMES['text'])})")
    title = _titled(record, _text(record, "title") or _title_of(text))
    body = _body(record, title, text)
    given = _language(record) or lang
    language = given or detect(f"{title}\n{text}")
    group = _text(record, "group")
    draft = ArticleDraft(
        title=title[:MAX_TITLE],
        body=body,
        lang=language,
        tags=_list(record, _TAGS),
        phrasings=_list(record, _PHRASINGS),
        url=_plain(record.get("url")),
        slug=_plain(record.get("slug")),
        doc_id=_text(record, "doc_id") or doc_id or f"{slugify(title)}-{language}",
        group_id=None if group is None else _uuid(group),
        checked_at=_moment(record.get("checked_at")),
    )
    check_draft(draft)
    return Found(draft=draft, status=_status(record), file=file, line=line, guessed_lang=given is None)


def _titled(record: Record, title: str) -> str:
    """The title after what it is about: without the hotel's name, "Is there parking?" says nothing."""
    subject = next((text for name in _SUBJECT if (text := _plain(record.get(name))) is not None), None)
    known = subject is None or subject.casefold() in title.casefold()
    return title if known else f"{subject}: {title}"


def _body(record: Record, title: str, text: str) -> str:
    """The text under its heading and summary, where the record keeps those apart."""
    parts = [text]
    heading = _plain(record.get("heading"))
    if heading is not None and heading != title:
        parts.insert(0, f"## {heading}")
    summary = _plain(record.get("summary")) or _plain(record.get("description"))
    if summary is not None and summary not in text:
        parts.insert(0, summary)
    return "\n\n".join(parts)


def _title_of(text: str) -> str:
    heading = _HEADING.search(text)
    first = readable(heading[1] if heading else text).strip().split("\n")[0]
    if len(first) <= _TITLE_CHARS:
        return first or "?"
    return first[:_TITLE_CHARS].rsplit(" ", 1)[0].rstrip(",;:") + "…"


def _plain(value: object) -> str | None:
    if isinstance(value, bool) or not isinstance(value, (str, int, float)):
        return None
    # Half of a surrogate pair is legal in JSON and in no database.
    return str(value).encode("utf-8", "replace").decode("utf-8").strip() or None


def _text(record: Record, field: str) -> str | None:
    return next((v for name in _NAMES[field] if (v := _plain(record.get(name))) is not None), None)


def _list(record: Record, names: tuple[str, ...]) -> tuple[str, ...]:
    found: list[str] = []
    for name in names:
        value = record.get(name)
        parts = value if isinstance(value, list) else [value]
        if name in ("tags", "topics", "keywords") and isinstance(value, str):
            parts = list(re.split(r"[,;|]", value))
        found += [text for part in parts if (text := _plain(part)) is not None]
    return tuple(dict.fromkeys(found))


def _language(record: Record) -> str | None:
    value = _text(record, "lang")
    if value is None:
        return None
    match = _LANG.fullmatch(value)
    if match is None:
        raise InvalidArticle(f"lang: {value[:20]!r} is not a language code such as en, fa or pl")
    return match[1].lower()


def _status(record: Record) -> ArticleStatus:
    value = _plain(record.get("status"))
    if value is None:
        return ArticleStatus.PUBLISHED
    try:
        return ArticleStatus(value.lower())
    except ValueError:
        known = ", ".join(ArticleStatus)
        raise InvalidArticle(f"status: {value[:20]!r} is none of {known}") from None


def _moment(value: object) -> datetime | None:
    """A date, or a time with its zone, from YAML or as text; a date is its beginning in UTC."""
    if value is None or value == "":
        return None
    try:
        found = datetime.fromisoformat(value.strip()) if isinstance(value, str) else value
    except ValueError:
        found = None
    if isinstance(found, date) and not isinstance(found, datetime):
        found = datetime.combine(found, time())
    if not isinstance(found, datetime):
        raise InvalidArticle(f"checked_at: {str(value)[:30]!r} is not a date such as 2026-03-01")
    return found.replace(tzinfo=UTC) if found.tzinfo is None else found.astimezone(UTC)


def _uuid(group: str) -> str:
    try:
        return str(UUID(group))
    except ValueError:
        return str(uuid5(NAMESPACE_URL, f"baton:{group}"))

"""The demo's help articles as they stand in Markdown files."""

import hashlib
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import frontmatter

from kb_index.article import Article, ArticleDraft, ArticleStatus

FOLDER = Path(__file__).parent / "articles"


@dataclass(frozen=True, slots=True, kw_only=True)
class Written:
    """An article as its file has it."""

    doc_id: str
    draft: ArticleDraft
    status: ArticleStatus


def digest_of_folder(folder: Path = FOLDER) -> str:
    """Changes when any file of the folder does."""
    digest = hashlib.sha256()
    for path in sorted(folder.rglob("*.md")):
        digest.update(path.relative_to(folder).as_posix().encode() + b"\0")
        digest.update(hashlib.sha256(path.read_bytes()).digest())
    return digest.hexdigest()


def read_articles(folder: Path = FOLDER) -> tuple[Written, ...]:
    """Every article of the folder, by language and name."""
    return tuple(_read(path) for path in sorted(folder.rglob("*.md")))


def digest_of(content: ArticleDraft | Article, status: ArticleStatus) -> str:
    """What somebody would see; two articles with the same digest read the same."""
    parts = (
        content.title,
        content.body.strip(),
        content.lang,
        content.slug or "",
        content.group_id or "",
        status.value,
        *content.tags,
        "",
        *content.phrasings,
    )
    return hashlib.sha256("\0".join(parts).encode()).hexdigest()


def _read(path: Path) -> Written:
    post = frontmatter.loads(path.read_text(encoding="utf-8"))
    head: dict[str, Any] = post.metadata
    doc_id = str(head["doc_id"])
    draft = ArticleDraft(
        doc_id=doc_id,
        title=str(head["title"]),
        body=post.content,
        lang=str(head["lang"]),
        slug=str(head["slug"]),
        group_id=str(head["group_id"]),
        tags=tuple(map(str, head["tags"])),
        phrasings=tuple(map(str, head["phrasings"])),
    )
    return Written(doc_id=doc_id, draft=draft, status=ArticleStatus(head["status"]))

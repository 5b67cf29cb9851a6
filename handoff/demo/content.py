"""The demo's help articles as they stand in Markdown files."""

import hashlib
from pathlib import Path

from kb_index import sources
from kb_index.article import Article, ArticleDraft, ArticleStatus
from kb_index.records import Found

FOLDER = Path(__file__).parent / "articles"


def digest_of_folder(folder: Path = FOLDER) -> str:
    """Changes when any file of the folder does."""
    digest = hashlib.sha256()
    for path in sorted(folder.rglob("*.md")):
        digest.update(path.relative_to(folder).as_posix().encode() + b"\0")
        digest.update(hashlib.sha256(path.read_bytes()).digest())
    return digest.hexdigest()


def read_articles(folder: Path = FOLDER) -> tuple[Found, ...]:
    """Every article of the folder, by language and name."""
    found, problems = sources.read_articles(folder)
    if problems:
        raise ValueError("; ".join(map(str, problems)))
    return tuple(found)


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

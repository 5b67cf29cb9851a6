"""An article cut into passages: by heading, then by length, each with the path of headings above it."""

import hashlib
import re
from collections.abc import Iterator
from dataclasses import dataclass, field

from kb_index.article import Article

MAX_WORDS = 120
MIN_WORDS = 25
_HEADING = re.compile(r"(#{1,6})[ \t]+(.+?)[ \t]*#*")
_FENCE = re.compile(r"[ \t]*(```|~~~)")
_SENTENCE_END = re.compile(r"(?<=[.!?؟。…])[\"'»”)]*\s+")
_MARKUP = re.compile(r"!\[[^\]]*\]\([^)]*\)|<[a-zA-Z/!][^>]*>|^[ \t]*[|:-]{3,}[ \t]*$", re.MULTILINE)
_LINK = re.compile(r"\[([^\]]+)\]\((?:[^()\s]|\([^()\s]*\))*(?:\s+\"[^\"]*\")?\)")
_MARKS = re.compile(r"(\*\*|__|`+|^[ \t]*>[ \t]?|^[ \t]*#{1,6}[ \t]+)", re.MULTILINE)


@dataclass(frozen=True, slots=True, kw_only=True)
class Passage:
    """A piece of an article as it is shown, and the texts under which it is found."""

    article_id: str
    ordinal: int
    heading: str
    text: str
    context: str
    phrasing: bool = False
    text_hash: str = field(default="")

    @property
    def embedded(self) -> str:
        """What the embedding model reads."""
        body = "" if self.phrasing else readable(self.text)
        return f"{self.context}\n{body}".strip()


@dataclass(slots=True)
class _Section:
    path: tuple[str, ...]
    blocks: list[str] = field(default_factory=list)

    def add(self, lines: list[str]) -> None:
        text = "\n".join(lines).strip("\n")
        if text.strip():
            self.blocks.append(text)


def readable(markdown: str) -> str:
    """Markdown without its marks, for models and word counts."""
    text = _MARKS.sub("", _LINK.sub(r"\1", _MARKUP.sub(" ", markdown)))
    return re.sub(r"[ \t]+", " ", text).strip()


def split(article: Article, *, max_words: int = MAX_WORDS, min_words: int = MIN_WORDS) -> tuple[Passage, ...]:
    """The passages of an article, its alternative phrasings last."""
    pieces: list[tuple[str, str]] = []
    for section in _sections(article.body):
        heading = " › ".join(h for h in section.path if _bare(h) != _bare(article.title))
        pieces += [(heading, text) for text in _packed(section.blocks, max_words)]
    pieces = _merged(pieces, min_words, max_words) or [("", article.body.strip())]
    found = [
        _passage(article, n, heading, text, _context(article.title, heading, text))
        for n, (heading, text) in enumerate(pieces)
    ]
    first_heading, first_text = pieces[0]
    found += [
        _passage(article, len(pieces) + n, first_heading, first_text, phrase, phrasing=True)
        for n, phrase in enumerate(article.phrasings)
    ]
    return tuple(found)


def _passage(
    article: Article, ordinal: int, heading: str, text: str, context: str, *, phrasing: bool = False
) -> Passage:
    passage = Passage(
        article_id=article.id, ordinal=ordinal, heading=heading, text=text, context=context, phrasing=phrasing
    )
    digest = hashlib.sha256(passage.embedded.encode("utf-8", "surrogatepass")).hexdigest()
    return Passage(
        article_id=article.id,
        ordinal=ordinal,
        heading=heading,
        text=text,
        context=context,
        phrasing=phrasing,
        text_hash=digest,
    )


def _context(title: str, heading: str, text: str) -> str:
    shown = "" if readable(text).startswith(title.rstrip("…").strip()) else title
    return " › ".join(part for part in (shown, heading) if part)


def _bare(text: str) -> str:
    return re.sub(r"[\W_]+", " ", text.casefold()).strip()


def _sections(body: str) -> Iterator[_Section]:
    """Sections in reading order; headings inside a fenced block are text."""
    section, path, lines, fenced = _Section(path=()), dict[int, str](), list[str](), False
    for line in body.splitlines():
        if _FENCE.match(line):
            fenced = not fenced
        heading = None if fenced else _HEADING.fullmatch(line)
        if heading is not None:
            section.add(lines)
            yield section
            level = len(heading[1])
            path = {depth: text for depth, text in path.items() if depth < level}
            path[level] = readable(heading[2])
            section, lines = _Section(path=tuple(path.values())), []
        elif not line.strip() and not fenced:
            section.add(lines)
            lines = []
        else:
            lines.append(line.rstrip())
    section.add(lines)
    yield section


def _packed(blocks: list[str], max_words: int) -> Iterator[str]:
    """Neighbouring blocks together as long as they fit; a block that is too long is cut at sentences."""
    current: list[str] = []
    size = 0
    for block in (piece for whole in blocks for piece in _cut(whole, max_words)):
        words = len(block.split())
        if current and size + words > max_words:
            yield "\n\n".join(current)
            current, size = [], 0
        current.append(block)
        size += words
    if current:
        yield "\n\n".join(current)


def _cut(block: str, max_words: int) -> Iterator[str]:
    if len(block.split()) <= max_words and len(block) <= max_words * 12:
        yield block
        return
    separator = "\n" if "\n" in block else " "
    parts = block.split("\n") if separator == "\n" else _SENTENCE_END.split(block)
    current = ""
    for part in (piece for whole in parts for piece in _chopped(whole, max_words)):
        joined = f"{current}{separator}{part}" if current else part
        if current and (len(joined.split()) > max_words or len(joined) > max_words * 12):
            yield current
            joined = part
        current = joined
    if current.strip():
        yield current


def _chopped(text: str, max_words: int) -> Iterator[str]:
    """Text without sentence ends or spaces still comes in bounded pieces."""
    words = text.split(" ")
    if len(words) <= max_words and len(text) <= max_words * 12:
        yield text
        return
    for start in range(0, len(words), max_words):
        piece = " ".join(words[start : start + max_words])
        for at in range(0, len(piece), max_words * 12):
            yield piece[at : at + max_words * 12]


def _merged(pieces: list[tuple[str, str]], min_words: int, max_words: int) -> list[tuple[str, str]]:
    """A piece of a few words joins the one before it, under its own heading as a line of text."""
    merged: list[tuple[str, str]] = []
    for heading, text in pieces:
        small = len(text.split()) < min_words
        if small and merged:
            before, above = merged[-1]
            if heading == before and len(above.split()) + len(text.split()) <= max_words + min_words:
                merged[-1] = (before, f"{above}\n\n{text}")
                continue
        merged.append((heading, text))
    return merged

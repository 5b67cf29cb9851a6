"""Markdown cut into what can be quoted: sentences, and lists, tables and code blocks whole."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property

from kb_index.analysis import pieces, words
from kb_index.passages import readable

_ITEM = re.compile(r"[ \t]*([-*+]|\d{1,3}[.)])[ \t]+")
_STEP = re.compile(r"[ \t]*\d{1,3}[.)][ \t]+")
_FENCE = re.compile(r"[ \t]*(```|~~~)")
_TABLE = re.compile(r"[ \t]*\|")
_END = re.compile(r"[.!?؟。…؛]+[\"'»”)*_\]]*\s+(?=\S)")
_LOWER_NEXT = re.compile(r"[\"'«„“(*_]*[a-zà-öø-ÿąćęłńóśźż]")
_SHORT_FORM = re.compile(
    r"(?:^|[\s(„“\"])(?:[A-ZĄĆĘŁŃÓŚŹŻ]|e\.g|i\.e|etc|vs|approx|no|nr|np|tj|tzn|ok|ul|al|godz|tel|min|max|ww|"
    r"m\.in|mr|mrs|ms|dr|st|art|str|pkt|zob|cd|itd|itp)\.$",
    re.IGNORECASE,
)
_LEANS = re.compile(
    r"(it|its|they|them|their|this|that|these|those|then|there|otherwise|also|after that|in that case|he|she|"
    r"so|but|and|to|ten|ta|te|ci|potem|wtedy|wówczas|jest|są|można|nie|jej|jego|ich|także|również|działa|"
    r"dzięki temu|آن|این|آنها|آن‌ها|این‌ها|سپس|همچنین|در این صورت|آن وقت|پس از آن|اما|ولی|و)\b",
    re.IGNORECASE,
)


@dataclass(frozen=True, kw_only=True)
class Unit:
    """A sentence, or a list or other block that is never cut; `paragraph` is the block it stands in."""

    text: str
    paragraph: int
    first: bool
    is_list: bool = False

    @cached_property
    def plain(self) -> str:
        """What the reader sees of it."""
        return readable(self.text)

    @cached_property
    def words(self) -> int:
        return len(self.plain.split())

    @cached_property
    def pieces(self) -> tuple[frozenset[str], ...]:
        """Its words, each as the pieces it is made of."""
        return tuple({frozenset(pieces(word)) for word in words(self.plain)})

    @property
    def is_steps(self) -> bool:
        return self.is_list and bool(_STEP.match(self.text))

    @property
    def leads(self) -> bool:
        """Whether it announces what follows."""
        return not self.is_list and self.plain.endswith((":", "："))

    @property
    def leans(self) -> bool:
        """Whether it cannot be understood without the sentence before it."""
        return not self.first and bool(_LEANS.match(self.plain))


def units_of(markdown: str) -> tuple[Unit, ...]:
    """The units of a text, in reading order; a text without any is one."""
    found: list[Unit] = []
    for number, (block, whole) in enumerate(_blocks(markdown)):
        texts = [block] if whole else list(_sentences(block))
        found += [
            Unit(text=text, paragraph=number, first=n == 0, is_list=whole) for n, text in enumerate(texts)
        ]
    return tuple(found) or (Unit(text=markdown.strip(), paragraph=0, first=True),)


def _blocks(markdown: str) -> Iterator[tuple[str, bool]]:
    """Blocks between blank lines, each with whether it must stay whole; a list ends the text above it."""
    lines: list[str] = []
    kept = fenced = False
    for line in [*markdown.splitlines(), ""]:
        starts = (
            not fenced and not kept and bool(_ITEM.match(line) or _TABLE.match(line) or _FENCE.match(line))
        )
        ends = fenced and bool(_FENCE.match(line))
        if lines and (starts or (not line.strip() and not fenced)):
            yield "\n".join(lines).strip("\n"), kept
            lines, kept = [], False
        if line.strip() or fenced:
            lines.append(line.rstrip())
            kept = kept or starts
        if ends:
            yield "\n".join(lines), True
            lines, kept = [], False
        fenced = not ends and (fenced or bool(_FENCE.match(line)))
    if lines:
        yield "\n".join(lines).strip("\n"), kept


def _sentences(block: str) -> Iterator[str]:
    """Sentences of a paragraph; what is emphasised or linked is not cut in two."""
    text, start = " ".join(block.split()), 0
    for end in _END.finditer(text):
        sentence = text[start : end.end()].strip()
        if _SHORT_FORM.search(text[start : end.end()].rstrip()) or _LOWER_NEXT.match(text[end.end() :]):
            continue
        if _open(sentence):
            continue
        yield sentence
        start = end.end()
    if text[start:].strip():
        yield text[start:].strip()


def _open(text: str) -> bool:
    marks = (text.count("**") % 2, text.count("`") % 2, text.replace("**", "").count("*") % 2)
    return (
        any(marks)
        or text.count("[") != text.count("]")
        or text.count("](") != len(re.findall(r"\]\([^)]*\)", text))
    )

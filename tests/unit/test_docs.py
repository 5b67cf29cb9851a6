"""The documents name what is there: links lead somewhere, and the glossary has every word of the enums."""

import re
from enum import StrEnum
from pathlib import Path

import pytest

from handoff.domain.bot.verdict import Verdict
from handoff.domain.enums import (
    AuthorType,
    Availability,
    ConversationState,
    EscalationReason,
    MessageKind,
    Owner,
    Priority,
    Role,
)
from handoff.domain.timing.sla import ClockName, ClockState
from kb_index.article import ArticleStatus

ROOT = Path(__file__).parents[2]
PAGES = sorted([*ROOT.glob("*.md"), *(ROOT / "docs").rglob("*.md")])
LINK = re.compile(r"(?<!!)\[[^\]]*\]\((?!https?:|mailto:|#)([^)#\s]+)")
NO_CODE = {"__pycache__", "dist", "node_modules"}
CODE = re.compile(r"```.*?```|`[^`\n]*`", re.DOTALL)


@pytest.mark.parametrize("page", PAGES, ids=lambda page: str(page.relative_to(ROOT)))
def test_links_lead_somewhere(page: Path) -> None:
    """Every relative link of a document, pictures apart, names a file or folder of the project."""
    links = LINK.findall(CODE.sub("", page.read_text(encoding="utf-8")))
    assert [link for link in links if not (page.parent / link).exists()] == []


def test_the_map_has_every_folder() -> None:
    """Whoever looks for a folder of the code finds in `architecture.md` what it is for."""
    text = (ROOT / "docs" / "architecture.md").read_text(encoding="utf-8")
    folders = {
        folder.name
        for base in ("bot", "handoff", "agent_ui")
        for folder in (ROOT / base).iterdir()
        if folder.is_dir() and not folder.name.startswith(".") and folder.name not in NO_CODE
    }
    assert [name for name in sorted(folders) if f"{name}/`" not in text] == []


@pytest.mark.parametrize(
    "words",
    [
        AuthorType,
        Availability,
        ConversationState,
        EscalationReason,
        MessageKind,
        Owner,
        Priority,
        Role,
        ArticleStatus,
        ClockName,
        ClockState,
        Verdict,
    ],
    ids=lambda words: words.__name__,
)
def test_the_glossary_has_every_value(words: type[StrEnum]) -> None:
    """What the code lets one choose from, the glossary explains."""
    glossary = (ROOT / "docs" / "glossary.md").read_text(encoding="utf-8")
    assert [word.value for word in words if f"`{word.value}`" not in glossary] == []


def test_every_decision_has_a_number_of_its_own() -> None:
    """Their names begin with 1, 2, 3 … without a gap, and each heading says the same number."""
    pages = sorted((ROOT / "docs" / "decisions").glob("*.md"))
    assert [int(page.name[:4]) for page in pages] == list(range(1, len(pages) + 1))
    headings = [page.read_text(encoding="utf-8").split("\n", 1)[0] for page in pages]
    assert [head for number, head in enumerate(headings, 1) if not head.startswith(f"# {number}. ")] == []

"""The page on accessibility leaves no criterion out and names tests that there are."""

import re
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
PAGE = (ROOT / "docs" / "accessibility.md").read_text(encoding="utf-8")
# WCAG 2.2, levels A and AA; 4.1.1 is no longer one of them.
CRITERIA = {
    "A": """1.1.1 1.2.1 1.2.2 1.2.3 1.3.1 1.3.2 1.3.3 1.4.1 1.4.2 2.1.1 2.1.2 2.1.4 2.2.1 2.2.2 2.3.1 2.4.1
        2.4.2 2.4.3 2.4.4 2.5.1 2.5.2 2.5.3 2.5.4 3.1.1 3.2.1 3.2.2 3.2.6 3.3.1 3.3.2 3.3.7 4.1.2""",
    "AA": """1.2.4 1.2.5 1.3.4 1.3.5 1.4.3 1.4.4 1.4.5 1.4.10 1.4.11 1.4.12 1.4.13 2.4.5 2.4.6 2.4.7 2.4.11
        2.5.7 2.5.8 3.1.2 3.2.3 3.2.4 3.3.3 3.3.4 3.3.8 4.1.3""",
}
ROW = re.compile(r"^\| ([1-4]\.\d\.\d+) [^|]+ \| (A{1,2}) \| [^|]+ \| [^|]+ \|$", re.MULTILINE)
NAMED = sorted(set(re.findall(r"`(test_\w+\.py)::(test_\w+)`", PAGE)))


def test_every_criterion_has_a_row() -> None:
    """Once, with its level, how it is met and its test, or a word that there is none."""
    rows = ROW.findall(PAGE)
    assert sorted(rows) == sorted(
        (number, level) for level, all_of in CRITERIA.items() for number in all_of.split()
    )


@pytest.mark.parametrize(("file", "name"), NAMED)
def test_the_tests_are_there(file: str, name: str) -> None:
    """Under the names that the page gives them."""
    assert f"def {name}(" in (ROOT / "tests" / "browser" / file).read_text(encoding="utf-8")

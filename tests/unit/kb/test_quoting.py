"""What is quoted of a passage: the sentences that answer, whole lists, in the order in which they stand."""

import json
from pathlib import Path

import pytest

from kb_index.passages import readable, split
from kb_index.quoting import quote
from kb_index.records import Found
from kb_index.sentences import units_of
from kb_index.sources import read_articles
from tests.unit.kb.making import article

ROOT = Path(__file__).parents[3]
CASES = [
    json.loads(line)
    for line in (ROOT / "tests" / "data" / "quotes.jsonl").read_text(encoding="utf-8").splitlines()
]
WARRANTY = (
    "The lamp has **2 years. Wood has 5 years** of warranty. It begins on the day of delivery and covers "
    "faults of material. It does not cover water, e.g. a spilled glass. Repairs cost nothing, postage "
    "included.\n\n"
    "To report a fault:\n\n1. Take a photo.\n2. Write to us\n   within a week.\n\n"
    "Our workshop stands in Kraków, ul. Długa 5. Nobody there sells lamps, but you may look at how they are "
    "made."
)


@pytest.fixture(scope="module")
def demo() -> dict[str, Found]:
    found, _ = read_articles(ROOT / "handoff" / "demo" / "articles")
    return {str(one.draft.doc_id): one for one in found}


def test_the_sentence_that_answers_is_quoted_in_three_languages(demo: dict[str, Found]) -> None:
    """Of 66 questions all but few are answered by what is quoted, which is less than half of the passage."""
    held, shares = [], []
    for case in CASES:
        draft = demo[case["doc"]].draft
        passages = split(article("a", draft.title, draft.body, lang=draft.lang))
        passage = next(one.text for one in passages if case["quote"] in one.text)
        said = quote(passage, case["question"])
        held.append(case["quote"] in said.text)
        shares.append(len(said.text.split()) / len(passage.split()))
    assert len(held) == 66
    assert sum(held) / len(held) >= 0.95
    assert sum(shares) / len(shares) <= 0.5


def test_a_quote_holds_only_what_the_article_says(demo: dict[str, Found]) -> None:
    """Each part stands in the passage, in its order; nothing is reworded."""
    for case in CASES:
        draft = demo[case["doc"]].draft
        for passage in split(article("a", draft.title, draft.body, lang=draft.lang)):
            plain = " ".join(passage.text.split())
            places = [
                plain.index(" ".join(part.split())) for part in quote(passage.text, case["question"]).parts
            ]
            assert places == sorted(places)


def test_steps_are_quoted_whole_with_the_line_that_leads_to_them() -> None:
    """Nobody gets step 2 without step 1."""
    said = quote(WARRANTY, "how do I report a fault?")
    assert "To report a fault:\n\n1. Take a photo.\n2. Write to us\n   within a week." in said.text
    assert not said.whole


def test_what_leans_on_the_sentence_before_comes_with_it() -> None:
    """ "It does not cover water" needs to say what it is."""
    said = quote(WARRANTY, "is damage by water covered")
    assert said.text.startswith("The lamp has **2 years. Wood has 5 years** of warranty.")
    assert "It does not cover water, e.g. a spilled glass." in said.text
    assert "Kraków" not in said.text


def test_what_is_left_out_is_marked() -> None:
    """Inside a paragraph an ellipsis, between paragraphs a blank line."""
    text = " ".join(f"The {name} lamp weighs {n} kilograms and hangs low." for n, name in enumerate("abcde"))
    filler = "Nothing else about all of this is ever said anywhere by anybody here."
    said = quote(
        f"Zebras are striped. {filler} {filler} Zebras run fast.\n\n{text}", "zebras striped run fast"
    )
    assert said.text == "Zebras are striped. … Zebras run fast."


def test_emphasis_links_and_short_forms_are_not_cut() -> None:
    """A quote is Markdown that still reads."""
    sentences = "See [our page. Really](https://a.example/b.c). Np. ul. Długa 5. End."
    texts = [unit.text for unit in units_of(sentences)]
    assert texts == ["See [our page. Really](https://a.example/b.c).", "Np. ul. Długa 5.", "End."]
    fenced = "```\na. b. c.\n\nd\n```"
    assert [unit.text for unit in units_of(f"{fenced}\nAfter.")] == [fenced, "After."]
    assert [unit.is_list for unit in units_of("Costs:\n- one\n- two\n\nText.")] == [False, True, False]


@pytest.mark.parametrize(
    "text", ["", " ", "One line", "- a\n- b", "؟", "a" * 5000, "**", "1. ", "\u202e<b>x</b>"]
)
def test_any_passage_can_be_quoted(text: str) -> None:
    """Short ones are quoted whole, odd ones do no harm, and no question is needed."""
    for question in ("", "?", "what now"):
        said = quote(text, question)
        assert readable(said.text).split() == readable(text).split()
        assert said.whole

"""Articles are cut by heading and length, and every passage knows where it stands."""

from hypothesis import given
from hypothesis import strategies as st

from kb_index.passages import MAX_WORDS, MIN_WORDS, readable, split
from tests.unit.kb.making import article

LONG = "This sentence has exactly seven words here. " * 60


def test_a_passage_carries_title_and_heading_path() -> None:
    """Headings above a passage come with it, from the outermost in."""
    body = f"Intro.\n\n# Refunds\n\nText one {LONG}\n\n## By card\n\nText two."
    headings = [passage.heading for passage in split(article("a", "Returns", body))]
    assert headings[0] == ""
    assert headings[1] == "Refunds"
    assert headings[-1] == "Refunds › By card"
    assert split(article("a", "Returns", body))[-1].embedded.startswith("Returns › Refunds › By card\n")


def test_long_sections_are_cut_at_sentences() -> None:
    """No passage is much longer than the limit, and none begins in mid-sentence."""
    passages = split(article("a", "T", LONG))
    assert len(passages) > 2
    assert all(len(passage.text.split()) <= MAX_WORDS + MIN_WORDS for passage in passages)
    assert all(passage.text.startswith("This") for passage in passages)


def test_a_heading_inside_a_code_block_is_text() -> None:
    """A comment line of a script is no heading."""
    passages = split(article("a", "T", "```\n# not a heading\nx = 1\n```"))
    assert [passage.heading for passage in passages] == [""]
    assert "# not a heading" in passages[0].text


def test_phrasings_are_found_but_show_the_article() -> None:
    """An alternative phrasing is searched by its own words and shows the opening passage."""
    passages = split(article("a", "Returns", "Send it back.", phrasings=("bring back trainers",)))
    assert passages[-1].phrasing
    assert passages[-1].embedded == "bring back trainers"
    assert passages[-1].text == "Send it back."


def test_unchanged_text_has_an_unchanged_hash() -> None:
    """Editing one section leaves the hashes of the others."""
    body = "\n\n".join(f"## Part {n}\n\n{LONG}" for n in range(3))
    before = {passage.text_hash for passage in split(article("a", "T", body))}
    after = {passage.text_hash for passage in split(article("a", "T", body + "\n\n## Part 3\n\nNew."))}
    assert before < after


def test_markdown_marks_are_not_read() -> None:
    """Links keep their words, pictures and tags go."""
    assert (
        readable("**Go** to [the *page*](https://x.example/a_(b)) ![pic](x.png) <br>") == "Go to the *page*"
    )


@given(st.text(min_size=1).filter(str.strip))
def test_any_text_gives_passages_and_loses_no_word(body: str) -> None:
    """Whatever an editor pastes, every word outside headings stays findable."""
    passages = split(article("a", "Title", body))
    assert passages
    kept = "".join("".join((p.heading + p.text).split()) for p in passages)
    for word in body.split():
        if not word.startswith(("#", "`", "~")) and word.isalnum():
            assert word in kept

"""One word has one form, however it was typed."""

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kb_index.analysis import Wanted, pieces, terms, words
from kb_index.normalise import ZWNJ, fold, plain

SAME = [
    ("كتاب", "کتاب"),
    ("سفارشي", "سفارشی"),
    ("۱۲۳", "123"),
    ("١٢٣", "123"),
    ("مسئله", "مسیله"),
    ("آب", "اب"),
    ("کِتاب", "کتاب"),
    ("کـــتاب", "کتاب"),
    ("Pieniądze", "pieniadze"),
    ("ŁÓDŹ", "lodz"),
    ("Ｆｉｒｅｆｏｘ", "firefox"),
    ("STRASSE", "straße"),
    ("co\u00adoperate", "cooperate"),
    ("cafe\u0301", "caf\u00e9"),
]


@pytest.mark.parametrize(("one", "other"), SAME)
def test_spellings_of_one_word_fold_to_one_form(one: str, other: str) -> None:
    """Letters of Persian and Arabic, digits, marks, case and width make no difference."""
    assert fold(one) == fold(other)


def test_half_space_ends_a_word() -> None:
    """A Persian plural with ZWNJ, with a space and its stem share the stem."""
    assert words(f"کتاب{ZWNJ}ها") == words("کتاب ها") == ["کتاب", "ها"]
    assert plain(f"  می{ZWNJ}خواهم  ") == "می خواهم"


@given(st.text())
def test_folding_twice_is_folding_once(text: str) -> None:
    """A folded text is its own folded form."""
    assert fold(fold(text)) == fold(text)


@given(st.text())
def test_composed_and_decomposed_texts_fold_alike(text: str) -> None:
    """It does not matter how a keyboard composes letters."""
    assert fold(unicodedata.normalize("NFD", text)) == fold(unicodedata.normalize("NFC", text))


@given(st.text())
def test_plain_text_has_no_double_spaces(text: str) -> None:
    """Looking up compares words with single spaces between them."""
    assert plain(text) == plain(text).strip()
    assert "  " not in plain(text)


@given(st.text(max_size=200))
def test_terms_are_pieces_stems_and_pairs(text: str) -> None:
    """A question finds every term of its own text, and the kinds never meet."""
    wanted = Wanted.of(text)
    assert set(wanted.pieces) == {piece for word in words(text) for piece in pieces(word)}
    kinds = [set(kind) for kind in (wanted.pieces, wanted.stems, wanted.pairs)]
    assert set(terms(text)) == set.union(*kinds)
    assert sum(map(len, kinds)) == len(set.union(*kinds))


def test_a_phrase_is_known_in_any_inflection() -> None:
    """Pairs are of stems, in their order."""
    assert Wanted.of("zwrot pieniędzy").stems == Wanted.of("zwroty pieniedzmi").stems
    assert Wanted.of("zwrotu paczki").pairs == Wanted.of("zwrotem paczkom").pairs
    assert Wanted.of("paczki zwrotu").pairs != Wanted.of("zwrotu paczki").pairs


def test_inflected_and_misspelt_words_share_pieces() -> None:
    """What a stemmer and a speller would do comes from shared pieces."""
    assert set(pieces("pieniadze")) & set(pieces("pieniedzy"))
    assert set(pieces("bookmarks")) & set(pieces("bookmraks"))
    assert not set(pieces("zwrot")) & set(pieces("konto"))

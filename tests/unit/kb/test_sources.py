"""Any file gives its good articles, and one line for each thing that is wrong with it."""

import json
from pathlib import Path

import pytest

from kb_index.article import ArticleStatus
from kb_index.errors import InputProblem
from kb_index.sources import read_articles
from tests.support.data import shared_data

GOOD = '{"doc_id": "good", "title": "Good", "text": "All is well.", "lang": "en"}'


def told(path: Path) -> tuple[list[str | None], list[str]]:
    """Document ids read and problems told, without the folder."""
    found, problems = read_articles(path)
    return [one.draft.doc_id for one in found], [str(problem).split("/")[-1] for problem in problems]


@pytest.mark.parametrize(
    ("line", "reason"),
    [
        (b"{broken", "is not JSON (column 2: Expecting property name enclosed in double quotes)"),
        (b"[1, 2]", "is not a JSON object"),
        (
            b'{"doc_id": "x", "title": "No text"}',
            "has no text (looked for text, body, answer, content, markdown)",
        ),
        (
            b'{"text": "x", "lang": "English!"}',
            "lang: 'English!' is not a language code such as en, fa or pl",
        ),
        (
            b'{"text": "x", "lang": "en", "status": "live"}',
            "status: 'live' is none of draft, published, archived",
        ),
        (b'{"text": "caf\xe9"}', "byte 14 is not UTF-8; save the file as UTF-8"),
        (b'{"text": "a\\u0000b", "title": "t"}', "body: holds a NUL character"),
        (b'\x00\x01{"text": "x"}', "holds a NUL character: not a text line"),
        (b"[" * 100_000, "is not JSON (too deep)"),
        (GOOD.encode(), "doc_id 'good' was already used in"),
    ],
)
def test_a_bad_line_is_named_and_the_rest_imported(tmp_path: Path, line: bytes, reason: str) -> None:
    """One line for the bad line; the lines around it are read."""
    file = tmp_path / "a.jsonl"
    file.write_bytes(GOOD.encode() + b"\n" + line + b'\n\n{"doc_id": "last", "text": "z"}\n')
    ids, problems = told(file)
    assert ids == ["good", "last"]
    assert len(problems) == 1
    assert problems[0].startswith(("a.jsonl:2: " + reason)[:60]) or "already used" in str(
        read_articles(file)[1][0]
    )


def test_an_endless_line_is_passed_over(tmp_path: Path) -> None:
    """A 50 MB line costs one message, not the memory of the rest."""
    file = tmp_path / "a.jsonl"
    with file.open("wb") as stream:
        stream.write(b'{"text": "' + b"x" * 50_000_000 + b'"}\n' + GOOD.encode())
    assert told(file) == (["good"], ["a.jsonl:1: the line is longer than 8 MB"])


@pytest.mark.parametrize(
    ("content", "reason"),
    [
        (b"", "a.jsonl: is empty"),
        (b" \n\n ", "a.jsonl: is empty"),
        (GOOD.encode("utf-16"), "a.jsonl: is UTF-16; save it as UTF-8"),
        (b"\x7fELF\x00\x00\x01", "a.jsonl: is not a text file"),
    ],
)
def test_a_file_that_is_no_text_is_named_once(tmp_path: Path, content: bytes, reason: str) -> None:
    """Not once a line."""
    file = tmp_path / "a.jsonl"
    file.write_bytes(content)
    assert told(file) == ([], [reason])


def test_markdown_folders_are_read_with_their_front_matter(tmp_path: Path) -> None:
    """Good files are read whatever their neighbours are; each bad one is named."""
    (tmp_path / "pl").mkdir()
    (tmp_path / "pl" / "zwroty.md").write_text(
        "---\ntags: [a, b]\nstatus: draft\n---\n# Zwroty\n\nW ciągu 30 dni."
    )
    (tmp_path / "plain.md").write_text("No heading, no front matter.")
    (tmp_path / "broken.md").write_text("---\ntitle: [unclosed\nx: y\n---\nText.")
    (tmp_path / "open.md").write_text("---\ntitle: Never closed\n\nText.")
    (tmp_path / "bare.md").write_text("---\ntitle: Nothing below\n---\n")
    (tmp_path / "empty.md").write_text("")
    (tmp_path / "latin.md").write_bytes("Café".encode("latin-1"))
    (tmp_path / "image.png").write_bytes(b"\x89PNG")
    found, problems = read_articles(tmp_path)
    by_id = {one.draft.doc_id: one for one in found}
    assert set(by_id) == {"pl/zwroty", "plain"}
    assert by_id["pl/zwroty"].draft.title == "Zwroty"
    assert by_id["pl/zwroty"].draft.tags == ("a", "b")
    assert by_id["pl/zwroty"].draft.lang == "pl"
    assert by_id["pl/zwroty"].status is ArticleStatus.DRAFT
    assert [str(problem).split("/")[-1] for problem in problems] == [
        "bare.md: has no text below its front matter",
        "broken.md:3: the front matter is not YAML",
        "empty.md: is empty",
        "latin.md:1: byte 4 is not UTF-8; save the file as UTF-8",
        "open.md:1: the front matter is not closed with ---",
    ]


def test_csv_with_its_own_ideas_is_read(tmp_path: Path) -> None:
    """Semicolons, a byte order mark, quoted line ends and other names of columns."""
    file = tmp_path / "a.csv"
    file.write_bytes(
        "\ufeffID;Question;Answer;Language\n"
        '1;"Where; is it?";"Line one\nline two";en-GB\n'
        ";;;\n"
        "2;No answer;;en\n"
        "3;Too;many;en;fields\n"
        "4;Last;Yes.;en\n".encode()
    )
    found, problems = read_articles(file)
    assert [(one.draft.doc_id, one.draft.title, one.draft.body, one.draft.lang) for one in found] == [
        ("1", "Where; is it?", "Line one\nline two", "en"),
        ("4", "Last", "Yes.", "en"),
    ]
    assert [str(problem).split("/")[-1] for problem in problems] == [
        "a.csv:5: has no text (looked for text, body, answer, content, markdown)",
        "a.csv:6: has 5 fields, the first line names 4",
    ]


def test_csv_without_a_text_column_says_so_once(tmp_path: Path) -> None:
    """Missing columns are one problem of the first line."""
    file = tmp_path / "a.csv"
    file.write_text("id,name\n1,a\n2,b\n")
    assert told(file) == ([], ["a.csv:1: has no column text (or body, answer, content, markdown)"])


@pytest.mark.parametrize("name", ["missing.jsonl", "a.docx", "."])
def test_what_is_no_source_is_refused(tmp_path: Path, name: str) -> None:
    """A missing file, an unknown kind, a folder without Markdown."""
    (tmp_path / "a.docx").write_bytes(b"PK")
    with pytest.raises(InputProblem):
        read_articles(tmp_path / name)


def test_languages_are_told_and_settled(tmp_path: Path) -> None:
    """Where nearly all of a file looks Polish, a text that shows nothing is taken for Polish too."""
    rows = [{"doc_id": f"p{n}", "text": "Jak zwrócić zamówienie do sklepu?"} for n in range(9)]
    rows += [
        {"doc_id": "bare", "text": "Excel 2016 Outlook"},
        {"doc_id": "fa", "text": "چگونه سفارش را پس بدهم؟"},
    ]
    file = tmp_path / "a.jsonl"
    file.write_text("\n".join(json.dumps(row, ensure_ascii=False) for row in rows))
    langs = {one.draft.doc_id: one.draft.lang for one in read_articles(file)[0]}
    assert (langs["p0"], langs["bare"], langs["fa"]) == ("pl", "pl", "fa")


@pytest.mark.parametrize(
    ("name", "count"),
    [
        ("kb_sumo/articles.jsonl", 435),
        ("kb_aws/articles.jsonl", 416),
        ("kb_pl_support/articles.jsonl", 900),
        ("kb_fa_pl_faq/articles.jsonl", 561),
        ("kb_fa_wiki/articles.jsonl", 900),
        ("kb_pl_wiki/articles.jsonl", 718),
        ("kb_dialog_faq/faq.jsonl", 12_039),
        ("scenarios_tau2/bank_kb.jsonl", 698),
    ],
)
def test_real_help_centres_are_read_whole(name: str, count: int) -> None:
    """Not one real article is refused."""
    found, problems = read_articles(shared_data(name))
    assert problems == []
    assert len(found) == count

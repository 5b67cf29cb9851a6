"""`baton kb` does what it says, prints one JSON object, and tells a mistake in one line."""

import asyncio
import json
from dataclasses import dataclass
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from kb_index.cli import kb
from kb_index.database import open_engine
from kb_index.store import metadata


@dataclass(frozen=True, kw_only=True)
class Home:
    """Settings as the app hands them over."""

    data_dir: Path
    database_url: str
    embedding_model: str = "all-MiniLM-L6-v2"
    embedding_backend: str = "auto"
    reranker_model: str = ""


@pytest.fixture(scope="module")
def home(tmp_path_factory: pytest.TempPathFactory) -> Home:
    """A data folder with an empty database."""
    folder = tmp_path_factory.mktemp("home")
    made = Home(data_dir=folder, database_url=f"sqlite+aiosqlite:///{folder}/kb.db")

    async def create() -> None:
        engine = open_engine(made.database_url)
        async with engine.begin() as db:
            await db.run_sync(metadata.create_all)
        await engine.dispose()

    asyncio.run(create())
    return made


def run(home: Home, *arguments: str | Path) -> Result:
    """The command's outcome."""
    return CliRunner().invoke(kb, [str(one) for one in arguments], obj=home)


@pytest.fixture(scope="module")
def articles(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A small help centre with one bad line."""
    rows = [
        {
            "doc_id": "returns",
            "title": "Returns",
            "text": "Send shoes back within thirty days.",
            "lang": "en",
        },
        {"doc_id": "hours", "title": "Opening hours", "text": "We are open from nine to five.", "lang": "en"},
        {"doc_id": "zwroty", "title": "Zwroty", "text": "Buty można odesłać w ciągu 30 dni.", "lang": "pl"},
    ]
    file = tmp_path_factory.mktemp("files") / "a.jsonl"
    file.write_text("\n".join([*map(json.dumps, rows), "{broken"]))
    return file


def test_articles_go_in_are_found_and_come_out(home: Home, articles: Path, tmp_path: Path) -> None:
    """Import, import again, search, export and import what was exported."""
    first = run(home, "import", articles, "--json")
    assert first.exit_code == 0
    told = json.loads(first.stdout)
    assert (told["created"], told["unchanged"], told["skipped"]) == (3, 0, 1)
    assert first.stderr.splitlines() == told["problems"]
    assert json.loads(run(home, "import", articles, "--json").stdout)["unchanged"] == 3
    found = json.loads(run(home, "search", "can I bring back my trainers", "--lang", "en", "--json").stdout)
    assert found["hits"][0]["doc_id"] == "returns"
    assert found["outcome"] in ("answered", "clarify", "no_answer")
    assert "Zwroty" in run(home, "search", "zwrot butow").stdout
    assert "article_terms" in run(home, "search", "zwrot butow", "--explain").stdout
    assert json.loads(run(home, "export", tmp_path / "out", "--json").stdout)["exported"] == 3
    again = run(home, "import", tmp_path / "out", "--json")
    assert json.loads(again.stdout) == {
        "created": 0,
        "updated": 0,
        "unchanged": 3,
        "skipped": 0,
        "problems": [],
    }


def test_an_evaluation_gives_the_agreed_figures(home: Home, articles: Path, tmp_path: Path) -> None:
    """Exactly one JSON object with the agreed keys, from both forms of questions."""
    rows = [
        {"question": "when are you open", "gold": ["hours"], "lang": "en"},
        {
            "title": "shoes too small",
            "body": "I want to send them back",
            "gold": ["x", "returns"],
            "lang": "en",
        },
        {"question": "jak odesłać buty", "gold": ["zwroty"], "lang": "pl"},
    ]
    questions = tmp_path / "q.jsonl"
    questions.write_text("\n".join(map(json.dumps, rows)))
    (tmp_path / "off.csv").write_text("question\nwho won the match\nhow tall is the tower\n")
    result = run(home, "evaluate", articles, questions, "--unanswerable", tmp_path / "off.csv", "--json")
    figures = json.loads(result.stdout)
    assert {
        "n",
        "hit@1",
        "hit@5",
        "mrr@10",
        "auroc_right",
        "auroc_off_topic",
        "ece",
        "aurc",
    } <= figures.keys()
    assert {"latency_ms", "index_seconds", "passages", "by_lang", "coverage"} <= figures.keys()
    assert set(figures["coverage"]) == {"0.05", "0.10", "0.20"}
    assert set(figures["decisions"]) == set(figures["decisions_unanswerable"]) == {"0.10", "0.20", "0.30"}
    dial = figures["decisions"]["0.20"]
    assert dial["answered"] + dial["asked_back"] + dial["no_answer"] == pytest.approx(1)
    assert dial["answered"] <= figures["decisions"]["0.30"]["answered"]
    assert (figures["n"], figures["hit@1"]) == (3, 1.0)
    assert set(figures["by_lang"]) == {"en", "pl"}
    assert set(figures["latency_ms"]) == {"p50", "p95"}


@pytest.mark.parametrize(
    "arguments",
    [
        ("import", "nowhere"),
        ("import", "README.md.zip"),
        ("evaluate", "nowhere.jsonl", "nowhere.jsonl"),
        ("search", "  "),
        ("search", "x", "-k", "0"),
        ("search", "x", "--risk", "3"),
        ("import",),
    ],
)
def test_a_mistake_is_one_line_and_exit_2(home: Home, arguments: tuple[str, ...]) -> None:
    """No traceback, nothing on standard output."""
    result = run(home, *arguments)
    assert result.exit_code == 2
    assert result.stdout == ""
    assert "Traceback" not in result.output


def test_a_model_that_is_not_there_is_a_mistake(home: Home, articles: Path, tmp_path: Path) -> None:
    """A wrong setting is told in one line."""
    (tmp_path / "empty").mkdir()
    odd = Home(
        data_dir=home.data_dir, database_url=home.database_url, embedding_model=str(tmp_path / "empty")
    )
    result = run(odd, "import", articles)
    assert result.exit_code == 2
    assert "holds no sentence-transformers model" in result.output

"""`baton kb`: import, export, search and evaluate articles from the command line."""

import asyncio
from collections.abc import Callable, Coroutine, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import asdict
from pathlib import Path
from typing import Any, Protocol, TypeVar

import click

from kb_index.cache import PassageVectors
from kb_index.database import open_engine
from kb_index.embedder import CachedEmbedder, SentenceEmbedder, load_embedder
from kb_index.errors import KnowledgeError
from kb_index.evaluate import evaluate as evaluate_articles
from kb_index.exporting import export_articles
from kb_index.ids import utc_now, uuid7
from kb_index.importing import Imported, import_articles
from kb_index.judgement import decide
from kb_index.passages import split
from kb_index.questions import Asked, read_questions
from kb_index.ranking import Ranking
from kb_index.records import Found
from kb_index.reranker import Reranker, load_reranker
from kb_index.search import KnowledgeIndex
from kb_index.sources import read_articles
from kb_index.store import ArticleStore
from kb_index.terminal import (
    Mistake,
    print_json,
    progress,
    show_figures,
    show_grounds,
    show_problems,
    show_ranking,
)

T = TypeVar("T")


class Home(Protocol):
    """What these commands need of the settings."""

    @property
    def data_dir(self) -> Path: ...

    @property
    def database_url(self) -> str: ...

    @property
    def embedding_model(self) -> str: ...

    @property
    def embedding_backend(self) -> str: ...

    @property
    def reranker_model(self) -> str: ...


@click.group()
def kb() -> None:
    """Knowledge base: import, export, search and evaluate articles."""


json_option = click.option("--json", "as_json", is_flag=True, help="Print one JSON object and nothing else.")
some_path = click.Path(path_type=Path)


@kb.command("import")
@click.argument("path", type=some_path)
@click.option("--lang", help="Language of articles that do not say theirs.")
@json_option
@click.pass_context
def import_command(ctx: click.Context, path: Path, lang: str | None, as_json: bool) -> None:
    """Import a folder of Markdown, a JSONL or a CSV file; what is there already is updated."""
    found, problems = _told(lambda: read_articles(path, lang))
    show_problems(problems)
    if not found:
        raise Mistake(f"{path}: holds no article that can be imported")
    _prepare(ctx)
    imported = _run(_import(ctx.obj, found, quiet=as_json))
    if as_json:
        print_json({**asdict(imported), "skipped": len(problems), "problems": [str(p) for p in problems]})
    else:
        click.echo(
            f"{imported.created} new, {imported.updated} updated, {imported.unchanged} unchanged, "
            f"{len(problems)} passed over"
        )


@kb.command("export")
@click.argument("directory", type=some_path)
@json_option
@click.pass_context
def export_command(ctx: click.Context, directory: Path, as_json: bool) -> None:
    """Export every article as Markdown, in a folder for each language."""
    if directory.exists() and not directory.is_dir():
        raise Mistake(f"{directory}: is a file, not a folder")
    _prepare(ctx)

    async def export() -> int:
        engine = open_engine(ctx.obj.database_url)
        try:
            return await export_articles(ArticleStore(engine), directory)
        finally:
            await engine.dispose()

    count = _run(export())
    print_json({"exported": count, "directory": str(directory)}) if as_json else click.echo(
        f"{count} articles exported to {directory}"
    )


@kb.command("search")
@click.argument("question")
@click.option("--lang", help="Language to search in; told from the question if left out.")
@click.option("-k", type=click.IntRange(1, 50), default=5, show_default=True, help="How many articles.")
@click.option(
    "--risk", type=click.FloatRange(0.01, 0.99), default=0.2, show_default=True, help="Wrong answers."
)
@click.option("--explain", is_flag=True, help="Say what made each score.")
@json_option
@click.pass_context
def search_command(
    ctx: click.Context, question: str, lang: str | None, k: int, risk: float, explain: bool, as_json: bool
) -> None:
    """Search the published articles as the bot does."""
    if not question.strip():
        raise Mistake("the question is empty")
    _prepare(ctx)
    ranking = _run(_search(ctx.obj, question, lang, k, quiet=as_json))
    outcome = decide(ranking.probability, risk)
    if as_json:
        print_json({**asdict(ranking), "outcome": outcome.value})
    else:
        show_ranking(ranking, outcome.value)
        if explain:
            show_grounds(ranking)


@kb.command("evaluate")
@click.argument("articles", type=some_path)
@click.argument("questions", type=some_path)
@click.option("--unanswerable", type=some_path, help="Questions that no article answers.")
@click.option("--lang", help="Language of articles that do not say theirs.")
@click.option("--checked", is_flag=True, help="Only questions whose row says checked: true.")
@click.option("--limit", type=click.IntRange(1), help="Only the first questions.")
@json_option
@click.pass_context
def evaluate_command(
    ctx: click.Context,
    articles: Path,
    questions: Path,
    unanswerable: Path | None,
    lang: str | None,
    checked: bool,
    limit: int | None,
    as_json: bool,
) -> None:
    """Measure ranking and probability on questions with known answers, in a throw-away index."""
    found, problems = _told(lambda: read_articles(articles, lang))
    asked, more = _told(lambda: read_questions(questions, checked=checked))
    nowhere: list[Asked] = []
    if unanswerable is not None:
        nowhere, rest = _told(lambda: read_questions(unanswerable))
        more += rest
    show_problems([*problems, *more])
    if not found:
        raise Mistake(f"{articles}: holds no article that can be used")
    figures = _run(_evaluate(ctx.obj, found, asked[:limit], nowhere, quiet=as_json))
    print_json(figures) if as_json else show_figures(figures)


async def _import(home: Home, found: Sequence[Found], *, quiet: bool) -> Imported:
    engine = open_engine(home.database_url)
    thread = ThreadPoolExecutor(max_workers=1)
    try:
        store = ArticleStore(engine)
        with progress(quiet) as bars:
            # Embedded before they are stored: a running index then only reads vectors.
            embedder = _embedder(home)
            drafts = [store.build(one.draft, one.status, set()) for one in found]
            passages = [passage for article in drafts for passage in split(article)]
            task = bars.add_task("passages", total=len(passages))
            vectors = PassageVectors(engine, embedder, thread)
            await vectors.of(passages, lambda more: bars.advance(task, more))
            task = bars.add_task("articles", total=len(found))
            return await import_articles(
                store,
                found,
                clock=utc_now,
                new_id=uuid7,
                on_progress=lambda more: bars.advance(task, more),
            )
    finally:
        thread.shutdown()
        await engine.dispose()


async def _search(home: Home, question: str, lang: str | None, k: int, *, quiet: bool) -> Ranking:
    engine = open_engine(home.database_url)
    cached = CachedEmbedder(_embedder(home))
    index = KnowledgeIndex.open(ArticleStore(engine), cached, home.data_dir, reranker=_reranker(home))
    try:
        with progress(quiet) as bars:
            task = bars.add_task("passages", total=None)
            await index.start(lambda done, total: bars.update(task, completed=done, total=total))
        return await index.search(question, lang=lang, k=k)
    finally:
        await index.close()
        cached.close()
        await engine.dispose()


async def _evaluate(
    home: Home, found: Sequence[Found], asked: Sequence[Asked], nowhere: Sequence[Asked], *, quiet: bool
) -> dict[str, object]:
    with progress(quiet) as bars:
        embedder = _embedder(home)
        tasks = {step: bars.add_task(step, total=None) for step in ("passages", "questions")}
        report = await evaluate_articles(
            found,
            asked,
            nowhere,
            embedder,
            reranker=_reranker(home),
            on_progress=lambda step, done, total: bars.update(tasks[step], completed=done, total=total),
        )
    return {**report.figures(), "model": embedder.key, "backend": embedder.backend}


def _embedder(home: Home) -> SentenceEmbedder:
    return load_embedder(
        home.embedding_model, backend=home.embedding_backend, cache_dir=home.data_dir / "models"
    )


def _reranker(home: Home) -> Reranker | None:
    return load_reranker(home.reranker_model) if home.reranker_model else None


def _told(work: Callable[[], T]) -> T:
    try:
        return work()
    except KnowledgeError as error:
        raise Mistake(str(error)) from error


def _run(work: Coroutine[Any, Any, T]) -> T:
    return _told(lambda: asyncio.run(work))


def _prepare(ctx: click.Context) -> None:
    """Let the app bring the database up to date; it knows all tables, this package only its own."""
    ctx.meta.get("baton.prepare", lambda: None)()

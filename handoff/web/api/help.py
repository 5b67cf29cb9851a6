"""The help centre inside the widget: topics, a search while somebody types, and an article to read."""

from collections.abc import Iterable, Sequence

from handoff.domain.errors import NotFound, RateLimited
from handoff.services import Services
from handoff.web.api.help_models import (
    HelpArticle,
    HelpArticleOut,
    HelpEntryOut,
    HelpOut,
    HelpQuery,
    TopicOut,
    VoteIn,
)
from handoff.web.route import Access, Asked, Route
from handoff.wire import article_page
from kb_index.article import Article, ArticleStatus
from kb_index.contents import Entry, contents, named_like, published, topics
from kb_index.errors import ArticleNotFound
from kb_index.ranking import Hit
from kb_index.votes import vote, vote_of

MOST_FOUND = 8
MOST_LISTED = 50
SHOWN_AT_FIRST = 5
EXCERPT_CHARS = 140


async def list_help(asked: Asked) -> HelpOut:
    query, services = asked.query, asked.services
    _must_be_patient(asked)
    entries = await contents(services.articles.engine, query.lang)
    fallback = services.desk.policy_now.languages.default
    if not entries and query.lang != fallback:
        entries = await contents(services.articles.engine, fallback)
    shown = await _found(services, entries, query) if query.q.strip() else _listed(entries, query.topic)
    return HelpOut(
        topics=tuple(TopicOut(name=one.name, count=one.count) for one in topics(entries)), articles=shown
    )


async def read_help(asked: Asked) -> HelpArticleOut:
    _must_be_patient(asked)
    return await _to_read(asked, await _public(asked))


async def vote_on_help(asked: Asked) -> HelpArticleOut:
    _must_be_patient(asked)
    services, article = asked.services, await _public(asked)
    await vote(
        services.articles.engine,
        article_id=article.id,
        voter=asked.actor.id,
        helpful=asked.body.helpful,
        at=services.desk.clock(),
    )
    return await _to_read(asked, article)


async def _public(asked: Asked) -> Article:
    try:
        article = await asked.services.articles.get(asked.path["article_id"])
    except ArticleNotFound:
        raise NotFound("no such article") from None
    if article.status is not ArticleStatus.PUBLISHED:
        raise NotFound("no such article")
    return article


async def _to_read(asked: Asked, article: Article) -> HelpArticleOut:
    said = await vote_of(asked.services.articles.engine, article_id=article.id, voter=asked.actor.id)
    return HelpArticleOut(
        article=HelpArticle(
            id=article.id,
            title=article.title,
            body=article.body,
            lang=article.lang,
            url=article.url or article_page(article.lang, article.slug),
            checked_at=article.checked_at,
            vote=said,
        )
    )


def _must_be_patient(asked: Asked) -> None:
    if not asked.services.limits.reading.take(asked.actor.id):
        raise RateLimited


def _listed(entries: Sequence[Entry], topic: str | None) -> tuple[HelpEntryOut, ...]:
    if topic is None:
        return _out(entries[:SHOWN_AT_FIRST])
    return _out([entry for entry in entries if topic in entry.tags][:MOST_LISTED])


async def _found(services: Services, entries: Sequence[Entry], query: HelpQuery) -> tuple[HelpEntryOut, ...]:
    """What is named so, then what answers; an article of another language gives way to its translation."""
    named = named_like(entries, query.q)
    ranking = await services.index.search(query.q, lang=query.lang, k=MOST_FOUND)
    readable = await published(
        services.articles.engine,
        [hit.article_id for hit in ranking.hits],
        [hit.group_id for hit in ranking.hits if hit.group_id],
    )
    hits = [entry for hit in ranking.hits if (entry := _for_reader(hit, readable, query.lang))]
    hits.sort(key=lambda entry: entry.lang != query.lang)
    passages = {hit.article_id: hit.passage for hit in ranking.hits}
    some = list({entry.id: entry for entry in (*named[: MOST_FOUND // 2], *hits, *named)}.values())
    return _out(some[:MOST_FOUND], passages)


def _for_reader(hit: Hit, readable: Sequence[Entry], lang: str) -> Entry | None:
    same = [entry for entry in readable if entry.id == hit.article_id]
    group = [entry for entry in readable if hit.group_id and entry.group_id == hit.group_id]
    own = [entry for entry in group if entry.lang == lang]
    return next(iter((*own, *same)), None)


def _out(entries: Iterable[Entry], passages: dict[str, str] | None = None) -> tuple[HelpEntryOut, ...]:
    known = passages or {}
    return tuple(
        HelpEntryOut(
            id=entry.id, title=entry.title, lang=entry.lang, excerpt=_excerpt(known.get(entry.id, ""))
        )
        for entry in entries
    )


def _excerpt(passage: str) -> str:
    """The beginning of a passage on one line; Markdown's signs are for a page, not for a line."""
    line = " ".join(passage.translate(str.maketrans("", "", "*_`#>")).split())
    return line if len(line) <= EXCERPT_CHARS else line[:EXCERPT_CHARS].rsplit(" ", 1)[0] + "…"


ROUTES = (
    Route(
        method="GET",
        path="/visitor/articles",
        handler=list_help,
        summary="The help centre for a visitor: topics, and articles of one or that answer what is typed",
        access=Access.VISITORS,
        query=HelpQuery,
        answers=(HelpOut,),
    ),
    Route(
        method="GET",
        path="/visitor/articles/{article_id}",
        handler=read_help,
        summary="A published article, to be read in the widget",
        access=Access.VISITORS,
        answers=(HelpArticleOut,),
    ),
    Route(
        method="PUT",
        path="/visitor/articles/{article_id}/vote",
        handler=vote_on_help,
        summary="Say whether an article helped; the last word counts",
        access=Access.VISITORS,
        body=VoteIn,
        answers=(HelpArticleOut,),
    ),
)

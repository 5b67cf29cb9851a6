"""Articles: read by all staff, written by editors; and the box in which an editor asks the bot."""

from collections.abc import Awaitable, Callable

from sanic import HTTPResponse

from handoff.domain.errors import NotFound
from handoff.domain.identity.people import Actor
from handoff.web.api.models import (
    ArticleChange,
    ArticleIn,
    ArticleOut,
    ArticlesOut,
    ArticlesQuery,
    HitOut,
    OneArticleOut,
    SearchOut,
    SearchQuery,
)
from handoff.web.problems import problem
from handoff.web.requests import MAX_ARTICLE_BYTES
from handoff.web.route import ROLES, Access, Asked, Route
from handoff.wire import article_page
from kb_index.article import Article, ArticleStatus
from kb_index.errors import RevisionConflict
from kb_index.ranking import Hit
from kb_index.votes import Votes, votes_on

DERIVED = frozenset({"page", "helpful", "unhelpful"})
DECISIONS = {"answered": "answer", "clarify": "clarify", "no_answer": "hand_over"}


def article_out(article: Article, votes: Votes | None = None) -> ArticleOut:
    """An article on the wire, with its readers' votes where they were counted."""
    known = {name: getattr(article, name) for name in ArticleOut.model_fields if name not in DERIVED}
    counted = votes or Votes()
    return ArticleOut(
        **known,
        page=article_page(article.lang, article.slug),
        helpful=counted.helpful,
        unhelpful=counted.unhelpful,
    )


async def list_articles(asked: Asked) -> ArticlesOut:
    query = asked.query
    words = " ".join(word for word in (query.q, query.tag) if word)
    page = await asked.services.articles.list(
        status=query.status if _may_write(asked.actor) else ArticleStatus.PUBLISHED,
        lang=query.lang,
        q=words or None,
        group_id=query.group_id,
        cursor=query.cursor,
    )
    votes = await votes_on(asked.services.articles.engine, [article.id for article in page.articles])
    found = tuple(article_out(article, votes.get(article.id)) for article in page.articles)
    return ArticlesOut(articles=found, cursor=page.cursor)


async def read_article(asked: Asked) -> OneArticleOut:
    article = await asked.services.articles.get(asked.path["article_id"])
    if article.status is not ArticleStatus.PUBLISHED and not _may_write(asked.actor):
        raise NotFound("no such article")
    votes = await votes_on(asked.services.articles.engine, [article.id])
    return OneArticleOut(article=article_out(article, votes.get(article.id)))


async def create_article(asked: Asked) -> OneArticleOut:
    return OneArticleOut(article=article_out(await asked.services.articles.create(asked.body.draft())))


async def change_article(asked: Asked) -> OneArticleOut | HTTPResponse:
    articles, article_id = asked.services.articles, asked.path["article_id"]
    try:
        article = await articles.update(article_id, asked.body.draft(), expected_revision=asked.body.revision)
    except RevisionConflict as error:
        current = article_out(await articles.get(article_id)).model_dump(mode="json")
        return problem(error.code, str(error), current=current)
    asked.services.index.nudge()
    return OneArticleOut(article=article_out(article))


def _setting(verb: str) -> Callable[[Asked], Awaitable[OneArticleOut]]:
    """A handler that calls one of the store's publish, unpublish, archive, check."""

    async def handler(asked: Asked) -> OneArticleOut:
        article: Article = await getattr(asked.services.articles, verb)(asked.path["article_id"])
        asked.services.index.nudge()
        return OneArticleOut(article=article_out(article))

    return handler


async def delete_article(asked: Asked) -> OneArticleOut:
    article = await asked.services.articles.get(asked.path["article_id"])
    await asked.services.articles.delete(article.id)
    asked.services.index.nudge()
    return OneArticleOut(article=article_out(article))


async def ask_the_bot(asked: Asked) -> SearchOut:
    query, services = asked.query, asked.services
    ranking = await services.index.search(query.q, lang=query.lang, k=query.k)
    outcome = services.dial.decide(ranking.probability) if ranking.hits else "no_answer"
    return SearchOut(
        hits=tuple(_hit_out(hit) for hit in ranking.hits),
        probability=ranking.probability,
        lang=ranking.lang,
        decision=DECISIONS[str(outcome)],
    )


def _hit_out(hit: Hit) -> HitOut:
    known = {name: getattr(hit, name) for name in HitOut.model_fields if name != "page"}
    return HitOut(**known, page=article_page(hit.lang, hit.slug))


def _may_write(actor: Actor) -> bool:
    return actor.role in ROLES[Access.EDITORS]


def _verb_route(verb: str, summary: str) -> Route:
    return Route(
        method="POST",
        path=f"/articles/{{article_id}}/{verb}",
        handler=_setting(verb),
        summary=summary,
        access=Access.EDITORS,
        answers=(OneArticleOut,),
    )


ROUTES = (
    Route(
        method="GET",
        path="/articles",
        handler=list_articles,
        summary="Articles, latest change first; agents see the published ones",
        access=Access.STAFF,
        query=ArticlesQuery,
        answers=(ArticlesOut,),
    ),
    Route(
        method="POST",
        path="/articles",
        handler=create_article,
        summary="A new article, as a draft",
        access=Access.EDITORS,
        body=ArticleIn,
        answers=(OneArticleOut,),
        max_body=MAX_ARTICLE_BYTES,
    ),
    Route(
        method="GET",
        path="/articles/{article_id}",
        handler=read_article,
        summary="One article",
        access=Access.STAFF,
        answers=(OneArticleOut,),
    ),
    Route(
        method="PUT",
        path="/articles/{article_id}",
        handler=change_article,
        summary="Save an article, unless somebody else did since",
        access=Access.EDITORS,
        body=ArticleChange,
        answers=(OneArticleOut,),
        max_body=MAX_ARTICLE_BYTES,
    ),
    Route(
        method="DELETE",
        path="/articles/{article_id}",
        handler=delete_article,
        summary="Delete an article for good",
        access=Access.EDITORS,
        answers=(OneArticleOut,),
    ),
    _verb_route("publish", "Show an article to everybody"),
    _verb_route("unpublish", "Take an article back to draft"),
    _verb_route("archive", "Put an article away"),
    _verb_route("check", "Say that an article still is right"),
    Route(
        method="GET",
        path="/kb/search",
        handler=ask_the_bot,
        summary="What the bot would find and do with a question",
        access=Access.STAFF,
        query=SearchQuery,
        answers=(SearchOut,),
    ),
)

"""The public page of an article: what the link under a bot's answer leads to."""

import html
import json
from importlib.resources import files
from string import Template

from markdown_it import MarkdownIt
from sanic import Blueprint, HTTPResponse, Request
from sanic.response import html as html_response

from handoff.domain.direction import direction_of
from handoff.domain.errors import NotFound
from handoff.services import Services
from handoff.web.security import document_csp
from kb_index.article import Article, ArticleStatus
from kb_index.errors import ArticleNotFound
from kb_index.store import ArticleStore

CACHE = "public, max-age=60"


def help_blueprint(services: Services) -> Blueprint:
    """`GET /help/{lang}/{slug}`."""
    blueprint = Blueprint("help")
    page = HelpPage()
    headers = {"Content-Security-Policy": document_csp(page.style), "Cache-Control": CACHE}

    async def article(request: Request, lang: str, slug: str) -> HTTPResponse:
        found = await _published(services.articles, lang, slug)
        if found is not None:
            return html_response(page.of(found), headers=headers)
        if "text/html" not in request.headers.get("accept", ""):
            raise NotFound("no such article")
        return html_response(page.missing(lang), headers=headers, status=404)

    blueprint.add_route(
        article, "/help/<lang:str>/<slug:str>", methods=("GET", "HEAD"), unquote=True, name="article"
    )
    return blueprint


class HelpPage:
    """Turns an article into a page that needs no script."""

    def __init__(self) -> None:
        folder = files("handoff.web")
        self.style = (folder / "help.css").read_text(encoding="utf-8")
        self._page = Template((folder / "help.html").read_text(encoding="utf-8"))
        self._words = json.loads((folder / "help.json").read_text(encoding="utf-8"))
        self._markdown = MarkdownIt("commonmark", {"html": False}).enable(["table", "strikethrough"])

    def of(self, article: Article) -> str:
        """The page of one article."""
        checked = article.checked_at.date().isoformat()
        return self._fill(
            article.lang,
            title=html.escape(article.title),
            body=self._markdown.render(article.body),
            foot=f'{self._say(article.lang, "checked")}: <time dir="ltr">{checked}</time>',
        )

    def missing(self, lang: str) -> str:
        """What a reader gets whose article is gone."""
        known = lang if lang in self._words else "en"
        body = f"<p>{self._say(known, 'missing_body')}</p>"
        return self._fill(known, title=self._say(known, "missing"), body=body, foot="")

    def _say(self, lang: str, key: str) -> str:
        return str(self._words.get(lang, self._words["en"])[key])

    def _fill(self, lang: str, **parts: str) -> str:
        return self._page.substitute(
            lang=html.escape(lang), direction=direction_of(lang), style=self.style, **parts
        )


async def _published(articles: ArticleStore, lang: str, slug: str) -> Article | None:
    try:
        article = await articles.get_by_slug(lang, slug)
    except ArticleNotFound:
        return None
    return article if article.status is ArticleStatus.PUBLISHED else None

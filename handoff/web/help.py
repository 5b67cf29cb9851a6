"""The public page of an article: what the link under a bot's answer leads to."""

import html
from importlib.resources import files
from string import Template

from markdown_it import MarkdownIt
from sanic import Blueprint, HTTPResponse, Request
from sanic.response import html as html_response

from handoff.domain.errors import NotFound
from handoff.services import Services
from handoff.web.security import document_csp
from kb_index.article import Article, ArticleStatus

RIGHT_TO_LEFT = frozenset({"fa", "ar", "he", "ur"})
CACHE = "public, max-age=60"

UPDATED = {"en": "Updated", "fa": "به‌روزرسانی", "pl": "Zaktualizowano"}


def help_blueprint(services: Services) -> Blueprint:
    """`GET /help/{lang}/{slug}`."""
    blueprint = Blueprint("help")
    markdown = MarkdownIt("commonmark", {"html": False}).enable(["table", "strikethrough"])
    page = Template((files("handoff.web") / "help.html").read_text(encoding="utf-8"))
    style = (files("handoff.web") / "help.css").read_text(encoding="utf-8")
    headers = {"Content-Security-Policy": document_csp(style), "Cache-Control": CACHE}

    async def article(request: Request, lang: str, slug: str) -> HTTPResponse:
        found = await services.articles.get_by_slug(lang, slug)
        if found.status is not ArticleStatus.PUBLISHED:
            raise NotFound("no such article")
        return html_response(_render(page, style, markdown, found), headers=headers)

    blueprint.add_route(
        article, "/help/<lang:str>/<slug:str>", methods=("GET", "HEAD"), unquote=True, name="article"
    )
    return blueprint


def _render(page: Template, style: str, markdown: MarkdownIt, article: Article) -> str:
    return page.substitute(
        lang=html.escape(article.lang),
        direction="rtl" if article.lang.split("-")[0] in RIGHT_TO_LEFT else "ltr",
        style=style,
        title=html.escape(article.title),
        body=markdown.render(article.body),
        updated_label=UPDATED.get(article.lang, UPDATED["en"]),
        updated=article.updated_at.date().isoformat(),
    )

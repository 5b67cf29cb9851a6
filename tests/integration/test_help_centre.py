"""The help centre inside the widget, over HTTP."""

from typing import Any

import pytest

from handoff.domain.enums import Role
from kb_index.article import ArticleDraft
from tests.integration.test_http import bearer, is_problem
from tests.support.clients import visitor
from tests.support.desk_app import DeskApp

SHELF = "/api/v1/visitor/articles"


async def put(app: DeskApp, title: str, body: str, *, public: bool = True, **more: Any) -> str:
    article = await app.services.articles.create(
        ArticleDraft(**{"title": title, "body": body, "lang": "en", **more})
    )
    if public:
        await app.services.articles.publish(article.id)
    return article.id


@pytest.fixture
async def headers(app: DeskApp) -> dict[str, str]:
    token, _ = await app.new_visitor("en")
    return bearer(token)


async def titles(app: DeskApp, headers: dict[str, str], **query: str) -> list[str]:
    answer = await app.http.get(SHELF, headers=headers, params=query)
    assert answer.status_code == 200, answer.text
    return [one["title"] for one in answer.json()["articles"]]


async def test_topics_and_what_is_new(app: DeskApp, headers: dict[str, str]) -> None:
    """Without words: the topics, the latest articles, or those of one topic."""
    for title in ("Returns", "Refunds", "Delivery"):
        await put(app, title, "Words.", tags=("orders",) if title != "Delivery" else ())
    await put(app, "Plans", "Not yet.", public=False, tags=("orders",))
    answer = (await app.http.get(SHELF, headers=headers)).json()
    assert answer["topics"] == [{"name": "orders", "count": 2}]
    assert [one["title"] for one in answer["articles"]] == ["Delivery", "Refunds", "Returns"]
    assert await titles(app, headers, topic="orders") == ["Refunds", "Returns"]
    assert await titles(app, headers, topic="nothing") == []


async def test_what_is_typed_is_looked_for(app: DeskApp, headers: dict[str, str]) -> None:
    """Half a word in titles, whole words inside, with the passage; drafts never."""
    await put(app, "Returns", "you may **send it back** for thirty days")
    await put(app, "Delivery", "parcels take two days")
    await put(app, "Plans", "send it back never", public=False)
    assert await titles(app, headers, q="deliv") == ["Delivery"]
    answer = (await app.http.get(SHELF, headers=headers, params={"q": "send it back"})).json()
    assert [(one["title"], one["excerpt"]) for one in answer["articles"]] == [
        ("Returns", "you may send it back for thirty days")
    ]
    assert await titles(app, headers, q="xyzzy") == []


async def test_the_readers_language_comes_first(app: DeskApp, headers: dict[str, str]) -> None:
    """Where there is nothing in it, English is shown."""
    await put(app, "Returns", "send it back")
    assert await titles(app, headers, lang="fa") == ["Returns"]
    await put(app, "مرجوعی", "پس فرستادن کالا", lang="fa")
    assert await titles(app, headers, lang="fa") == ["مرجوعی"]
    assert await titles(app, headers, lang="en") == ["Returns"]


async def test_an_article_is_read_while_it_is_public(app: DeskApp, headers: dict[str, str]) -> None:
    """With the page where everybody can read it; gone when it is taken back, and never to strangers."""
    id_ = await put(app, "Returns", "You have **30 days**.")
    path = f"{SHELF}/{id_}"
    article = (await app.http.get(path, headers=headers)).json()["article"]
    assert (article["title"], article["body"], article["lang"]) == ("Returns", "You have **30 days**.", "en")
    assert (await app.http.get(article["url"], headers={"accept": "text/html"})).status_code == 200
    await app.services.articles.unpublish(id_)
    is_problem(await app.http.get(path, headers=headers), 404, "not_found")
    is_problem(await app.http.get(f"{SHELF}/0190", headers=headers), 404, "not_found")
    editor = bearer(app.token_of(await app.add("Eli", role=Role.EDITOR)))
    is_problem(await app.http.get(path, headers=editor), 403, "forbidden")


async def test_looking_things_up_has_a_measure(app: DeskApp, headers: dict[str, str]) -> None:
    """One visitor cannot keep the index busy; another is not hindered."""
    codes = [(await app.http.get(SHELF, headers=headers)).status_code for _ in range(70)]
    assert codes[:60] == [200] * 60
    assert 429 in codes[60:]
    token, _ = await app.new_visitor("en")
    assert await titles(app, bearer(token)) == []


async def test_a_second_conversation_begins_beside_a_ticket(app: DeskApp) -> None:
    """The list tells which is the ticket; words go where they were said."""
    async with visitor(app) as vera:
        await vera.says("I cannot wait")
        first = vera.conversation_id
        await vera.ok("ticket.open", conversation_id=first, email=None)
        await vera.open(begin=True)
        assert vera.conversation_id != first
        await vera.says("Something else")
        lines = (await app.http.get("/api/v1/visitor/conversations", headers=bearer(vera.token))).json()
        tickets = {one["id"]: one["ticket"] and one["ticket"]["number"] for one in lines["conversations"]}
        assert tickets == {first: 1001, vera.conversation_id: None}


async def test_readers_say_whether_it_helped_and_editors_see_it(
    app: DeskApp, headers: dict[str, str]
) -> None:
    """One vote for each; it comes back with the article, and editors see how many."""
    id_ = await put(app, "Returns", "You have 30 days.")
    path = f"{SHELF}/{id_}"
    assert (await app.http.get(path, headers=headers)).json()["article"]["vote"] is None
    for helpful in (True, False):
        said = await app.http.put(f"{path}/vote", headers=headers, json={"helpful": helpful})
        assert said.json()["article"]["vote"] is helpful
    token, _ = await app.new_visitor("en")
    await app.http.put(f"{path}/vote", headers=bearer(token), json={"helpful": True})
    assert (await app.http.get(path, headers=headers)).json()["article"]["vote"] is False
    editor = bearer(app.token_of(await app.add("Eli", role=Role.EDITOR)))
    for answer in (
        (await app.http.get(f"/api/v1/articles/{id_}", headers=editor)).json()["article"],
        (await app.http.get("/api/v1/articles", headers=editor)).json()["articles"][0],
    ):
        assert (answer["helpful"], answer["unhelpful"]) == (1, 1)
    await app.services.articles.unpublish(id_)
    gone = await app.http.put(f"{path}/vote", headers=headers, json={"helpful": True})
    is_problem(gone, 404, "not_found")

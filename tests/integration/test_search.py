"""Finding conversations over HTTP, as the console does."""

from tests.integration.test_settings import bearer
from tests.support.clients import console, visitor
from tests.support.desk_app import DeskApp

SEARCH = "/api/v1/search/conversations"


async def test_an_agent_finds_what_was_said_a_moment_ago(app: DeskApp) -> None:
    """With the message, an excerpt that marks the words, and filters; other staff's notes too."""
    ana = await app.add("Ana")
    async with visitor(app) as vera, console(app, ana) as desk:
        await vera.asks_for_a_person()
        await desk.ok("conversation.claim", conversation_id=vera.conversation_id)
        sent = await vera.says("سفارش ۲۰۴۱۷ من کجاست؟")
        headers = bearer(app, ana)
        answer = await app.http.get(SEARCH, headers=headers, params={"q": "20417 سفارش", "owner": "agent"})
        (hit,) = answer.json()["hits"]
        assert hit["conversation"]["id"] == vera.conversation_id
        assert hit["message"]["seq"] == sent["seq"]
        assert [piece["text"] for piece in hit["excerpt"] if piece["hit"]] == ["سفارش", "۲۰۴۱۷"]
        none = await app.http.get(SEARCH, headers=headers, params={"q": "20417", "state": "resolved"})
        assert none.json() == {"hits": [], "cursor": None}
        wrong = await app.http.get(SEARCH, headers=headers, params={"since": "yesterday"})
        assert (wrong.status_code, wrong.json()["code"]) == (400, "invalid")

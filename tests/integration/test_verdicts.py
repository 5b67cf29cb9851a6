"""An agent judges an answer over the socket; colleagues see it at once, the customer never."""

from handoff.domain.bot.turn import BotMessage, BotReply
from tests.support.clients import console, visitor
from tests.support.desk_app import DeskApp


async def test_a_verdict_reaches_colleagues_and_not_the_customer(app: DeskApp) -> None:
    """Call, event, catch-up and HTTP tell the same."""
    ana, reza = await app.add("Ana"), await app.add("Reza")
    hits = [{"article_id": "returns", "title": "Returns", "slug": "returns", "lang": "en"}]
    reply = BotMessage(text="Send it back", payload={"answer": {"outcome": "answered", "hits": hits}})
    app.bot.script = lambda turn: BotReply(messages=(reply,))
    async with visitor(app) as client, console(app, ana) as first, console(app, reza) as second:
        await client.says("How do I return it?")
        heard = await client.hears("message.new", lambda data: data["message"]["author"]["type"] == "bot")
        answer = heard["message"]["id"]
        for agent in (first, second):
            await agent.ok("conversation.open", conversation_id=client.conversation_id)
        call = {"conversation_id": client.conversation_id, "message_id": answer}
        ack = await first.ok("answer.judge", **call, verdict="wrong", article_id="delivery")
        assert ack["verdict"]["agent"]["name"] == "Ana"
        told = await second.hears("answer.judged")
        assert told == {**call, "verdict": ack["verdict"]}
        opened = await second.ok("conversation.open", conversation_id=client.conversation_id)
        assert opened["verdicts"] == [ack["verdict"]]
        over_http = await app.http.get(
            f"/api/v1/conversations/{client.conversation_id}",
            headers={"Authorization": f"Bearer {app.token_of(reza)}"},
        )
        assert over_http.json()["verdicts"] == [ack["verdict"]]
        await second.ok("answer.judge", **call, verdict=None)
        await first.hears("answer.judged", lambda data: data["verdict"] is None)
        assert client.all("answer.judged") == []
        resumed = await client.open(conversation_id=client.conversation_id)
        assert "verdicts" not in resumed
        refused = await first.refused("answer.judge", **call, verdict="splendid")
        assert refused == "invalid"

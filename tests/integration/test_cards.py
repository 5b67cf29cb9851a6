"""An agent shows an article: the customer gets a card like those of the bot."""

from kb_index.article import ArticleDraft
from tests.support.clients import console, visitor
from tests.support.desk_app import DeskApp


async def test_a_published_article_goes_out_as_a_card(app: DeskApp) -> None:
    """Looked up on the server, sent once, and only by whoever has the conversation."""
    ana, reza = await app.add("Ana"), await app.add("Reza")
    draft = ArticleDraft(title="Returns", body="Within 30 days.", lang="en")
    article = await app.services.articles.create(draft)
    async with visitor(app) as client, console(app, ana) as mine, console(app, reza) as other:
        await client.asks_for_a_person()
        here = {"conversation_id": client.conversation_id}
        await mine.ok("conversation.claim", **here)
        card = {**here, "client_message_id": "c1", "kind": "card", "article_id": article.id}
        assert await mine.refused("message.send", **card) == "not_found"
        await app.services.articles.publish(article.id)
        assert await other.refused("message.send", **card) == "forbidden"
        sent = (await mine.ok("message.send", **card))["message"]
        assert (await mine.ok("message.send", **card))["message"] == sent
        assert (sent["kind"], sent["text"]) == ("card", "Returns")
        news = await client.hears("message.new", lambda data: data["message"]["kind"] == "card")
        told = news["message"]
        (hit,) = told["payload"]["answer"]["hits"]
        assert (hit["article_id"], hit["title"]) == (article.id, "Returns")
        assert hit["url"].endswith("/help/en/returns")
        named = await mine.ok("message.send", **{**card, "client_message_id": "c2", "text": "This may help:"})
        assert named["message"]["text"] == "This may help:"
        opened = await mine.ok("conversation.open", **here)
        assert opened["conversation"]["last_text"] == "This may help:"


async def test_a_card_without_an_article_or_an_article_in_a_text_is_refused(app: DeskApp) -> None:
    """Each says what it is."""
    ana = await app.add("Ana")
    article = await app.services.articles.create(ArticleDraft(title="Returns", body="30 days.", lang="en"))
    await app.services.articles.publish(article.id)
    async with visitor(app) as client, console(app, ana) as mine:
        await client.asks_for_a_person()
        here = {"conversation_id": client.conversation_id, "client_message_id": "c1"}
        await mine.ok("conversation.claim", conversation_id=client.conversation_id)
        assert await mine.refused("message.send", **here, kind="card", text="Look") == "invalid"
        assert await mine.refused("message.send", **here, text="Look", article_id=article.id) == "invalid"

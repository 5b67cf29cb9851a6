"""A customer's side of the wire, over a real socket."""

import json

from handoff.domain.bot.turn import BotMessage, BotReply
from kb_index.article import ArticleDraft
from tests.support.clients import Visitor, console, visitor
from tests.support.desk_app import DeskApp
from tests.support.waiting import eventually

BUTTONS = [
    {"id": "helped", "title": "That helped"},
    {"id": "article:7", "title": "Returns", "intent": "ask_article", "text": "secret words for the bot"},
]
HIT = {
    "article_id": "7",
    "doc_id": "internal-7",
    "slug": "returns",
    "title": "Returns",
    "url": None,
    "lang": "en",
    "score": 0.5,
}


def with_buttons(turn: object) -> BotReply:
    answer = {"outcome": "answered", "query": "q", "probability": 0.9, "hits": [HIT]}
    return BotReply(messages=(BotMessage(text="Look:", payload={"answer": answer, "buttons": BUTTONS}),))


async def test_a_question_is_acknowledged_and_answered(app: DeskApp) -> None:
    """The ack carries the stored message; the bot's answer comes as message.new with the next seq."""
    async with visitor(app) as client:
        sent = await client.says("Where is my parcel?")
        assert (sent["seq"], sent["text"]) == (1, "Where is my parcel?")
        assert sent["author"] == {"type": "visitor", "id": client.visitor_id, "name": None, "picture": None}
        answer = await client.hears("message.new", lambda data: data["message"]["author"]["type"] == "bot")
        assert answer["message"]["seq"] == 2
        assert answer["message"]["text"] == "You said: Where is my parcel?"


async def test_the_bot_is_seen_typing_while_it_works(app: DeskApp) -> None:
    """Typing goes on before and off after the answer."""
    app.bot.hold()
    async with visitor(app) as client:
        await client.says("Hello")
        await client.hears("typing", lambda data: data["on"] and data["author"] == {"type": "bot"})
        app.bot.release()
        await client.hears("typing", lambda data: not data["on"])
        await client.hears("message.new", lambda data: data["message"]["author"]["type"] == "bot")


async def test_sending_twice_is_sending_once(app: DeskApp) -> None:
    """The same client_message_id gives the same ack and one message."""
    async with visitor(app) as client:
        first = await client.says("Hello", client_message_id="one")
        again = await client.says("Hello", client_message_id="one")
        assert again == first
        opened = await client.open(conversation_id=client.conversation_id)
        mine = [m for m in opened["messages"] if m["author"]["type"] == "visitor"]
        assert mine == [first]


async def test_a_client_resumes_after_a_seq(app: DeskApp) -> None:
    """A new connection with the same token gets what it missed, and only that."""
    async with visitor(app) as client:
        await client.says("Hello")
        await client.hears("message.new", lambda data: data["message"]["seq"] == 2)
        other = Visitor(client.token, client.visitor_id)
        await other.connect(app.url, client.token)
        resumed = await other.open(conversation_id=client.conversation_id, after=1)
        assert [m["seq"] for m in resumed["messages"]] == [2]
        assert resumed["head_seq"] == 2
        await client.says("And now live")
        await other.hears("message.new", lambda data: data["message"]["text"] == "And now live")
        await other.close()


async def test_open_without_an_id_finds_the_open_conversation(app: DeskApp) -> None:
    """A second tab is in the same conversation."""
    async with visitor(app) as client:
        other = Visitor(client.token, client.visitor_id)
        await other.connect(app.url, client.token)
        opened = await other.open()
        assert opened["conversation"]["id"] == client.conversation_id
        await other.close()


async def test_only_ids_and_titles_of_buttons_leave_the_server(app: DeskApp) -> None:
    """What a button means stays here; an article without an address gets the path of its page."""
    app.bot.script = with_buttons
    async with visitor(app) as client:
        await client.says("How do I return it?")
        heard = await client.hears("message.new", lambda data: data["message"]["author"]["type"] == "bot")
        message = heard["message"]
        assert message["payload"] == {
            "buttons": [{"id": "helped", "title": "That helped"}, {"id": "article:7", "title": "Returns"}],
            "answer": {
                "outcome": "answered",
                "hits": [
                    {
                        "article_id": "7",
                        "slug": "returns",
                        "title": "Returns",
                        "url": "/help/en/returns",
                        "lang": "en",
                    }
                ],
            },
        }
        opened = await client.open(conversation_id=client.conversation_id)
        assert opened["messages"][1] == message
        assert "secret words" not in json.dumps(client.received)


async def test_a_pressed_button_is_looked_up_on_the_server(app: DeskApp) -> None:
    """The bot gets what the button stands for; the customer sees its title."""
    app.bot.script = with_buttons
    async with visitor(app) as client:
        await client.says("How do I return it?")
        shown = await client.hears("message.new", lambda data: data["message"]["author"]["type"] == "bot")
        choice = {"message_id": shown["message"]["id"], "button_id": "article:7"}
        ack = await client.ok(
            "message.send", conversation_id=client.conversation_id, client_message_id="c", choice=choice
        )
        assert ack["message"]["text"] == "Returns"
        assert ack["message"]["payload"] == {"choice": choice}
        await eventually(lambda: len(app.bot.turns) == 2)
        said = app.bot.turns[1].inputs[0]
        assert (said.text, said.intent) == ("secret words for the bot", "ask_article")


async def test_a_button_that_was_never_shown_is_refused(app: DeskApp) -> None:
    """Neither an invented button nor one of an invented message commands anything."""
    app.bot.script = with_buttons
    async with visitor(app) as client:
        await client.says("How do I return it?")
        shown = await client.hears("message.new", lambda data: data["message"]["author"]["type"] == "bot")
        for choice in (
            {"message_id": shown["message"]["id"], "button_id": "handoff"},
            {"message_id": "nothing", "button_id": "helped"},
        ):
            code = await client.refused(
                "message.send", conversation_id=client.conversation_id, client_message_id="x", choice=choice
            )
            assert code == "invalid"


async def test_feedback_is_said_once_and_owes_a_turn(app: DeskApp) -> None:
    """A verdict is stored as the customer's words with the intent looked up here."""
    async with visitor(app) as client:
        await client.says("Hello")
        shown = await client.hears("message.new", lambda data: data["message"]["author"]["type"] == "bot")
        frame = {
            "conversation_id": client.conversation_id,
            "message_id": shown["message"]["id"],
            "helpful": True,
        }
        first = await client.ok("feedback.give", frame)
        again = await client.ok("feedback.give", frame)
        assert first["message"] == again["message"]
        await eventually(lambda: len(app.bot.turns) == 2)
        assert app.bot.turns[1].inputs[0].intent == "answer_helped"


async def test_a_person_can_be_asked_for_at_any_time(app: DeskApp) -> None:
    """The conversation waits in the queue with a place, and the bot is not asked."""
    async with visitor(app) as client:
        conversation = await client.asks_for_a_person()
        assert conversation["owner"] == "queue"
        assert conversation["reason"] == "asked_for_human"
        assert conversation["queue"]["position"] == 1
        assert app.bot.turns == []
        again = await client.asks_for_a_person()
        assert again["epoch"] == conversation["epoch"]


async def test_those_who_wait_hear_of_their_new_place(app: DeskApp) -> None:
    """When the first leaves the queue, the second is told that it is first."""
    async with visitor(app) as first, visitor(app) as second:
        await first.asks_for_a_person()
        waiting = await second.asks_for_a_person()
        assert waiting["queue"]["position"] == 2
        await first.ok("conversation.end", conversation_id=first.conversation_id)
        await second.hears(
            "conversation.updated",
            lambda data: (data["conversation"]["queue"] or {}).get("position") == 1,
        )


async def test_ending_and_rating(app: DeskApp) -> None:
    """An ended conversation is resolved and can be rated, again and again."""
    async with visitor(app) as client:
        await client.says("Hello")
        ended = await client.ok("conversation.end", conversation_id=client.conversation_id)
        assert (ended["conversation"]["owner"], ended["conversation"]["state"]) == ("nobody", "resolved")
        for score in (2, 5):
            rated = await client.ok(
                "csat.give", conversation_id=client.conversation_id, score=score, comment="thanks"
            )
            assert rated["conversation"]["csat"] == score


async def test_polling_works_where_websockets_do_not(app: DeskApp) -> None:
    """The same calls over HTTP long polling."""
    token, visitor_id = await app.new_visitor()
    client = Visitor(token, visitor_id)
    await client.connect(app.url, token, transports=("polling",))
    await client.open()
    await client.says("Hello")
    await client.hears("message.new", lambda data: data["message"]["author"]["type"] == "bot")
    await client.hang_up()


async def test_the_language_follows_the_visitor(app: DeskApp) -> None:
    """A Persian browser begins a Persian conversation; the wire carries its letters unharmed."""
    async with visitor(app, locale="fa-IR") as client:
        opened = await client.open(conversation_id=client.conversation_id)
        assert opened["conversation"]["lang"] == "fa"
        sent = await client.says("سفارش من کجاست؟")
        assert (sent["text"], sent["lang"]) == ("سفارش من کجاست؟", "fa")


async def test_a_waiting_customer_leaves_word_and_may_still_go_back(app: DeskApp) -> None:
    """The tab is closed and opened again: the place is there; then the customer stops waiting."""
    async with visitor(app) as client:
        await client.call("human.request", {"conversation_id": client.conversation_id})
        words = {"conversation_id": client.conversation_id, "phone": "+48 22 123 45 67"}
        left = await client.call("wait.contact", words)
        assert (left["conversation"]["call_back"], left["conversation"]["queue"]["position"]) == (True, 1)
        await client.close()
        again = Visitor(client.token, client.visitor_id)
        await again.connect(app.url, client.token)
        opened = await again.open(conversation_id=client.conversation_id)
        assert opened["conversation"]["queue"]["position"] == 1
        async with console(app, await app.add("Ana")) as agent:
            seen = await agent.call("conversation.open", {"conversation_id": client.conversation_id})
            assert seen["conversation"]["visitor"]["phone"] == "+48221234567"
            assert seen["brief"]["call_back"]["text"] == "+48221234567"
        back = await again.call("wait.cancel", {"conversation_id": client.conversation_id})
        assert (back["conversation"]["owner"], back["conversation"]["call_back"]) == ("bot", False)
        await again.close()


async def test_a_side_question_is_answered_over_the_wire(app: DeskApp) -> None:
    """Live, marked, with buttons that lead to no person; after an agent has come there is none."""
    articles = app.services.articles
    answer = "how long may returns take is 30 days"
    article = await articles.create(ArticleDraft(title="Returns", body=answer, lang="en"))
    await articles.publish(article.id)
    async with visitor(app) as client:
        await client.asks_for_a_person()
        asked = await client.says("how long may returns take")
        heard = await client.hears("message.new", lambda data: data["message"]["payload"].get("aside"))
        payload = heard["message"]["payload"]
        assert (payload["aside"], payload["answer"]["quote"]) == (asked["id"], answer)
        assert [button["id"] for button in payload["buttons"]] == ["helped", "not_meant"]
        assert (await client.open(conversation_id=client.conversation_id))["conversation"]["owner"] == "queue"

"""Who hears of which change in a conversation's header."""

from tests.support.clients import Json, console, visitor
from tests.support.desk_app import DeskApp


def last_words(data: Json) -> object:
    return data["conversation"]["last_text"]


async def test_who_only_looks_reaches_no_console(app: DeskApp) -> None:
    """A widget that is opened begins a conversation, which no list shows until something is said in it."""
    ana = await app.add("Ana")
    async with console(app, ana) as hers, visitor(app) as silent, visitor(app) as maria:
        await maria.asks_for_a_person()
        await hers.hears("conversation.updated", lambda data: data["conversation"]["owner"] == "queue")
        await silent.says("Now I say something.")
        await hers.hears("conversation.updated", lambda data: last_words(data) == "Now I say something.")
        told = [data["conversation"] for data in hers.all("conversation.updated")]
        assert {chat["id"] for chat in told} == {maria.conversation_id, silent.conversation_id}
        assert all(chat["head_seq"] for chat in told)


async def test_last_words_reach_the_agent_whose_conversation_it_is(app: DeskApp) -> None:
    """Colleagues hear of the conversation when its owner changes, not of every word in it."""
    ana, reza = await app.add("Ana"), await app.add("Reza")
    async with console(app, ana) as hers, console(app, reza) as his, visitor(app) as maria:
        await maria.asks_for_a_person()
        await his.hears("conversation.updated", lambda data: data["conversation"]["owner"] == "queue")
        await hers.ok("conversation.claim", conversation_id=maria.conversation_id)
        await his.hears("conversation.updated", lambda data: data["conversation"]["owner"] == "agent")
        await maria.says("Only Ana need know this at once.")
        await hers.hears(
            "conversation.updated", lambda data: last_words(data) == "Only Ana need know this at once."
        )
        await maria.says("This is the last I have to say.")
        await hers.ok("conversation.resolve", conversation_id=maria.conversation_id, reason="answered")
        await his.hears("conversation.updated", lambda data: data["conversation"]["owner"] == "nobody")
        heard = [last_words(data) for data in his.all("conversation.updated")]
        assert "Only Ana need know this at once." not in heard


async def test_a_colleague_who_looks_on_hears_every_word(app: DeskApp) -> None:
    """Who has the conversation open gets its header too."""
    ana, reza = await app.add("Ana"), await app.add("Reza")
    async with console(app, ana) as hers, console(app, reza) as his, visitor(app) as maria:
        await maria.asks_for_a_person()
        await hers.ok("conversation.claim", conversation_id=maria.conversation_id)
        await his.ok("conversation.open", conversation_id=maria.conversation_id)
        await maria.says("Reza is reading along.")
        await his.hears("conversation.updated", lambda data: last_words(data) == "Reza is reading along.")

"""Every store finds conversations alike, by words in any script and by what the conversations are like."""

from datetime import timedelta

import pytest
import sqlalchemy as sa

from handoff.desk.conversation import closing, messages, searching
from handoff.desk.identity import pictures
from handoff.desk.ids import uuid7
from handoff.desk.ownership import handoff
from handoff.desk.ports import Store
from handoff.desk.queueing import queue
from handoff.domain.conversation.search import SearchPage, SearchQuery
from handoff.domain.enums import ConversationState, MessageKind, Owner
from handoff.domain.errors import Forbidden, Invalid
from handoff.domain.identity.people import Actor
from handoff.storage.engine.database import open_engine
from tests.contract.test_store import say
from tests.support.databases import every_store, sql_stores
from tests.support.desks import START, World
from tests.support.files import png


@pytest.fixture
def world(store: Store) -> World:
    return World(store)


async def find(world: World, actor: Actor, text: str = "", **query: object) -> SearchPage:
    return await searching.search(world.desk, actor=actor, text=text, query=SearchQuery(**query))  # type: ignore[arg-type]


def ids(page: SearchPage) -> list[str]:
    return [hit.conversation.id for hit in page.items]


@every_store
@pytest.mark.parametrize(
    ("said", "asked"),
    [
        ("Where is my PARCEL, order LM-20417?", "parcel lm 204"),
        ("سفارش من نرسیده و می‌خواهم لغوش کنم", "می خواهم سفارش"),
        ("كتاب ۱۲۳ را می‌خواهم", "کتاب 123"),
        ("Zażółć gęślą jaźń, łódź", "zazolc LODZ"),
        ("Straße 12/4, kim@example.org", "strasse kim@example.org"),
        ("it's 12e3 or 5.50 zł", "12e3 5.5"),
    ],
)
async def test_words_are_found_however_they_are_written(world: World, said: str, asked: str) -> None:
    """Case, marks, letters of two alphabets and digits of three do not matter, and a beginning is enough."""
    ana = await world.agent()
    _, wanted = await world.chat(said)
    await world.chat("Something else")
    page = await find(world, ana, asked)
    assert ids(page) == [wanted]
    assert any(piece.hit for piece in page.items[0].excerpt)
    assert "".join(piece.text for piece in page.items[0].excerpt) == said


@every_store
async def test_all_words_stand_in_one_message_and_the_newest_is_shown(world: World) -> None:
    """One line a conversation, with how many messages fit; who was spoken to last comes first."""
    ana = await world.agent()
    vera, first = await world.chat("a red lamp")
    _, second = await world.chat("a red lamp, and another red one")
    await world.says(vera, first, "the red lamp again")
    await world.says(vera, first, "a lamp")
    page = await find(world, ana, "red lamp")
    assert ids(page) == [first, second]
    assert [(hit.count, hit.message.seq) for hit in page.items if hit.message] == [(2, 2), (1, 1)]
    assert ids(await find(world, ana, "red another")) == [second]
    assert ids(await find(world, ana, "ed lamp")) == []
    assert ids(await find(world, ana, "?!…")) == []


@every_store
async def test_what_an_agent_said_is_found_with_their_picture_of_now(world: World) -> None:
    """So that colleagues see at once who it was."""
    ana = await world.agent()
    _, chat = await world.served(ana)
    await world.says(ana, chat, "The walnut shelf is back")
    agent = await pictures.put_picture(world.desk, actor=ana, data=png())
    (hit,) = (await find(world, ana, "walnut")).items
    assert hit.message is not None
    assert (hit.message.author.picture, hit.message.author.id) == (agent.picture, ana.id)
    assert agent.picture


@every_store
async def test_notes_are_found_and_the_desks_own_lines_are_not(world: World) -> None:
    """What colleagues told each other is what one looks for; "Ana joined" stands in every conversation."""
    ana = await world.agent()
    _, wanted = await world.chat("hello")
    await queue.claim(world.desk, agent=ana, conversation_id=wanted)
    await messages.send_message(
        world.desk,
        actor=ana,
        conversation_id=wanted,
        client_message_id="n",
        text="courier says Tuesday",
        kind=MessageKind.NOTE,
    )
    assert ids(await find(world, ana, "courier")) == [wanted]
    assert ids(await find(world, ana, "joined")) == []


@every_store
async def test_filters_narrow_what_is_found(world: World) -> None:
    """By agent (also of what they have resolved), owner, state, language, tag, day; with words or without."""
    ana, reza = await world.agent(), await world.agent("Reza")
    vera, served = await world.chat("a lamp")
    world.clock.forward(hours=1)
    _, polish = await world.chat("lampa i a lamp", lang="pl")
    await queue.claim(world.desk, agent=ana, conversation_id=served)
    await closing.tag(world.desk, agent=ana, conversation_id=served, tags=["refund"])
    await handoff.resolve(world.desk, agent=ana, conversation_id=served, reason="answered")
    day = timedelta(minutes=30)
    for text in ("lamp", ""):
        assert set(ids(await find(world, ana, text))) == {served, polish}
        assert ids(await find(world, ana, text, visitor_id=vera.id)) == [served]
        assert ids(await find(world, ana, text, agent_id=ana.id)) == [served]
        assert ids(await find(world, ana, text, agent_id=reza.id)) == []
        assert ids(await find(world, ana, text, tag="refund")) == [served]
        assert ids(await find(world, ana, text, tag="refun")) == []
        assert ids(await find(world, ana, text, lang="pl")) == [polish]
        assert ids(await find(world, ana, text, owner=Owner.BOT)) == [polish]
        assert ids(await find(world, ana, text, state=ConversationState.RESOLVED)) == [served]
        assert ids(await find(world, ana, text, until=START + day)) == []
        assert len(ids(await find(world, ana, text, since=START + day))) == 2


@every_store
async def test_what_was_found_comes_in_pages(world: World) -> None:
    """Nothing twice and nothing left out; a cursor of somebody else's is refused."""
    ana = await world.agent()
    made = [(await world.chat(f"lamp {number}"))[1] for number in range(searching.PAGE + 3)]
    first = await find(world, ana, "lamp")
    rest = await searching.search(
        world.desk, actor=ana, text="lamp", query=SearchQuery(), cursor=first.cursor
    )
    assert ids(first) + ids(rest) == made[::-1]
    assert rest.cursor is None
    with pytest.raises(Invalid):
        await searching.search(world.desk, actor=ana, text="lamp", query=SearchQuery(), cursor="x")


@every_store
async def test_customers_and_editors_search_nothing(world: World) -> None:
    """Searching is for those who serve."""
    vera, _ = await world.chat("a lamp")
    with pytest.raises(Forbidden):
        await find(world, vera, "lamp")


@every_store
async def test_what_was_not_committed_is_not_found(world: World) -> None:
    """The words are kept in the transaction of the message, or not at all."""
    ana = await world.agent()
    _vera, id_ = await world.chat("hello")

    async def fails() -> None:
        async with world.desk.store.transaction() as tx:
            conversation = await tx.conversations.get(id_)
            assert conversation is not None
            await say(tx, conversation, "ephemeral words", id=uuid7())
            raise RuntimeError

    with pytest.raises(RuntimeError):
        await fails()
    assert ids(await find(world, ana, "ephemeral")) == []


@sql_stores
async def test_a_deleted_message_is_not_found(world: World, database_url: str) -> None:
    """The index follows a deletion by anybody, in the same transaction."""
    ana = await world.agent()
    _, id_ = await world.chat("an unforgettable lamp")
    engine = open_engine(database_url)
    async with engine.begin() as db:
        await db.execute(sa.text("DELETE FROM messages WHERE conversation_id = :id"), {"id": id_})
    await engine.dispose()
    assert ids(await find(world, ana, "unforgettable")) == []

"""A merge as both sides meet it over their connections."""

from tests.support.clients import console, visitor
from tests.support.desk_app import DeskApp


async def test_the_customers_page_is_led_to_where_it_goes_on(app: DeskApp) -> None:
    """It hears of it, reads both, writes from the old place, and has one row; then it is undone."""
    agent = await app.add("Ana")
    async with visitor(app) as client, console(app, agent) as ana:
        await client.says("Where is my parcel?")
        there = client.conversation_id
        begun = await client.ok("conversation.open", begin=True)
        here = begun["conversation"]["id"]
        client.conversation_id = here
        await client.asks_for_a_person()
        await ana.ok("conversation.claim", conversation_id=here)
        found = await ana.ok("conversation.others", conversation_id=here)
        assert [one["id"] for one in found["conversations"]] == [there]

        merged = await ana.ok("conversation.merge", conversation_id=here, other=there)
        assert (merged["conversation"]["id"], merged["conversation"]["merged_into"]) == (here, None)
        told = await client.hears(
            "conversation.updated", lambda data: data["conversation"]["merged_into"] == here
        )
        assert (told["conversation"]["id"], told["conversation"]["state"]) == (there, "resolved")
        line = await client.hears(
            "message.new", lambda data: data["message"]["payload"].get("key") == "merged_in"
        )
        params = line["message"]["payload"]["params"]
        assert (params["conversation_id"], params["about"]) == (there, "Where is my parcel?")
        read = await client.ok("conversation.open", conversation_id=there)
        assert read["messages"][0]["text"] == "Where is my parcel?"

        own = await app.http.get(
            "/api/v1/visitor/conversations", headers={"Authorization": f"Bearer {client.token}"}
        )
        assert [one["id"] for one in own.json()["conversations"]] == [here]
        late = await client.say(there, "Hello?")
        assert late["conversation_id"] == here
        await ana.ok("conversation.open", conversation_id=here)
        assert (
            await ana.refused("conversation.unmerge", conversation_id=here, other=there)
            == "illegal_transition"
        )


async def test_a_merge_that_was_a_mistake_is_undone(app: DeskApp) -> None:
    agent = await app.add("Ana")
    async with visitor(app) as client, console(app, agent) as ana:
        await client.says("Where is my parcel?")
        there = client.conversation_id
        here = (await client.ok("conversation.open", begin=True))["conversation"]["id"]
        client.conversation_id = here
        await client.asks_for_a_person()
        await ana.ok("conversation.claim", conversation_id=here)
        await ana.ok("conversation.merge", conversation_id=here, other=there)
        # Headers are told as they stand when they go out: the first is awaited before the next change.
        await client.hears("conversation.updated", lambda data: data["conversation"]["merged_into"] == here)
        await ana.ok("conversation.unmerge", conversation_id=here, other=there)
        back = await client.ok("conversation.open", conversation_id=there)
        assert (back["conversation"]["merged_into"], back["conversation"]["owner"]) == (None, "bot")
        assert [one["payload"].get("key") for one in back["messages"]][-2:] == ["merged_into", "unmerged"]

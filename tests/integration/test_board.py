"""The live board over Socket.IO: who may watch, what they hear, and that looking on makes nobody present."""

from pathlib import Path

from handoff.domain.enums import Role
from tests.integration.test_settings import two_apps
from tests.support.clients import console, visitor
from tests.support.desk_app import DeskApp
from tests.support.waiting import eventually


async def test_what_happens_at_any_process_is_told(tmp_path: Path) -> None:
    """Without being asked, and as long as it is watched."""
    async with two_apps(tmp_path) as (one, two):
        sam, ana = await one.add("Sam", Role.SUPERVISOR), await one.add("Ana")
        async with console(one, sam, looking_on=True) as watch, visitor(two) as client:
            board = (await watch.ok("board.watch"))["board"]
            assert (board["counts"]["queue"], [a["present"] for a in board["agents"]]) == (0, [False, False])
            await client.asks_for_a_person()
            await watch.hears("board.updated", lambda data: data["board"]["counts"]["queue"] == 1)
            async with console(two, ana) as agent:
                await agent.ok("conversation.claim", conversation_id=client.conversation_id)
                await watch.hears(
                    "board.updated",
                    lambda data: [line["agent_id"] for line in data["board"]["serving"]] == [ana.id],
                )
                assert (await watch.ok("board.watch", on=False)) == {"ok": True}


async def test_a_supervisor_takes_over_and_everybody_is_told(app: DeskApp) -> None:
    """The agent loses it before their eyes, the customer reads who answers now, a late word is refused."""
    sam, ana = await app.add("Sam", Role.SUPERVISOR), await app.add("Ana")
    async with visitor(app) as client, console(app, ana) as agent, console(app, sam, looking_on=True) as boss:
        await client.asks_for_a_person()
        claimed = await agent.ok("conversation.claim", conversation_id=client.conversation_id)
        order = {"conversation_id": client.conversation_id, "to": sam.id}
        stale = await boss.refused("conversation.reassign", **order, epoch=1)
        epoch = claimed["conversation"]["epoch"]
        taken = await boss.ok("conversation.reassign", **order, epoch=epoch, comment="I will do this one")
        assert (stale, taken["conversation"]["agent"]["id"]) == ("conflict", sam.id)
        await agent.hears(
            "conversation.updated",
            lambda data: data["conversation"]["agent"] == {"id": sam.id, "name": "Sam", "picture": None},
        )
        await client.hears("message.new", lambda data: "Sam" in data["message"]["text"])
        late = await agent.refused(
            "message.send", conversation_id=client.conversation_id, client_message_id="late", text="Still me"
        )
        assert late in ("forbidden", "illegal_transition")


async def test_a_steered_colleague_hears_it(app: DeskApp) -> None:
    """By whom, on their own pages alone; and the board is for those who lead."""
    sam, ana, reza = await app.add("Sam", Role.SUPERVISOR), await app.add("Ana"), await app.add("Reza")
    async with console(app, ana) as agent, console(app, reza) as other, console(app, sam) as boss:
        await boss.ok("agent.steer", agent_id=ana.id, availability="away", capacity=2)
        told = await agent.hears("agent.steered")
        assert told == {"by": "Sam", "availability": "away", "capacity": 2}
        refused = [
            await other.refused("agent.steer", agent_id=ana.id, availability="offline"),
            await other.refused("board.watch"),
        ]
        assert (refused, other.all("agent.steered")) == (["forbidden", "forbidden"], [])


async def test_looking_on_makes_nobody_present(app: DeskApp) -> None:
    """A board on the wall takes no conversation; a console does."""
    sam = await app.add("Sam", Role.SUPERVISOR)
    async with console(app, sam, looking_on=True) as watch:
        await app.heartbeat.beat()
        assert [one["present"] for one in (await watch.ok("agents.list"))["agents"]] == [False]
        async with console(app, sam):
            assert [one["present"] for one in (await watch.ok("agents.list"))["agents"]] == [True]

        async def gone() -> bool:
            return not (await watch.ok("agents.list"))["agents"][0]["present"]

        await eventually(gone)

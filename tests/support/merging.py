"""A customer with two conversations, and short names for putting them together."""

from dataclasses import dataclass

from handoff.desk.conversation import conversations, merging
from handoff.desk.ownership import handoff
from handoff.desk.queueing import queue
from handoff.domain.conversation.machine import Conversation
from handoff.domain.conversation.view import ConversationView
from handoff.domain.identity.people import Actor
from tests.support.desks import World


@dataclass(slots=True, kw_only=True)
class Pair:
    """`here` is served by Ana; `there` is the customer's other conversation, which they began later."""

    world: World
    ana: Actor
    vera: Actor
    here: str
    there: str

    async def merge(self, agent: Actor | None = None) -> ConversationView:
        return await merging.merge(
            self.world.desk, agent=agent or self.ana, conversation_id=self.here, other=self.there
        )

    async def unmerge(self, agent: Actor | None = None) -> ConversationView:
        return await merging.unmerge(
            self.world.desk, agent=agent or self.ana, conversation_id=self.here, other=self.there
        )

    async def conversation(self, conversation_id: str) -> Conversation:
        async with self.world.desk.store.reading() as tx:
            found = await tx.conversations.get(conversation_id)
        assert found is not None
        return found

    async def queued(self) -> None:
        """The customer waits for a person in the other one."""
        await handoff.request_human(self.world.desk, visitor_id=self.vera.id, conversation_id=self.there)

    async def given_to(self, agent: Actor) -> None:
        """Somebody serves the other one."""
        await self.queued()
        await queue.claim(self.world.desk, agent=agent, conversation_id=self.there)


async def pair(world: World, text: str = "And where is order LM-20417?") -> Pair:
    """Two conversations of one customer; the later one is the bot's, which owes it an answer."""
    ana = await world.agent()
    vera, here = await world.served(ana)
    world.clock.forward(minutes=1)
    there = await another(world, vera, text)
    return Pair(world=world, ana=ana, vera=vera, here=here, there=there)


async def another(world: World, visitor: Actor, text: str) -> str:
    """One more conversation of this customer."""
    opened = await conversations.open_conversation(world.desk, visitor_id=visitor.id, begin=True)
    await world.says(visitor, opened.conversation.id, text)
    return opened.conversation.id

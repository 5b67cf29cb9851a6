"""Whatever is said and done: no handoff without a new word of the customer, and a wish is always granted."""

import asyncio
from collections.abc import Sequence
from datetime import timedelta

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from numpy.typing import NDArray

from bot.signals import Assessor
from handoff.bot_link.turn_reading import TurnReader
from handoff.desk.bot import turns
from handoff.desk.identity import people
from handoff.desk.ownership import handoff
from handoff.desk.ownership.sweep import overdue
from handoff.desk.queueing import queue
from handoff.desk.queueing.queue_state import QueueWatch
from handoff.domain.bot.turn import BotMessage, BotReply, HandoffRequest
from handoff.domain.conversation.closing import ClosingPolicy, ReopenTo
from handoff.domain.enums import AuthorType, Availability, EscalationReason, Owner
from handoff.domain.history.events import OwnerChanged
from handoff.domain.policy import Policy
from tests.support.desks import World

WISHES = ["I want to talk to a human", "می‌خوام با یه آدم حرف بزنم", "poproszę konsultanta"]
WORDS = [
    "Where is my parcel?",
    "Where is my parcel??",
    "How do I return a lamp?",
    "LM-10234, ann@example.org",
    "yes please",
    "thanks",
    "This is ridiculous, three weeks and nobody answers, you are useless!!!",
    "your lamp caught fire and burned my hand",
    "I am a bit annoyed by this",
    *WISHES,
]
FOUND = BotReply(
    messages=(BotMessage(text="So:", payload={"answer": {"outcome": "answered", "probability": 0.9}}),)
)
NOTHING = BotReply(
    messages=(
        BotMessage(
            text="I found nothing. A person?",
            payload={
                "answer": {"outcome": "no_answer", "probability": 0.1},
                "buttons": [{"id": "human", "title": "Person"}],
            },
        ),
    )
)
GIVES_UP = BotReply(handoff=HandoffRequest(reason=EscalationReason.REPEATED_FALLBACK))
REPLIES = [FOUND, NOTHING, GIVES_UP]


class NoEmbedder:
    """Without a model the words decide."""

    async def embed(self, texts: Sequence[str]) -> NDArray[np.float32]:
        raise AssertionError("not asked")


class Scene:
    """One customer, one agent, and the bot's turns as the runner takes them."""

    def __init__(self) -> None:
        # Who comes back soon is not the bot's; here it is asked what the bot does with whom it gets.
        closing = ClosingPolicy(reopen_to=ReopenTo.BOT)
        self.world = World(policy=Policy(presence_ttl=timedelta(days=365), closing=closing))
        assessor = Assessor(NoEmbedder(), default_model=False)
        watch = QueueWatch(self.world.desk, fresh_seconds=0)
        self.reader = TurnReader(desk=self.world.desk, assess=assessor, queue=watch)

    async def begin(self) -> None:
        self.ana = await self.world.agent(online=False)
        self.visitor, self.chat = await self.world.chat(None)

    async def owner(self) -> Owner:
        return (await self.world.view(self.chat)).owner

    async def say(self, text: str, reply: BotReply) -> None:
        await self.world.says(self.visitor, self.chat, text)
        await self.answer(reply)
        if text in WISHES:
            assert await self.owner() in (Owner.QUEUE, Owner.AGENT)

    async def answer(self, reply: BotReply) -> None:
        while turn := await turns.begin_turn(self.world.desk, self.chat):
            reading = await self.reader.read(turn)
            told, decided = (BotReply(handoff=reading.handoff), reading.decided)
            if reading.handoff is None:
                told, decided = self.reader.review(reading, reply)
            await turns.finish_turn(self.world.desk, reading.turn, told, decided)

    async def serve(self, then: str) -> None:
        if await self.owner() is not Owner.QUEUE:
            return
        await queue.claim(self.world.desk, agent=self.ana, conversation_id=self.chat)
        await self.world.says(self.ana, self.chat, "Let me see")
        if then == "hand_back":
            await handoff.hand_back(self.world.desk, agent=self.ana, conversation_id=self.chat)
        else:
            await handoff.resolve(self.world.desk, agent=self.ana, conversation_id=self.chat)

    async def online(self, here: bool) -> None:
        desk, ana = self.world.desk, self.ana
        await people.keep_present(desk, agent_id=ana.id)
        choice = Availability.ONLINE if here else Availability.AWAY
        await people.set_availability(desk, agent=ana, availability=choice)

    async def wait(self) -> None:
        self.world.clock.forward(minutes=6)
        await overdue(self.world.desk)
        await self.answer(FOUND)

    def handed_over(self) -> int:
        """How often the bot has given the conversation to the queue."""
        return sum(
            isinstance(event, OwnerChanged) and event.before is Owner.BOT and event.after is Owner.QUEUE
            for event in self.world.recorder.events
        )

    async def said(self) -> int:
        """How many words the customer has said."""
        return sum(m.author.type is AuthorType.VISITOR for m in await self.world.said(self.chat))


STEPS = st.one_of(
    st.tuples(st.just("say"), st.sampled_from(WORDS), st.sampled_from(REPLIES)),
    st.tuples(st.just("serve"), st.sampled_from(["hand_back", "resolve"])),
    st.tuples(st.just("online"), st.booleans()),
    st.tuples(st.just("wait")),
)


async def play(steps: Sequence[tuple[object, ...]]) -> None:
    scene = Scene()
    await scene.begin()
    said_at_last, handed = 0, 0
    for name, *with_ in steps:
        await getattr(scene, str(name))(*with_)
        if (now := scene.handed_over()) != handed:
            said = await scene.said()
            assert now == handed + 1
            assert said > said_at_last, "a handoff without a new word of the customer"
            said_at_last, handed = said, now


@settings(max_examples=150, deadline=None)
@given(st.lists(STEPS, max_size=14))
def test_no_handoff_without_a_new_word(steps: list[tuple[object, ...]]) -> None:
    """And every explicit wish ends with people, whatever the bot would have said."""
    asyncio.run(play(steps))


@pytest.mark.parametrize("then", ["hand_back", "resolve"])
@pytest.mark.parametrize("wish", [*WISHES, WORDS[6], WORDS[7]])
async def test_what_led_to_people_does_not_lead_there_again(wish: str, then: str) -> None:
    """After people only what is said since counts: wish, anger, topic."""
    scene = Scene()
    await scene.begin()
    await scene.online(True)
    await scene.say(wish, FOUND)
    await scene.serve(then)
    await scene.say("How do I return a lamp?", FOUND)
    assert await scene.owner() is Owner.BOT
    assert scene.handed_over() == 1


async def test_failed_answers_and_repeats_begin_anew() -> None:
    """Two misses before the hand back are none after it."""
    scene = Scene()
    await scene.begin()
    await scene.say("Where is my parcel?", NOTHING)
    await scene.say("Where is my parcel?", GIVES_UP)
    await scene.wait()
    assert await scene.owner() is Owner.QUEUE
    await scene.serve("hand_back")
    await scene.say("Where is my parcel?", NOTHING)
    assert await scene.owner() is Owner.BOT


async def test_yes_to_the_offer_of_a_person_is_a_wish() -> None:
    """The bot asked, the customer agreed; the same yes to an answer is none."""
    scene = Scene()
    await scene.begin()
    await scene.say("Where is my parcel?", FOUND)
    await scene.say("yes please", NOTHING)
    assert await scene.owner() is Owner.BOT
    await scene.say("yes please", FOUND)
    view = await scene.world.view(scene.chat)
    assert (view.owner, view.reason) == (Owner.QUEUE, EscalationReason.ASKED_FOR_HUMAN)

"""What is asked at the end: of the customer how it was, of the agent how it ended."""

from collections.abc import Mapping

import pytest

from handoff.desk.conversation import closing, conversations, feedback
from handoff.desk.ownership import handoff
from handoff.domain.conversation.closing_form import (
    LEFT_QUEUE,
    Answer,
    ClosingForm,
    Question,
    QuestionKind,
    Rating,
)
from handoff.domain.conversation.view import ConversationView
from handoff.domain.enums import Role
from handoff.domain.errors import Conflict, Forbidden, IllegalTransition, Invalid
from handoff.domain.identity.people import Actor
from tests.support.desks import World

QUESTIONS = (
    Question(id="solved", kind=QuestionKind.YES_NO, text={"en": "Settled?", "pl": "Załatwione?"}),
    Question(id="effort", kind=QuestionKind.SCALE, text={"en": "How easy was it?"}),
    Question(id="wish", kind=QuestionKind.TEXT, text={"en": "What would you wish for?"}),
)


async def rate(world: World, visitor: Actor, chat: str, score: int = 4, **more: object) -> ConversationView:
    return await feedback.give_csat(
        world.desk,
        visitor_id=visitor.id,
        conversation_id=chat,
        score=score,
        **more,  # type: ignore[arg-type]
    )


async def end(world: World, visitor: Actor, chat: str) -> ConversationView:
    return await conversations.end_conversation(world.desk, visitor_id=visitor.id, conversation_id=chat)


async def test_each_end_is_rated_for_itself() -> None:
    """Never before the end; a reopened conversation is asked again, and the first rating is kept."""
    world = World()
    visitor, chat = await world.chat()
    with pytest.raises(IllegalTransition):
        await rate(world, visitor, chat)
    first = await end(world, visitor, chat)
    assert (first.csat_due, first.csat) == (True, None)
    await rate(world, visitor, chat, 2, comment=" slow ")
    await world.says(visitor, chat, "One more thing")
    assert not (await world.view(chat)).csat_due
    with pytest.raises(IllegalTransition):
        await rate(world, visitor, chat)
    second = await end(world, visitor, chat)
    assert (second.csat_due, second.csat) == (True, None)
    await rate(world, visitor, chat, 5)
    async with world.desk.store.reading() as tx:
        said = await tx.handoffs.ratings(chat)
    at = world.clock()
    assert said == [
        Rating(conversation_id=chat, epoch=first.epoch, score=2, comment="slow", at=at),
        Rating(conversation_id=chat, epoch=second.epoch, score=5, at=at),
    ]


async def test_who_gave_up_waiting_is_not_asked_how_it_was() -> None:
    """Nor one who said nothing, nor spam; a lead who ends a waiting conversation serves nobody."""
    world = World()
    lead = await world.agent("Lea", role=Role.SUPERVISOR)
    gave_up, waiting = await world.waiting()
    assert (await end(world, gave_up, waiting)).resolve_reason == LEFT_QUEUE
    silent, empty = await world.chat(text=None)
    await end(world, silent, empty)
    spammer, spam = await world.served(lead)
    await handoff.resolve(world.desk, agent=lead, conversation_id=spam, reason="spam")
    forgotten, still_waiting = await world.waiting()
    await handoff.resolve(world.desk, agent=lead, conversation_id=still_waiting, reason="answered")
    for visitor, chat in ((gave_up, waiting), (silent, empty), (spammer, spam), (forgotten, still_waiting)):
        assert not (await world.view(chat)).csat_due
        with pytest.raises(IllegalTransition):
            await rate(world, visitor, chat)


@pytest.mark.parametrize(
    "answers",
    [
        {"solved": 1},
        {"solved": "yes"},
        {"effort": True},
        {"effort": 6},
        {"wish": 3},
        {"wish": "x" * 2001},
        {"age": 3},
    ],
)
async def test_an_answer_that_was_not_asked_for_is_refused(answers: Mapping[str, Answer]) -> None:
    """By kind and by id; nothing of it is kept."""
    world = World()
    lead = await world.agent("Lea", role=Role.SUPERVISOR)
    await closing.set_form(world.desk, actor=lead, form=ClosingForm(questions=QUESTIONS))
    visitor, chat = await world.chat()
    await end(world, visitor, chat)
    with pytest.raises(Invalid):
        await rate(world, visitor, chat, answers=answers)
    assert (await world.view(chat)).csat is None
    given = {"solved": True, "effort": 5, "wish": "a tram stop"}
    assert (await rate(world, visitor, chat, answers=given)).csat == 4
    async with world.desk.store.reading() as tx:
        assert (await tx.handoffs.ratings(chat))[0].answers == given


async def test_questions_are_asked_in_the_conversations_language() -> None:
    """Or in the first one the desk has written them in."""
    world = World()
    lead = await world.agent("Lea", role=Role.SUPERVISOR)
    await closing.set_form(world.desk, actor=lead, form=ClosingForm(questions=QUESTIONS))
    visitor, chat = await world.chat(lang="pl")
    view, form = await closing.csat_form(world.desk, visitor_id=visitor.id, conversation_id=chat)
    assert [one.say(view.lang) for one in form.questions][:2] == ["Załatwione?", "How easy was it?"]


async def test_an_end_says_what_the_desk_requires() -> None:
    """A reason of the desk's and a tag; what is missing is named and nothing is closed."""
    world = World()
    ana, lead = await world.agent(), await world.agent("Lea", role=Role.SUPERVISOR)
    form = ClosingForm(
        reasons=("done", "spam"), reason_required=True, tags=("refund", "tax"), tags_required=True
    )
    await closing.set_form(world.desk, actor=lead, form=form)
    _, chat = await world.served(ana)
    for reason, tags in ((None, ["tax"]), ("answered", ["tax"]), ("done", None), ("done", ["rain"])):
        with pytest.raises(Invalid):
            await handoff.resolve(world.desk, agent=ana, conversation_id=chat, reason=reason, tags=tags)
    view = await closing.tag(world.desk, agent=ana, conversation_id=chat, tags=[" refund ", "refund"])
    assert view.tags == ("refund",)
    view = await handoff.resolve(world.desk, agent=ana, conversation_id=chat, reason="done")
    assert (view.resolve_reason, view.tags) == ("done", ("refund",))


async def test_a_desk_without_tags_lets_agents_choose_their_words() -> None:
    """As many as a person can read."""
    world = World()
    ana = await world.agent()
    _, chat = await world.served(ana)
    view = await closing.tag(world.desk, agent=ana, conversation_id=chat, tags=["lamp", "زرد"])
    assert view.tags == ("lamp", "زرد")
    for tags in (["x" * 41], [str(number) for number in range(21)]):
        with pytest.raises(Invalid):
            await closing.tag(world.desk, agent=ana, conversation_id=chat, tags=tags)


async def test_only_those_who_lead_set_the_form_and_nobody_unseen() -> None:
    """A revision that was read long ago is refused; so is a form that cannot be asked."""
    world = World()
    ana, lead = await world.agent(), await world.agent("Lea", role=Role.SUPERVISOR)
    assert (await closing.read_form(world.desk, actor=ana)).value == ClosingForm()
    with pytest.raises(Forbidden):
        await closing.set_form(world.desk, actor=ana, form=ClosingForm())
    form = ClosingForm(questions=QUESTIONS, tags=("a",))
    setting = await closing.set_form(world.desk, actor=lead, form=form, revision=0)
    assert (setting.value, setting.revision, setting.by) == (form, 1, "Lea")
    with pytest.raises(Conflict):
        await closing.set_form(world.desk, actor=lead, form=form, revision=0)
    nowhere = Question(id="q", kind=QuestionKind.TEXT, text={"xx": "?"})
    for bad in (
        ClosingForm(reasons=()),
        ClosingForm(questions=QUESTIONS * 2),
        ClosingForm(questions=(nowhere,)),
    ):
        with pytest.raises(Invalid):
            await closing.set_form(world.desk, actor=lead, form=bad)

"""Every store keeps verdicts, desk-wide settings and refitted judges alike."""

from dataclasses import replace

from handoff.desk.ids import uuid7
from handoff.desk.ports import Store
from handoff.domain.bot.verdict import AnswerVerdict, Verdict
from handoff.domain.conversation.handoff import Handoff
from handoff.domain.deskwide import ANSWERING, JudgeRecord, SettingChange
from handoff.domain.enums import EscalationReason, Priority
from tests.contract.test_store import conversing, say, some_agent
from tests.support.databases import every_store
from tests.support.desks import START

pytestmark = every_store


async def test_a_verdict_is_replaced_and_taken_back(store: Store) -> None:
    """One verdict an answer, the last one counts, and other conversations do not show it."""
    async with conversing(store) as (tx, conversation):
        agent = await some_agent(tx)
        message = await say(tx, conversation, "Try this")
        await tx.conversations.save(conversation)
        first = AnswerVerdict(
            message_id=message.id,
            conversation_id=conversation.id,
            verdict=Verdict.RIGHT,
            agent_id=agent.id,
            agent_name="Ana",
            at=START,
        )
        await tx.verdicts.put(first)
        second = replace(first, verdict=Verdict.WRONG, article_id="another", agent_name="Reza")
        await tx.verdicts.put(second)
    async with store.transaction() as tx:
        assert await tx.verdicts.of(conversation.id) == [second]
        assert await tx.verdicts.of("another") == []
        await tx.verdicts.drop(message.id)
    async with store.reading() as tx:
        assert await tx.verdicts.of(conversation.id) == []


async def test_a_setting_keeps_its_past(store: Store) -> None:
    """The newest revision is in force; a revision that is taken is refused."""

    def change(revision: int, risk: float) -> SettingChange:
        return SettingChange(
            key=ANSWERING, revision=revision, value={"risk": risk}, by_id="sam", by_name="Sam", at=START
        )

    async with store.transaction() as tx:
        assert await tx.settings.current(ANSWERING) is None
        assert await tx.settings.add(change(1, 0.2))
        assert await tx.settings.add(change(2, 0.1))
        assert not await tx.settings.add(change(2, 0.4))
    async with store.reading() as tx:
        assert await tx.settings.current(ANSWERING) == change(2, 0.1)
        assert await tx.settings.history(ANSWERING, limit=5) == [change(2, 0.1), change(1, 0.2)]
        assert await tx.settings.current("another") is None
        assert await tx.settings.at(ANSWERING, 1) == change(1, 0.2)
        assert await tx.settings.at(ANSWERING, 3) is None


async def test_the_newest_judge_is_in_force(store: Store) -> None:
    """Numbers survive to the last digit, and "the shipped one again" is a version of its own."""
    first = JudgeRecord(
        version=1,
        content={"weights": [0.1, 1 / 3], "features": ["share"]},
        model="minilm",
        report={"labels": 80},
        made_by="Sam",
        made_at=START,
    )
    async with store.transaction() as tx:
        assert (await tx.judges.head(), await tx.judges.latest()) == (0, None)
        assert await tx.judges.add(first)
        assert not await tx.judges.add(replace(first, made_by="Ada"))
        assert await tx.judges.latest() == first
        assert await tx.judges.add(replace(first, version=2, content=None))
    async with store.reading() as tx:
        assert await tx.judges.head() == 2
        assert await tx.judges.latest() == replace(first, version=2, content=None)


async def test_the_evidence_of_many_conversations_comes_at_once(store: Store) -> None:
    """Words in order, buttons, verdicts and wishes for a person, each with its own conversation."""
    async with conversing(store) as (tx, other):
        await say(tx, other, "Something else")
    async with conversing(store) as (tx, conversation):
        agent = await some_agent(tx)
        asked = await say(tx, conversation, "How do I return it?")
        answer = await say(tx, conversation, "Like this", payload={"answer": {"outcome": "answered"}})
        await tx.handoffs.put_feedback(answer, conversation.visitor_id, True, START)
        await tx.handoffs.put_feedback(answer, conversation.visitor_id, False, START)
        verdict = AnswerVerdict(
            message_id=answer.id,
            conversation_id=conversation.id,
            verdict=Verdict.RIGHT,
            agent_id=agent.id,
            agent_name="Ana",
            at=START,
        )
        await tx.verdicts.put(verdict)
        for epoch, reason in ((2, EscalationReason.ASKED_FOR_HUMAN), (4, EscalationReason.NO_ANSWER)):
            await tx.handoffs.add(
                Handoff(
                    id=uuid7(),
                    conversation_id=conversation.id,
                    epoch=epoch,
                    at_seq=epoch,
                    since_seq=0,
                    priority=Priority.NORMAL,
                    queued_at=START,
                    reason=reason,
                )
            )
    async with store.reading() as tx:
        found = await tx.evidence.of([conversation.id, other.id, "none"])
    assert [told.conversation_id for told in found] == [conversation.id, other.id, "none"]
    mine, theirs, nothing = found
    assert tuple(mine.messages) == (asked, answer)
    assert (dict(mine.thumbs), dict(mine.verdicts)) == ({answer.id: False}, {answer.id: verdict})
    assert tuple(mine.asked_at) == (2,)
    assert ([m.text for m in theirs.messages], dict(theirs.thumbs)) == (["Something else"], {})
    assert (tuple(nothing.messages), tuple(nothing.asked_at)) == ((), ())

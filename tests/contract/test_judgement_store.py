"""What every store knows of judgements: feedback, ratings, and the decisions of the bot."""

from datetime import timedelta

from handoff.desk.ids import uuid7
from handoff.desk.ports import Store
from handoff.domain.bot.decision import Decided, Decision, DecisionKind
from handoff.domain.conversation.closing_form import Rating
from handoff.domain.enums import (
    EscalationReason,
    Priority,
)
from tests.support.databases import every_store
from tests.support.desks import START
from tests.support.rows import POLICY, conversing, say

pytestmark = every_store


async def test_verdicts_can_be_changed(store: Store) -> None:
    """Feedback and satisfaction are one row each, the last word counts."""
    async with conversing(store) as (tx, conversation):
        message = await say(tx, conversation, "Hello")
        await tx.conversations.save(conversation)
        for helpful in (True, False):
            await tx.handoffs.put_feedback(message, conversation.visitor_id, helpful, START)
        said = [
            Rating(
                conversation_id=conversation.id, epoch=epoch, score=score, at=START, answers={"solved": True}
            )
            for epoch, score in ((2, 1), (2, 5), (4, 3))
        ]
        for rating in said:
            await tx.handoffs.put_rating(rating)
        conversation.resolve(reason=None, at=START, policy=POLICY)
        conversation.rate(5, at=START)
    async with store.reading() as tx:
        view = await tx.conversations.view(conversation.id)
        assert await tx.handoffs.ratings(conversation.id) == said[1:]
    assert view is not None
    assert (view.csat, view.csat_due, view.visitor_name) == (5, True, "Vera")


async def test_decisions_come_back_as_they_were_and_in_order(store: Store) -> None:
    """Everything a replay needs survives; pages follow each other without a gap."""
    logged = []
    async with conversing(store) as (tx, conversation):
        message = await say(tx, conversation, "Where is it?")
        for place in range(5):
            decided = Decided(
                kind=DecisionKind.ESCALATION,
                seq=message.seq,
                lang="fa",
                outcome="hand_over",
                reason=EscalationReason.FRUSTRATED,
                priority=Priority.HIGH,
                skill="complaint",
                query="سفارشم کجاست؟",
                probability=0.25,
                risk=0.2,
                signals={"anger": 0.75, "sensitive_topic": None},
                limits={"anger": 0.55},
                features={"share": -1.5},
                hits=({"article_id": "a", "score": 0.5},),
                evidence=({"text": "کجاست", "seq": 1},),
                models={"emotion": "abc"},
            )
            logged.append(
                Decision(
                    id=uuid7(),
                    conversation_id=conversation.id,
                    epoch=1,
                    created_at=START + timedelta(minutes=place),
                    stored=place % 2 == 0,
                    message_id=message.id if place else None,
                    decided=decided,
                )
            )
        await tx.decisions.add(logged)
        await tx.decisions.add([])
    async with store.reading() as tx:
        assert await tx.decisions.of(conversation.id) == logged
        assert await tx.decisions.of(uuid7()) == []
        since = START + timedelta(minutes=1)
        page = await tx.decisions.page(since=since, after=None, limit=1000)
        mine = [one for one in page if one.conversation_id == conversation.id]
        assert mine == logged[1:]
        following = await tx.decisions.page(since=since, after=logged[1].id, limit=2)
        assert following == logged[2:4]

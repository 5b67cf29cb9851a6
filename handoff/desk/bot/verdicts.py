"""An agent says whether one of the bot's answers was right."""

from handoff.desk.context import Desk
from handoff.desk.work import working
from handoff.domain.bot.verdict import AnswerVerdict, Verdict
from handoff.domain.briefing.bot_memory import hits_of
from handoff.domain.errors import Invalid, NotFound
from handoff.domain.history.events import AnswerJudged
from handoff.domain.identity.people import Actor


async def judge_answer(
    desk: Desk,
    *,
    agent: Actor,
    conversation_id: str,
    message_id: str,
    verdict: Verdict | None,
    article_id: str | None = None,
) -> AnswerVerdict | None:
    """Keep the verdict, in the place of any earlier one; None takes it back.

    Any agent may judge and judge again; the last one counts and is shown with the agent's name.
    """
    agent.must_be_agent()
    if article_id is not None and verdict is not Verdict.WRONG:
        raise Invalid("Another article is named only where the answer was wrong.")
    async with working(desk) as work:
        conversation = await work.conversation(conversation_id)
        message = await work.tx.messages.get(message_id)
        if message is None or message.conversation_id != conversation_id:
            raise NotFound("There is no such message.")
        if not hits_of(message):
            raise Invalid("Only what the assistant answered from an article can be judged.")
        judged: AnswerVerdict | None = None
        if verdict is None:
            await work.tx.verdicts.drop(message_id)
        else:
            judged = AnswerVerdict(
                message_id=message_id,
                conversation_id=conversation_id,
                verdict=verdict,
                agent_id=agent.id,
                agent_name=agent.name,
                at=work.at,
                article_id=article_id,
            )
            await work.tx.verdicts.put(judged)
        work.record(
            [
                AnswerJudged(
                    conversation_id=conversation_id,
                    visitor_id=conversation.visitor_id,
                    message_id=message_id,
                    verdict=judged,
                )
            ]
        )
        return judged

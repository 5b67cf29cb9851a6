"""A whole conversation, as whoever opens it gets it."""

from collections.abc import Sequence

from handoff.domain.aids.jottings import AgentDraft
from handoff.domain.conversation.view import Viewed
from handoff.wire.base import Time, Wire
from handoff.wire.brief import BriefOut, brief_out
from handoff.wire.conversations import AgentConversationOut, agent_conversation
from handoff.wire.messages import AgentMessageOut, VerdictOut, agent_message, verdict_out
from handoff.wire.promises import PromiseOut, promises_out
from handoff.wire.ratings import RatingOut, ratings_out
from handoff.wire.shelf import DraftOut, draft_out


class ConsentOut(Wire):
    """What the customer agreed to last: the words as they stood in that version of the form."""

    version: int
    text: str
    lang: str
    link: str
    at: Time


class AgentViewOut(Wire):
    """A conversation for an agent, with what this agent has begun to write."""

    conversation: AgentConversationOut
    messages: tuple[AgentMessageOut, ...]
    head_seq: int
    brief: BriefOut | None
    delivered_to_visitor: int
    seen_by_visitor: int
    verdicts: tuple[VerdictOut, ...]
    drafts: tuple[DraftOut, ...]
    ratings: tuple[RatingOut, ...]
    promises: tuple[PromiseOut, ...]
    consent: ConsentOut | None


def agent_view(viewed: Viewed, drafts: Sequence[AgentDraft]) -> AgentViewOut:
    """The same over HTTP and Socket.IO."""
    return AgentViewOut(
        conversation=agent_conversation(viewed.conversation),
        messages=tuple(agent_message(message) for message in viewed.messages),
        head_seq=viewed.head_seq,
        brief=brief_out(viewed.brief),
        delivered_to_visitor=viewed.delivered_to_visitor,
        seen_by_visitor=viewed.seen_by_visitor,
        verdicts=tuple(verdict_out(one) for one in viewed.verdicts),
        drafts=tuple(draft_out(draft) for draft in drafts),
        ratings=tuple(ratings_out(viewed.ratings, viewed.questions, viewed.conversation.lang)),
        promises=tuple(promises_out(viewed.promises)),
        consent=ConsentOut.model_validate(viewed.consent) if viewed.consent else None,
    )

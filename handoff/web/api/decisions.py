"""What the bot decided in a conversation, over HTTP, for those who serve conversations."""

from typing import Any

from handoff.desk.bot import decisions
from handoff.domain.bot.decision import Decision
from handoff.web.route import Access, Asked, Route
from handoff.wire import Time, Wire


class DecisionOut(Wire):
    """One decision with all that it was made from."""

    id: str
    created_at: Time
    epoch: int
    seq: int
    message_id: str | None
    stored: bool
    kind: str
    outcome: str
    reason: str | None
    priority: str | None
    skill: str | None
    lang: str
    query: str | None
    probability: float | None
    risk: float | None
    signals: dict[str, Any]
    limits: dict[str, Any]
    features: dict[str, Any]
    hits: tuple[dict[str, Any], ...]
    evidence: tuple[dict[str, Any], ...]
    models: dict[str, Any]


class DecisionsOut(Wire):
    """What the bot decided in a conversation, oldest first."""

    decisions: tuple[DecisionOut, ...]


async def read_decisions(asked: Asked) -> DecisionsOut:
    found = await decisions.decisions_of(
        asked.services.desk, actor=asked.actor, conversation_id=asked.path["conversation_id"]
    )
    return DecisionsOut(decisions=tuple(_out(decision) for decision in found))


def _out(decision: Decision) -> DecisionOut:
    return DecisionOut(
        **{
            name: getattr(decision.decided if hasattr(decision.decided, name) else decision, name)
            for name in DecisionOut.model_fields
        }
    )


ROUTES = (
    Route(
        method="GET",
        path="/conversations/{conversation_id}/decisions",
        handler=read_decisions,
        summary="What the bot decided in a conversation, and why",
        access=Access.AGENTS,
        answers=(DecisionsOut,),
    ),
)

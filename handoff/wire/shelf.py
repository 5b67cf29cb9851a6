"""The shelf, drafts, mentions and what a macro did, on the wire; for agents alone."""

from collections.abc import Mapping

from handoff.domain.aids.jottings import AgentDraft, Mention
from handoff.domain.aids.shelf import ShelfItem, ShelfKind, StepKind
from handoff.domain.enums import MessageKind
from handoff.wire.base import Time, Wire


class ShelfItemOut(Wire):
    """A canned reply, macro or saved view: everybody's (`shared`), a team's, or one's own."""

    id: str
    kind: ShelfKind
    shared: bool
    team_id: str | None
    name: str
    content: dict[str, object]
    revision: int
    by: str
    at: Time


class DraftOut(Wire):
    """What an agent has begun to write."""

    conversation_id: str
    kind: MessageKind
    text: str
    at: Time


class MentionOut(Wire):
    """A note in which a colleague named this agent."""

    message_id: str
    conversation_id: str
    seq: int
    by: str
    text: str
    at: Time
    seen: bool


class StepReportOut(Wire):
    """What became of a step."""

    do: StepKind
    ok: bool
    error: str | None
    undo: Mapping[str, object] | None


def shelf_item_out(item: ShelfItem) -> ShelfItemOut:
    return ShelfItemOut(
        id=item.id,
        kind=item.kind,
        shared=item.shared,
        team_id=item.team_id,
        name=item.name,
        content=dict(item.content),
        revision=item.revision,
        by=item.by_name,
        at=item.at,
    )


def draft_out(draft: AgentDraft) -> DraftOut:
    return DraftOut.model_validate(draft)


def mention_out(mention: Mention) -> MentionOut:
    return MentionOut(
        message_id=mention.message_id,
        conversation_id=mention.conversation_id,
        seq=mention.seq,
        by=mention.by_name,
        text=mention.text,
        at=mention.at,
        seen=mention.seen_at is not None,
    )

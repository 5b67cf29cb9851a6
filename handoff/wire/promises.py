"""Promises on the wire."""

from collections.abc import Sequence

from handoff.domain.enums import AuthorType
from handoff.domain.promise.ledger import Promise, PromiseState
from handoff.wire.base import Time, Wire


class PromiseOut(Wire):
    """What a customer was told would happen, read from the message `seq`; for staff only."""

    id: str
    conversation_id: str
    seq: int
    text: str
    author: AuthorType
    made_at: Time
    due_at: Time
    warn_at: Time
    timed: bool
    state: PromiseState
    late: bool
    keeper_id: str | None
    ended_at: Time | None
    ended_by: str | None
    kept_seq: int | None


def promises_out(promises: Sequence[Promise]) -> list[PromiseOut]:
    """Promises, for the console."""
    return [PromiseOut.model_validate(one) for one in promises]

"""Whether two visitors are one customer: each new letter comes from a visitor of its own."""

from dataclasses import dataclass

from handoff.domain.enums import Channel
from handoff.domain.identity.people import Visitor


@dataclass(frozen=True, slots=True, kw_only=True)
class Claim:
    """Who somebody is said to be, by the conversation that they are met in."""

    visitor_id: str
    email: str | None
    known: bool
    by_mail: bool
    blocked: bool

    @classmethod
    def of(cls, visitor: Visitor, channel: Channel) -> "Claim":
        return cls(
            visitor_id=visitor.id,
            email=visitor.email,
            known=visitor.external_id is not None,
            by_mail=channel is Channel.EMAIL,
            blocked=visitor.blocked_at is not None,
        )

    @property
    def address(self) -> str | None:
        """The host site vouches for it, or letters came from it; what was typed proves nothing."""
        return self.email.lower() if self.email and (self.known or self.by_mail) else None


def customer_of(gone: Claim, into: Claim) -> str | None:
    """Whose both are, None if not one's: who has a page to read them comes before who only writes."""
    if gone.visitor_id == into.visitor_id:
        return into.visitor_id
    if gone.address is None or gone.address != into.address:
        return None
    if gone.blocked or into.blocked or (gone.known and into.known):
        return None
    return gone.visitor_id if gone.known else into.visitor_id

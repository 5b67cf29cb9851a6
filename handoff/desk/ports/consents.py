"""What customers agreed to, as the desk needs it kept."""

from typing import Protocol

from handoff.domain.identity.consent import GivenConsent


class Consents(Protocol):
    """Each version once for each visitor."""

    async def add(self, given: GivenConsent) -> None:
        """What was agreed to before stays as it was then."""
        ...

    async def of(self, visitor_id: str) -> list[GivenConsent]:
        """All that this visitor agreed to, the latest last."""
        ...

    async def bring(self, visitor_id: str, to_id: str) -> None:
        """What a visitor agreed to counts for the contact whom they turned out to be."""
        ...

"""What a customer agreed to before anything was sent: the very words, when, and which version of the form."""

from dataclasses import dataclass
from datetime import datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class GivenConsent:
    """One agreement; `version` is the revision of the form in which the text stood."""

    visitor_id: str
    version: int
    text: str
    lang: str
    link: str
    at: datetime

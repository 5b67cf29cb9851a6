"""Everything that can go wrong for a caller of the desk.

BatonError
├── NotFound
├── Forbidden
├── ConsentRequired
├── Unauthenticated
├── Invalid
│   ├── BadPicture
│   ├── TooLarge
│   └── UnsupportedType
├── Conflict
│   ├── IllegalTransition
│   ├── AlreadyClaimed
│   ├── CapacityFull
│   ├── LastAdmin
│   ├── NotAvailable
│   └── Suppressed
├── RateLimited
├── Blocked
└── Unavailable
    └── StoreUnavailable
"""

from typing import ClassVar


class BatonError(Exception):
    """A refusal with a code for programs and a message for people."""

    code: ClassVar[str] = "error"

    def __init__(self, message: str | None = None) -> None:
        self.message = message or (type(self).__doc__ or self.code)
        super().__init__(self.message)


class NotFound(BatonError):
    """There is no such thing, or it is not yours to see."""

    code = "not_found"


class Forbidden(BatonError):
    """You may not do this."""

    code = "forbidden"


class ConsentRequired(BatonError):
    """This desk takes nothing before you have agreed to what it asks; the form before the chat says what."""

    code = "consent_required"


class Unauthenticated(BatonError):
    """Please log in."""

    code = "unauthenticated"


class Invalid(BatonError):
    """What was sent cannot be understood."""

    code = "invalid"


class BadPicture(Invalid):
    """This picture is damaged, or has more points than a page can show."""

    code = "bad_picture"


class TooLarge(Invalid):
    """What was sent is too long."""

    code = "too_large"


class UnsupportedType(Invalid):
    """Files of this kind are not taken."""

    code = "unsupported_type"


class Conflict(BatonError):
    """Somebody else changed this first."""

    code = "conflict"


class IllegalTransition(Conflict):
    """The conversation is not in a state that allows this."""

    code = "illegal_transition"


class AlreadyClaimed(Conflict):
    """Somebody was faster."""

    code = "already_claimed"


class CapacityFull(Conflict):
    """This agent has as many conversations as they can take."""

    code = "capacity_full"


class LastAdmin(Conflict):
    """The desk keeps at least one admin."""

    code = "last_admin"


class NotAvailable(Conflict):
    """This agent is not available now."""

    code = "not_available"


class Suppressed(Conflict):
    """No e-mail goes to this address any more; please choose another."""

    code = "suppressed"


class RateLimited(BatonError):
    """Too many requests; please wait a moment."""

    code = "rate_limited"


class Blocked(BatonError):
    """This desk takes no messages from you at the moment. What was said before is kept."""

    code = "blocked"


class Unavailable(BatonError):
    """A part of the desk does not answer at the moment."""

    code = "unavailable"


class StoreUnavailable(Unavailable):
    """The desk cannot reach its records just now; please try again in a moment."""

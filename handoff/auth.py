"""Who is calling: signed tokens of visitors and agents, the host site's identities, password hashes."""

import asyncio
import enum
import hashlib
import hmac
import secrets
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from functools import partial
from typing import Any

import argon2
import jwt

from handoff.domain.errors import Unauthenticated
from handoff.domain.identity.people import Agent

VOUCHED = ("name", "email", "tier")
ALGORITHM = "HS256"
VISITOR_LIFETIME = timedelta(days=90)
AGENT_LIFETIME = timedelta(hours=12)
INVITE_LIFETIME = timedelta(hours=72)
DRAFT_LIFETIME = timedelta(minutes=10)
IDENTITY_LEEWAY = timedelta(seconds=30)

# OWASP's minimum for argon2id: 19 MiB, two passes, one lane.
MEMORY_KIB, PASSES, LANES = 19_456, 2, 1
HASHES_AT_ONCE = 2


class Audience(enum.StrEnum):
    """Which door a token opens; a token of one never opens the other."""

    VISITOR = "baton:visitor"
    AGENT = "baton:agent"
    INVITE = "baton:invite"
    DRAFT = "baton:draft"


@dataclass(frozen=True, slots=True, kw_only=True)
class Claim:
    """What a good token proves: whose it is and until when."""

    subject: str
    expires_at: datetime
    issued_at: datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class Invite:
    """An invitation to choose a password, and the mark of the one it replaces."""

    agent_id: str
    mark: str

    def replaces(self, password_hash: str) -> bool:
        """Whether this is still the password that the invitation was made for."""
        return hmac.compare_digest(self.mark, _mark_of(password_hash))


@dataclass(frozen=True, slots=True, kw_only=True)
class Identity:
    """A visitor the host site vouches for."""

    external_id: str
    name: str | None
    email: str | None
    tier: str | None = None


class Tokens:
    """Makes and reads the tokens of one installation."""

    def __init__(self, secret: str, *, clock: Callable[[], datetime], identity_secret: str = "") -> None:
        self._secret = secret
        self._clock = clock
        self._identity_secret = identity_secret

    def for_visitor(self, visitor_id: str) -> str:
        """A token with which this visitor comes back."""
        return self._make(visitor_id, Audience.VISITOR, VISITOR_LIFETIME)

    def for_agent(self, agent_id: str) -> str:
        """A token of one working day."""
        return self._make(agent_id, Audience.AGENT, AGENT_LIFETIME)

    def for_invite(self, agent: Agent, password_hash: str) -> str:
        """A link's token to choose a password with, once: it is void as soon as there is another password."""
        return self._make(
            agent.id,
            Audience.INVITE,
            INVITE_LIFETIME,
            email=agent.email,
            name=agent.name,
            mark=_mark_of(password_hash),
        )

    def read_invite(self, token: object) -> Invite:
        """Whom an invitation is for; a wrong or expired one raises Unauthenticated."""
        claims = self._claims(token, Audience.INVITE)
        return Invite(agent_id=claims["sub"], mark=str(claims.get("mark", "")))

    def for_draft(self, look: Mapping[str, object]) -> str:
        """What a page shows with a look that nobody has saved, for whoever holds this, for a short while."""
        return self._make("look", Audience.DRAFT, DRAFT_LIFETIME, look=dict(look))

    def read_draft(self, token: object) -> Mapping[str, object]:
        """The look in a draft; a wrong or expired one raises Unauthenticated."""
        look = self._claims(token, Audience.DRAFT).get("look")
        return look if isinstance(look, dict) else {}

    def read_visitor(self, token: object) -> Claim:
        """The visitor's claim; anything but a good visitor token raises Unauthenticated."""
        return self._read(token, Audience.VISITOR)

    def read_agent(self, token: object) -> Claim:
        """The agent's claim; anything but a good agent token raises Unauthenticated."""
        return self._read(token, Audience.AGENT)

    def read_identity(self, identity: str) -> Identity:
        """The customer the host site signed for; a wrong or expired signature raises Unauthenticated."""
        if not self._identity_secret:
            raise Unauthenticated("identities are not switched on here; set BATON_IDENTITY_SECRET")
        claims = self._decode(identity, self._identity_secret, "identity", required=("exp", "sub"))
        told = {name: value for name in VOUCHED if isinstance(value := claims.get(name), str) and value}
        return Identity(
            external_id=claims["sub"], name=told.get("name"), email=told.get("email"), tier=told.get("tier")
        )

    def _make(self, subject: str, audience: Audience, lifetime: timedelta, **more: object) -> str:
        now = self._clock()
        # To the fraction of a second: a log-in right after all earlier ones were ended is a later one.
        claims = {"sub": subject, "aud": audience.value, "iat": now.timestamp(), "exp": now + lifetime}
        return jwt.encode(claims | more, self._secret, algorithm=ALGORITHM)

    def _claims(self, token: object, audience: Audience) -> dict[str, Any]:
        if not isinstance(token, str):
            raise Unauthenticated("a token is needed")
        wanted = ("exp", "iat", "sub")
        return self._decode(token, self._secret, "token", required=wanted, audience=audience)

    def _read(self, token: object, audience: Audience) -> Claim:
        claims = self._claims(token, audience)
        zone = self._clock().tzinfo
        return Claim(
            subject=claims["sub"],
            expires_at=datetime.fromtimestamp(claims["exp"], tz=zone),
            issued_at=datetime.fromtimestamp(claims["iat"], tz=zone),
        )

    def _decode(
        self,
        token: str,
        secret: str,
        what: str,
        *,
        required: tuple[str, ...],
        audience: Audience | None = None,
    ) -> dict[str, Any]:
        """Claims of a signed token, its times held against our own clock and not the machine's."""
        options: Any = {
            "require": list(required),
            "verify_exp": False,
            "verify_nbf": False,
            "verify_iat": False,
            "verify_aud": audience is not None,
        }
        try:
            claims = jwt.decode(
                token,
                secret,
                algorithms=[ALGORITHM],
                audience=audience.value if audience else None,
                options=options,
            )
            now, expires = self._clock().timestamp(), float(claims["exp"])
            starts = float(claims.get("nbf", now))
        except (jwt.PyJWTError, TypeError, ValueError) as error:
            raise Unauthenticated(f"the {what} is not valid") from error
        leeway = 0.0 if audience else IDENTITY_LEEWAY.total_seconds()
        if expires + leeway <= now or starts - leeway > now:
            raise Unauthenticated(f"the {what} has expired")
        if not isinstance(claims["sub"], str) or not claims["sub"]:
            raise Unauthenticated(f"the {what} names nobody")
        return claims


def _mark_of(password_hash: str) -> str:
    return hashlib.sha256(password_hash.encode()).hexdigest()[:32]


class PasswordHasher:
    """argon2id beside the event loop, a few at a time, and the same time for an address nobody has."""

    def __init__(self) -> None:
        self._argon2 = argon2.PasswordHasher(time_cost=PASSES, memory_cost=MEMORY_KIB, parallelism=LANES)
        self._slots = asyncio.Semaphore(HASHES_AT_ONCE)
        self._nobody: str | None = None

    async def hash(self, password: str) -> str:
        """A new hash to store."""
        async with self._slots:
            return await asyncio.to_thread(self._argon2.hash, password)

    async def hash_unknown(self) -> str:
        """The hash of a password that nobody has, for an account whose owner is still to choose one."""
        return await self.hash(secrets.token_urlsafe(32))

    async def verify(self, password_hash: str | None, password: str) -> bool:
        """True when the password is right; None stands for an unknown e-mail and takes as long."""
        async with self._slots:
            return await asyncio.to_thread(partial(self._check, password_hash, password))

    def _check(self, password_hash: str | None, password: str) -> bool:
        nobody = self._hash_of_nobody()
        try:
            return self._argon2.verify(password_hash or nobody, password) and password_hash is not None
        except (argon2.exceptions.VerificationError, argon2.exceptions.InvalidHashError):
            return False

    def _hash_of_nobody(self) -> str:
        if self._nobody is None:
            self._nobody = self._argon2.hash("nobody has this password")
        return self._nobody

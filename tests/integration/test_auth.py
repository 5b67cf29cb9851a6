"""Tokens, password hashes and buckets, each for itself."""

import asyncio
import time
from datetime import UTC, datetime, timedelta

import jwt
import pytest

from handoff.auth import AGENT_LIFETIME, VISITOR_LIFETIME, PasswordHasher, Tokens
from handoff.connections.limits import Buckets
from handoff.domain.errors import Unauthenticated
from tests.support.waiting import loop_turns

SECRET = "a secret of this installation, long enough"
NOW = datetime(2026, 3, 1, tzinfo=UTC)


def tokens(at: datetime = NOW, secret: str = SECRET) -> Tokens:
    return Tokens(secret, clock=lambda: at)


def test_a_token_says_whose_it_is_until_it_ends() -> None:
    token = tokens().for_agent("a1")
    claim = tokens(NOW + AGENT_LIFETIME - timedelta(seconds=1)).read_agent(token)
    assert (claim.subject, claim.expires_at) == ("a1", NOW + AGENT_LIFETIME)
    with pytest.raises(Unauthenticated, match="expired"):
        tokens(NOW + AGENT_LIFETIME).read_agent(token)
    visitor = tokens().for_visitor("v1")
    assert tokens(NOW + VISITOR_LIFETIME - timedelta(seconds=1)).read_visitor(visitor).subject == "v1"


@pytest.mark.parametrize(
    "token",
    [
        tokens().for_visitor("v1"),
        tokens(secret="another secret, which is long enough too").for_agent("a1"),
        tokens().for_agent("a1")[:-2],
        jwt.encode({"sub": "a1", "aud": "baton:agent"}, SECRET),
        jwt.encode({"aud": "baton:agent", "iat": 1, "exp": 9_999_999_999}, SECRET),
        jwt.encode({"sub": "", "aud": "baton:agent", "iat": 1, "exp": 9_999_999_999}, SECRET),
        jwt.encode(
            {"sub": "a1", "aud": "baton:agent", "iat": 1, "exp": 9_999_999_999, "nbf": 9_999_999_998}, SECRET
        ),
        jwt.encode({"sub": "a1", "aud": "baton:agent", "iat": 1, "exp": 9_999_999_999}, "", algorithm="none"),
        "",
        "a.b.c",
        None,
        7,
        {"sub": "a1"},
    ],
    ids=str,
)
def test_nothing_else_opens_the_agents_door(token: object) -> None:
    with pytest.raises(Unauthenticated):
        tokens().read_agent(token)


def test_identities_are_off_without_a_secret() -> None:
    with pytest.raises(Unauthenticated, match="not switched on"):
        tokens().read_identity(jwt.encode({"sub": "x", "exp": 9_999_999_999}, SECRET))


async def test_passwords() -> None:
    """argon2id with OWASP's minimum; the same password never has the same hash."""
    hasher = PasswordHasher()
    one, two = await asyncio.gather(hasher.hash("korrekt"), hasher.hash("korrekt"))
    assert one.startswith("$argon2id$v=19$m=19456,t=2,p=1$")
    assert one != two
    assert await hasher.verify(one, "korrekt")
    assert not await hasher.verify(one, "korrekt ")
    assert not await hasher.verify("not a hash", "korrekt")
    assert not await hasher.verify(None, "nobody has this password")


async def test_an_unknown_address_takes_as_long_as_a_wrong_password() -> None:
    """Nobody learns from the clock which addresses have an account: both are the same work."""
    hasher = PasswordHasher()
    known = await hasher.hash("right")
    await hasher.verify(None, "warm up")

    async def seconds(password_hash: str | None) -> float:
        began = time.process_time()
        await hasher.verify(password_hash, "wrong")
        return time.process_time() - began

    fastest_known = min([await seconds(known) for _ in range(5)])
    fastest_unknown = min([await seconds(None) for _ in range(5)])
    assert fastest_unknown > fastest_known / 3


async def test_hashing_leaves_the_event_loop_free() -> None:
    """While passwords are checked, other work goes on."""
    hasher = PasswordHasher()
    checks = asyncio.gather(*(hasher.verify(None, "x") for _ in range(4)))
    turns = 0
    while not checks.done():
        turns += 1
        await loop_turns()
    await checks
    assert turns > 10


def test_a_bucket_fills_again() -> None:
    now = [0.0]
    buckets = Buckets(burst=2, per_second=0.5, clock=lambda: now[0], keep=2)
    assert [buckets.take("a") for _ in range(3)] == [True, True, False]
    now[0] = 2.0
    assert [buckets.take("a") for _ in range(2)] == [True, False]
    buckets.give_back("a")
    assert buckets.take("a")
    now[0] = 1000.0
    assert [buckets.take("a") for _ in range(3)] == [True, True, False]


def test_the_longest_unused_bucket_is_forgotten() -> None:
    buckets = Buckets(burst=1, per_second=0.0, clock=lambda: 0.0, keep=2)
    assert [buckets.take(key) for key in ("a", "b", "c", "a", "c")] == [True, True, True, True, False]

"""A namespace as a door: who comes in, which calls it answers, and an ack for every one of them."""

import asyncio
import logging
import time
from abc import ABC, abstractmethod
from collections import Counter
from collections.abc import Awaitable, Callable, Mapping
from dataclasses import dataclass, field
from typing import Any, ClassVar, Generic, TypeVar

from pydantic import BaseModel
from socketio import AsyncNamespace, AsyncServer
from socketio.exceptions import ConnectionRefusedError as Refused

from handoff.auth import Claim
from handoff.connections.limits import Bucket
from handoff.connections.socket_server import client_address
from handoff.desk.context import Desk
from handoff.domain.conversation.visit import Device
from handoff.domain.errors import BatonError, RateLimited, Unauthenticated
from handoff.domain.identity.people import Actor
from handoff.services import Services
from handoff.sockets.frames import Frame, read_frame
from handoff.sockets.rooms import conversation_room

log = logging.getLogger(__name__)

CALLS_BURST, CALLS_PER_SECOND = 60, 20
OPEN_CONVERSATIONS = 100

Ack = dict[str, Any]


class UnknownCall(BatonError):
    """There is no such call."""

    code: ClassVar[str] = "unknown_call"


class Internal(BatonError):
    """Something went wrong here; it is logged."""

    code: ClassVar[str] = "internal"


@dataclass(slots=True, kw_only=True)
class Caller:
    """One connection and whose it is."""

    sid: str
    actor: Actor
    claim: Claim
    address: str
    bucket: Bucket
    vouched: bool = True
    """Whether somebody sits there to serve; a page that only looks on makes nobody present."""
    open: dict[str, None] = field(default_factory=dict)
    """Conversations this connection is in the rooms of, oldest first."""
    known_until: float = 0.0
    """Until when what was read of the caller's account holds, on the monotonic clock."""
    looking: asyncio.Lock = field(default_factory=asyncio.Lock)
    """Held while the account is read, so that calls which come together read it once."""
    device: tuple[Device | None] | None = None
    """What the connection comes from, once it was needed and read."""


class Door(AsyncNamespace, ABC):
    """Common to both namespaces; a subclass knows who may enter and what may be asked."""

    known_seconds: ClassVar[float] = 1.0
    """How long what was read of an account holds."""

    def __init__(self, namespace: str, services: Services) -> None:
        super().__init__(namespace)
        self.services = services
        self.callers: dict[str, Caller] = {}
        self._from: Counter[str] = Counter()
        self._busy = 0
        self._idle = asyncio.Event()
        self._idle.set()

    @property
    def desk(self) -> Desk:
        return self.services.desk

    @property
    @abstractmethod
    def calls(self) -> Mapping[str, "Call[Any, Any]"]:
        """Every call this door answers, by name."""

    @abstractmethod
    async def identify(self, token: object) -> tuple[Actor, Claim]:
        """Whose token this is and what it proves."""

    @abstractmethod
    async def still_welcome(self, caller: Caller) -> Actor:
        """The caller as known today; raises once they may not be here any more."""

    async def arrived(self, caller: Caller) -> None:
        """A connection was let in."""

    async def left(self, caller: Caller) -> None:
        """A connection is gone."""

    async def trigger_event(self, event: str, *args: Any) -> Any:
        self._busy += 1
        self._idle.clear()
        try:
            if event == "connect":
                return await self._admit(*args)
            if event == "disconnect":
                return await self._dismiss(*args)
            sid, *arguments = args
            return await self._answer(event, sid, tuple(arguments))
        finally:
            self._busy -= 1
            if not self._busy:
                self._idle.set()

    async def dismiss_unwelcome(self) -> None:
        """Hang up on callers whose token or right has ended; their rooms would go on telling them all."""
        for caller in list(self.callers.values()):
            await self._dismiss_if_unwelcome(caller)

    async def finished(self) -> None:
        """Wait until every call that was begun is over."""
        await self._idle.wait()

    async def enter(self, caller: Caller, conversation_id: str) -> None:
        """Put a connection, already found entitled, into a conversation's room."""
        caller.open.pop(conversation_id, None)
        caller.open[conversation_id] = None
        await self.enter_room(caller.sid, conversation_room(conversation_id))
        if len(caller.open) > OPEN_CONVERSATIONS:
            oldest = next(iter(caller.open))
            del caller.open[oldest]
            await self.leave_room(caller.sid, conversation_room(oldest))

    async def _admit(self, sid: str, environ: dict[str, Any], auth: object = None) -> None:
        address = client_address(environ)
        try:
            if self._from[address] >= self.services.settings.connections_per_address:
                raise RateLimited("too many connections from this address")
            token = auth.get("token") if isinstance(auth, dict) else None
            actor, claim = await self.identify(token)
            vouched = not (isinstance(auth, dict) and auth.get("looking_on") is True)
            caller = Caller(
                vouched=vouched,
                sid=sid,
                actor=actor,
                claim=claim,
                address=address,
                bucket=Bucket(burst=CALLS_BURST, per_second=CALLS_PER_SECOND, now=time.monotonic()),
            )
            self._let_in(caller)
            await self.arrived(caller)
        except BatonError as error:
            self._let_go(sid)
            raise Refused(error.message, {"code": error.code, "message": error.message}) from error
        except Exception as error:
            self._let_go(sid)
            log.exception("a connection to %s could not be admitted", self.namespace)
            raise Refused(str(Internal()), {"code": Internal.code, "message": str(Internal())}) from error
        self.services.metrics.connections.labels(self.namespace).inc()

    def _let_in(self, caller: Caller) -> None:
        self.callers[caller.sid] = caller
        self._from[caller.address] += 1

    def _let_go(self, sid: str) -> Caller | None:
        caller = self.callers.pop(sid, None)
        if caller is not None:
            self._from[caller.address] -= 1
            if not self._from[caller.address]:
                del self._from[caller.address]
        return caller

    async def _dismiss(self, sid: str, reason: str = "") -> None:
        caller = self._let_go(sid)
        if caller is None:
            return
        self.services.metrics.connections.labels(self.namespace).dec()
        try:
            await self.left(caller)
        except Exception:
            log.exception("the departure of %s could not be noted", caller.actor.id)

    async def _answer(self, event: str, sid: str, arguments: tuple[object, ...]) -> Ack:
        began = time.perf_counter()
        known = self.calls.get(event)
        try:
            ack = {"ok": True, **await self._run(known, sid, arguments)}
            outcome = "ok"
        except BatonError as error:
            ack, outcome = _refusal(error), error.code
        except Exception:
            log.exception("call %s failed in conversation %s", event[:50], _conversation_in(arguments))
            ack, outcome = _refusal(Internal()), Internal.code
        name = event if known else "unknown"
        self.services.metrics.calls.labels(self.namespace, name, outcome).observe(time.perf_counter() - began)
        return ack

    async def _run(
        self, call: "Call[Any, Any] | None", sid: str, arguments: tuple[object, ...]
    ) -> Mapping[str, Any]:
        caller = self.callers.get(sid)
        if caller is None:
            raise Unauthenticated("the connection is over")
        self._must_be_in_time(caller)
        if not caller.bucket.take(time.monotonic()):
            raise RateLimited
        if call is None:
            raise UnknownCall
        frame = read_frame(call.frame, arguments)
        if time.monotonic() >= caller.known_until:
            await self._be_sure_of(caller)
        return await call.run(self, caller, frame)

    async def _be_sure_of(self, caller: Caller) -> None:
        async with caller.looking:
            if time.monotonic() >= caller.known_until:
                await self._look_again(caller)

    async def _look_again(self, caller: Caller) -> None:
        caller.actor = await self.still_welcome(caller)
        caller.known_until = time.monotonic() + self.known_seconds

    async def _dismiss_if_unwelcome(self, caller: Caller) -> None:
        try:
            self._must_be_in_time(caller)
            await self._look_again(caller)
        except BatonError as error:
            log.info("%s is not welcome any more: %s", caller.actor.id, error.message)
            await self.disconnect(caller.sid)

    def _must_be_in_time(self, caller: Caller) -> None:
        if caller.claim.expires_at <= self.desk.clock():
            raise Unauthenticated("the token has expired")


D = TypeVar("D", bound=Door)
F = TypeVar("F", bound=Frame)


@dataclass(frozen=True, slots=True)
class Call(Generic[D, F]):
    """One call: what it takes and what answers it."""

    frame: type[F]
    run: Callable[[D, Caller, F], Awaitable[Mapping[str, Any]]]


def doors_of(server: AsyncServer) -> list[Door]:
    """The doors that hang in a server."""
    return [door for door in server.namespace_handlers.values() if isinstance(door, Door)]


def dumped(value: BaseModel | None) -> dict[str, Any] | None:
    """A wire model as JSON values."""
    return None if value is None else value.model_dump(mode="json")


def _refusal(error: BatonError) -> Ack:
    return {"ok": False, "error": {"code": error.code, "message": error.message}}


def _conversation_in(arguments: tuple[object, ...]) -> object:
    first = arguments[0] if arguments else None
    return str(first.get("conversation_id"))[:64] if isinstance(first, dict) else None

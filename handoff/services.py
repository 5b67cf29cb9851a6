"""Everything the doors need, built once by the app and handed to them whole."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Protocol

import numpy as np
from numpy.typing import NDArray
from sanic import Blueprint

from handoff.auth import PasswordHasher, Tokens
from handoff.bot_link.rasa_process import BotStatus
from handoff.config import Settings
from handoff.connections.limits import DoorLimits
from handoff.connections.presence import Presence
from handoff.connections.socket_server import GuardedServer
from handoff.desk.context import Desk
from handoff.health.metrics import Metrics
from handoff.learning.dial import Dial
from handoff.learning.replays import Replays
from handoff.loops.terms_watch import TermsWatch
from kb_index.search import KnowledgeIndex
from kb_index.store import ArticleStore


class TextEmbedder(Protocol):
    """Turns texts into unit vectors; `key` names the model, `fertility` is a text's word pieces a word."""

    @property
    def key(self) -> str: ...

    def fertility(self, text: str) -> float: ...

    async def embed(self, texts: Sequence[str]) -> NDArray[np.float32]: ...


class ActionRunner(Protocol):
    """Runs one Rasa action call; rasa-sdk's ActionExecutor is one."""

    async def run(self, action_call: dict[str, object]) -> object: ...


@dataclass(frozen=True, slots=True, kw_only=True)
class Services:
    """The built parts that HTTP and Socket.IO handlers call."""

    settings: Settings
    desk: Desk
    tokens: Tokens
    hasher: PasswordHasher
    server: GuardedServer
    presence: Presence
    articles: ArticleStore
    index: KnowledgeIndex
    dial: Dial
    terms: TermsWatch
    replays: Replays
    embedder: TextEmbedder
    actions: ActionRunner
    bot_status: Callable[[], BotStatus]
    static_dir: Path
    metrics: Metrics = field(default_factory=Metrics)
    limits: DoorLimits = field(default_factory=DoorLimits)
    blueprints: tuple[Blueprint, ...] = ()

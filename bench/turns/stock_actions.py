"""The same actions behind rasa-sdk's own server, as `rasa run actions` starts it.

    python -m rasa_sdk --actions bench.turns.stock_actions

They need no app: each finds its index, on a copy of the instance's database, when it is first called.
"""

import asyncio
import os
from functools import cache
from pathlib import Path
from typing import Any

from rasa_sdk import Action

DATA_DIR = "BENCH_DATA_DIR"
DATABASE = "BENCH_DATABASE_URL"
NAMES = (
    "action_answer",
    "action_answer_rejected",
    "action_hand_over",
    "action_order_status",
    "action_forget_order",
    "validate_order_form",
)


@cache
def built() -> "asyncio.Task[Any]":
    """The bot's real actions, built once in the running loop."""
    return asyncio.get_running_loop().create_task(_build())


async def _build() -> Any:
    # Imported late: rasa-sdk registers every class of action that it can see when it starts.
    from bot.actions import build_executor
    from bot.actions.orders import NoOrderLookup
    from handoff.clock import now
    from handoff.desk.ids import uuid7
    from kb_index.database import open_engine
    from kb_index.embedder import CachedEmbedder, load_embedder
    from kb_index.search import KnowledgeIndex
    from kb_index.store import ArticleStore

    folder = Path(os.environ[DATA_DIR])
    engine = open_engine(os.environ.get(DATABASE) or f"sqlite+aiosqlite:///{folder / 'baton.db'}")
    embedder = CachedEmbedder(load_embedder(cache_dir=folder / "models", threads=1))
    index = KnowledgeIndex.open(ArticleStore(engine, clock=now, new_id=uuid7), embedder, folder)
    await index.start()
    return build_executor(search=index, orders=NoOrderLookup())


class Stock(Action):
    """One action of ours, its answer said as Rasa's own channels can carry it: text and buttons."""

    known = ""

    def name(self) -> str:
        return self.known

    async def run(self, dispatcher: Any, tracker: Any, domain: Any) -> list[Any]:
        executor = await asyncio.shield(built())
        events: list[Any] = await executor.actions[self.known](dispatcher, tracker, domain)
        for message in dispatcher.messages:
            custom = message.get("custom") or {}
            message["custom"] = {}
            buttons = custom.get("buttons", [])
            message["buttons"] = [{"title": one["title"], "payload": f"/{one['id']}"} for one in buttons]
            if custom.get("handoff"):
                message["text"] = "A person takes over."
        return events


for _name in NAMES:
    globals()[_name] = type(_name, (Stock,), {"known": _name, "__module__": __name__})

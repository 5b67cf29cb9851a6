"""The bot's real actions behind a small HTTP server, with articles and orders that a test can foresee."""

import json
import threading
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from datetime import date
from typing import Any

import uvicorn

from bot.actions import build_executor
from bot.actions.ports import LookupUnavailable, Order
from handoff.demo.orders import find_order
from kb_index.ranking import Hit, Ranking

SHIPPED = Order(number="LM-12345", status="shipped", carrier="InPost", expected=date(2026, 12, 1))


class OneArticle:
    """A knowledge base that has the same answer to everything."""

    async def search(
        self, query: str, *, lang: str | None = None, k: int = 5, context: Sequence[str] = ()
    ) -> Ranking:
        hit = Hit(
            article_id="a1",
            doc_id="only",
            slug="only",
            title="The only article",
            url=None,
            lang=lang or "en",
            passage=f"First paragraph.\n\nAbout: {query}",
            heading="",
            score=1.0,
            dense=1.0,
            lexical=1.0,
        )
        return Ranking(hits=(hit,), probability=0.99, lang=lang or "en")


class Orders:
    """The demo shop's orders and LM-12345 of anna@example.com; out of order for LM-50300."""

    async def find(self, order_number: str, email: str) -> Order | None:
        if order_number == "LM-50300":
            raise LookupUnavailable("no answer")
        if (order_number, email) == ("LM-12345", "anna@example.com"):
            return SHIPPED
        found = find_order(order_number, email, today=date(2026, 11, 2))
        return found and Order(number=found.number, status=found.status, carrier=found.carrier)


class ActionServer:
    """Runs the actions as the app does, and remembers which were called for whom."""

    def __init__(self) -> None:
        self.calls: list[tuple[str, str]] = []
        self.bodies: dict[tuple[str, str], dict[str, Any]] = {}
        self.headers: list[str] = []
        self.spoilt: dict[str, Any] = {}
        self._executor = build_executor(search=OneArticle(), orders=Orders())

    async def __call__(self, scope: Any, receive: Any, send: Any) -> None:
        """Answer one call of Rasa's; an ASGI application."""
        body = b""
        while (event := await receive())["type"] == "http.request":
            body += event["body"]
            if not event.get("more_body"):
                break
        call = json.loads(body)
        self.calls.append((call["sender_id"], call["next_action"]))
        self.bodies[call["sender_id"], call["next_action"]] = call
        self.headers.append(dict(scope["headers"]).get(b"authorization", b"").decode())
        answer = self.spoilt.get(call["sender_id"])
        if answer is None:
            answer = (await self._executor.run(call)).model_dump()
        content = json.dumps(answer).encode()
        headers = [(b"content-type", b"application/json"), (b"content-length", str(len(content)).encode())]
        await send({"type": "http.response.start", "status": 200, "headers": headers})
        await send({"type": "http.response.body", "body": content})

    def called_for(self, sender: str) -> list[str]:
        """The actions called in one sender's turns, in order."""
        return [action for who, action in self.calls if who == sender]


@contextmanager
def serving(server: ActionServer, port: int) -> Iterator[None]:
    """Serve in a thread of its own while the block runs."""
    config = uvicorn.Config(server, host="127.0.0.1", port=port, lifespan="off", ws="none", log_config=None)
    process = uvicorn.Server(config)
    thread = threading.Thread(target=process.run, daemon=True)
    thread.start()
    try:
        yield
    finally:
        process.should_exit = True
        thread.join(timeout=60)

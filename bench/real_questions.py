"""A real help centre and real customers' questions through the whole product.

Imports a file of articles into a fresh instance, asks questions of customers through the visitor socket
(real Rasa, real model, real index), and tells how many were answered from a right article, from a wrong one,
asked back, or not answered and offered a person, with the time a turn took.

    python bench/real_questions.py ARTICLES QUESTIONS [--n 30] [--json]
"""

import argparse
import asyncio
import json
import os
import subprocess
import sys
import tempfile
import time
import uuid
from collections import Counter
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import httpx
import socketio

sys.path.insert(0, str(Path(__file__).parents[1]))

from tests.support.instance import started
from tests.support.model import give_models

TURN_SECONDS = 60


@dataclass(frozen=True, slots=True, kw_only=True)
class Asked:
    """One question, what became of it, and the seconds until the customer saw it."""

    question: str
    outcome: str
    seconds: float
    shown: str


def pick(path: Path, n: int) -> list[dict[str, Any]]:
    """Every k-th question that was checked by hand, so that the choice is nobody's."""
    rows = [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines()]
    rows = [row for row in rows if row.get("checked", True)]
    return rows[:: max(1, len(rows) // n)][:n]


def words_of(row: dict[str, Any]) -> str:
    """The question as a customer would type it."""
    return str(row.get("question") or f"{row['title']}\n{row['body']}")[:4000]


async def ask(url: str, text: str) -> tuple[dict[str, Any], float]:
    """A new customer asks; the first thing that happens, and after how long."""
    async with httpx.AsyncClient() as http:
        session = (await http.post(f"{url}/api/v1/visitor/session", json={"locale": "en"})).raise_for_status()
    client = socketio.AsyncClient()
    happened: asyncio.Future[dict[str, Any]] = asyncio.get_running_loop().create_future()

    def message(event: dict[str, Any]) -> None:
        found = event["message"]
        if found["author"]["type"] == "bot" and not happened.done():
            happened.set_result({"bot": found})

    def updated(event: dict[str, Any]) -> None:
        if event["conversation"]["owner"] in ("queue", "agent") and not happened.done():
            happened.set_result({"handoff": event["conversation"]})

    client.on("message.new", message, namespace="/visitor")
    client.on("conversation.updated", updated, namespace="/visitor")
    await client.connect(
        url, auth={"token": session.json()["token"]}, namespaces=["/visitor"], transports=["websocket"]
    )
    try:
        opened = await client.call("conversation.open", {}, namespace="/visitor")
        began = time.perf_counter()
        ack = await client.call(
            "message.send",
            {
                "conversation_id": opened["conversation"]["id"],
                "client_message_id": str(uuid.uuid4()),
                "text": text,
            },
            namespace="/visitor",
        )
        if not ack["ok"]:
            raise SystemExit(f"the desk refused a question: {ack['error']}")
        fact = await asyncio.wait_for(happened, TURN_SECONDS)
        return fact, time.perf_counter() - began
    finally:
        await client.disconnect()


def judge(fact: dict[str, Any], gold: list[str]) -> tuple[str, str]:
    """What became of a question, and the title of the article shown; `gold` are titles, too."""
    if "handoff" in fact:
        return f"handed over ({fact['handoff'].get('reason')})", ""
    answer = fact["bot"].get("payload", {}).get("answer")
    if not answer:
        return "said something else", fact["bot"]["text"][:60]
    shown = [hit["title"] for hit in answer["hits"]]
    if answer["outcome"] == "answered":
        return ("answered, right article" if shown[0] in gold else "answered, wrong article"), shown[0]
    if answer["outcome"] == "clarify":
        return ("asked back, right among them" if set(shown) & set(gold) else "asked back, none right"), ""
    return "not answered, offered a person", ""


async def ask_all(url: str, rows: list[dict[str, Any]], titles: dict[str, str]) -> list[Asked]:
    """One question after another; `titles` by doc_id, which customers never see."""
    asked = []
    for row in rows:
        fact, seconds = await ask(url, words_of(row))
        outcome, shown = judge(fact, [titles[doc_id] for doc_id in row["gold"]])
        asked.append(Asked(question=words_of(row)[:80], outcome=outcome, seconds=seconds, shown=shown))
    return asked


def quantile(values: list[float], share: float) -> float:
    """The value below which this share of the values lies (nearest rank)."""
    ordered = sorted(values)
    return ordered[min(len(ordered) - 1, int(share * len(ordered)))]


def main() -> None:
    """Run it and print the counts."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("articles", type=Path)
    parser.add_argument("questions", type=Path)
    parser.add_argument("--n", type=int, default=30)
    parser.add_argument("--json", action="store_true", dest="as_json")
    options = parser.parse_args()
    articles = [json.loads(line) for line in options.articles.read_text(encoding="utf-8").splitlines()]
    titles = {row["doc_id"]: row["title"].strip() for row in articles}
    with tempfile.TemporaryDirectory() as folder:
        give_models(Path(folder))
        environment = {**os.environ, "BATON_DATA_DIR": folder}
        subprocess.run(
            [sys.executable, "-m", "handoff.cli", "kb", "import", str(options.articles.absolute())],
            env=environment,
            check=True,
            stdout=subprocess.DEVNULL,
        )
        with started(Path(folder)) as instance:
            instance.wait_for(lambda seen: seen["bot"] == "ready", timeout=300)
            asked = asyncio.run(ask_all(instance.url, pick(options.questions, options.n), titles))
    seconds = [one.seconds for one in asked]
    report = {
        "n": len(asked),
        "outcomes": dict(Counter(one.outcome for one in asked)),
        "turn_ms": {"p50": quantile(seconds, 0.5) * 1000, "p95": quantile(seconds, 0.95) * 1000},
    }
    if options.as_json:
        print(json.dumps(report))
        return
    for one in asked:
        print(f"{one.seconds * 1000:7.0f} ms  {one.outcome:32} {one.shown:40.40} {one.question!r}")
    print(json.dumps(report, indent=2))


if __name__ == "__main__":
    main()

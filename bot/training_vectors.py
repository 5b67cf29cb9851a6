"""Sentence vectors while the bot is trained or tried: the app's embed door on a loopback port of its own."""

import hashlib
import hmac
import json
import os
import threading
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from secrets import token_urlsafe
from typing import Any
from zipfile import BadZipFile

import numpy as np
from numpy.typing import NDArray

from kb_index.embedder import Embedder
from kb_index.models import find_model

Vectors = NDArray[np.float32]
PATH = "/internal/embed"
_SECONDS = 120.0


@dataclass(frozen=True, slots=True, kw_only=True)
class Embedding:
    """An embedding model by its identity, loaded only when a text is really embedded."""

    key: str
    load: Callable[[], Embedder]


def embedding_of(name: str, load: Callable[[], Embedder]) -> Embedding:
    """The embedding model of the settings; raises ModelProblem where there is none of this name."""
    return Embedding(key=find_model(name).key, load=load)


class KeptVectors:
    """Vectors of the last training's texts, kept in a file: what did not change is not embedded again."""

    def __init__(self, embedding: Embedding, path: Path | None = None) -> None:
        self.key = embedding.key
        self.embedded = 0
        self._load = embedding.load
        self._loaded: Embedder | None = None
        self._path = path
        self._lock = threading.Lock()
        self._before = self._read(path) if path else {}
        self._asked: dict[str, Vectors] = {}

    def embed(self, texts: Sequence[str]) -> list[Vectors]:
        """One row a text: its vector, and behind it the word pieces a word."""
        names = [hashlib.sha256(text.encode()).hexdigest() for text in texts]
        with self._lock:
            known = self._before | self._asked
            missing = {name: text for name, text in zip(names, texts, strict=True) if name not in known}
            if missing:
                self._loaded = self._loaded or self._load()
                fresh = self._rows(self._loaded, list(missing.values()))
                known |= dict(zip(missing, fresh, strict=True))
                self.embedded += len(missing)
            self._asked |= {name: known[name] for name in names}
        return [known[name] for name in names]

    @staticmethod
    def _rows(model: Embedder, texts: list[str]) -> Vectors:
        fertility = np.array([[model.fertility(text)] for text in texts], dtype=np.float32)
        return np.hstack([model.encode(texts), fertility])

    def save(self) -> None:
        """Write down what was asked this time; texts that are gone are forgotten."""
        if self._path is None or not self._asked:
            return
        self._path.parent.mkdir(parents=True, exist_ok=True)
        fresh = self._path.with_name(f"{self._path.name}.{os.getpid()}")
        names, rows = list(self._asked), np.stack(list(self._asked.values()))
        with fresh.open("wb") as file:
            np.savez(file, key=np.array(self.key), names=np.array(names), rows=rows)
        fresh.replace(self._path)

    def _read(self, path: Path) -> dict[str, Vectors]:
        try:
            with path.open("rb") as file, np.load(file) as kept:
                if str(kept["key"]) != self.key:
                    return {}
                return dict(zip(kept["names"].tolist(), kept["rows"], strict=True))
        except (OSError, EOFError, ValueError, KeyError, BadZipFile):
            return {}


@contextmanager
def serving(vectors: KeptVectors, secret: str = "") -> Iterator[dict[str, str]]:
    """Serve while the block runs; gives the environment by which the bot's components find the door."""
    secret = secret or token_urlsafe(32)
    server = ThreadingHTTPServer(("127.0.0.1", 0), _handler(vectors, secret))
    server.daemon_threads = True
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.05}, daemon=True)
    thread.start()
    try:
        yield {
            "BATON_EMBED_URL": f"http://127.0.0.1:{server.server_address[1]}{PATH}",
            "BATON_EMBEDDING_KEY": vectors.key,
            "BATON_BOT_SECRET": secret,
        }
    finally:
        server.shutdown()
        thread.join()
        server.server_close()


def _handler(vectors: KeptVectors, secret: str) -> type[BaseHTTPRequestHandler]:
    expected = f"Bearer {secret}".encode()

    class Door(BaseHTTPRequestHandler):
        """Answers as the app's own door does."""

        protocol_version = "HTTP/1.1"
        timeout = _SECONDS
        # Head and body leave in one packet; in two, each answer waits 40 ms for the other side's receipt.
        wbufsize = 1 << 16

        def do_POST(self) -> None:
            body = self.rfile.read(int(self.headers.get("Content-Length") or 0))
            given = self.headers.get("Authorization", "").encode(errors="surrogateescape")
            if self.path != PATH or not hmac.compare_digest(given, expected):
                self._answer(401, {"title": "the secret is wrong"})
                return
            try:
                rows = vectors.embed(json.loads(body)["texts"])
            except Exception as error:  # the border to the bot: it must hear of the failure, not wait
                self._answer(500, {"title": str(error)})
                return
            embeddings = [row[:-1].tolist() for row in rows]
            fertility = [float(row[-1]) for row in rows]
            self._answer(200, {"embeddings": embeddings, "fertility": fertility, "model": vectors.key})

        def _answer(self, status: int, body: dict[str, Any]) -> None:
            content = json.dumps(body).encode()
            self.send_response(status)
            self.send_header("Content-Type", "application/json")
            self.send_header("Content-Length", str(len(content)))
            self.end_headers()
            self.wfile.write(content)

        def log_message(self, format: str, *args: object) -> None:
            """Keep the terminal quiet."""

    return Door

"""A process that speaks Rasa's channel and says back what it was told: `python echoing_rasa.py PORT SEED`."""

import contextlib
import json
import random
import sys
import time
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

SLOW_SHARE, HANDOFF_SHARE = 0.12, 0.05


class Handler(BaseHTTPRequestHandler):
    """Answers most turns at once, some after seconds, some with the wish for a person."""

    protocol_version = "HTTP/1.1"
    dice = random.Random()

    def do_GET(self) -> None:
        self._answer({"status": "ok"})

    def do_POST(self) -> None:
        asked = json.loads(self.rfile.read(int(self.headers["Content-Length"])))
        time.sleep(
            self.dice.uniform(1.0, 4.0) if self.dice.random() < SLOW_SHARE else self.dice.uniform(0, 0.2)
        )
        messages: list[object] = [{"text": f"You said: {asked['text']}"}]
        if self.dice.random() < HANDOFF_SHARE:
            messages.append({"custom": {"handoff": {"reason": "complex"}}})
        self._answer({"messages": messages})

    def _answer(self, body: object) -> None:
        content = json.dumps(body).encode()
        self.send_response(200)
        self.send_header("Content-Length", str(len(content)))
        self.end_headers()
        with contextlib.suppress(ConnectionError):  # who asked may have been killed, too
            self.wfile.write(content)

    def log_message(self, format: str, *args: object) -> None:
        """Stay quiet."""


class Server(ThreadingHTTPServer):
    """Takes as many turns at once as it is given."""

    daemon_threads = True
    request_queue_size = 128


if __name__ == "__main__":
    Handler.dice = random.Random(int(sys.argv[2]))
    Server(("127.0.0.1", int(sys.argv[1])), Handler).serve_forever()

"""Speaks to the bot as the desk does."""

import uuid
from typing import Any

import httpx

SECRET = "a-secret-of-the-tests"


class Bot:
    """The bot's channel."""

    def __init__(self, http: httpx.Client) -> None:
        self.http = http

    def post(self, body: object, secret: str = SECRET) -> httpx.Response:
        """Post any body with any secret."""
        return self.http.post("/turn", json=body, headers={"Authorization": f"Bearer {secret}"})

    def session(self, lang: str = "en") -> "Session":
        """A conversation of its own."""
        return Session(self, lang)


class Session:
    """One customer's conversation with the bot."""

    def __init__(self, bot: Bot, lang: str) -> None:
        self.bot = bot
        self.lang = lang
        self.sender = f"{uuid.uuid4()}-1"
        self.rejected = 0

    def turn(self, text: str, intent: str | None = None) -> httpx.Response:
        """The raw response to one message."""
        metadata = {
            "lang": self.lang,
            "failed_answers": 0,
            "rejected": self.rejected,
            "context": [],
            "shown": [],
            "turns": 1,
        }
        body = {"sender": self.sender, "text": text, "intent": intent, "metadata": metadata}
        return self.bot.post(body)

    def say(self, text: str, intent: str | None = None) -> list[dict[str, Any]]:
        """The bot's messages to one message."""
        response = self.turn(text, intent)
        assert response.status_code == httpx.codes.OK, response.text
        messages: list[dict[str, Any]] = response.json()["messages"]
        return messages

    def texts(self, text: str, intent: str | None = None) -> list[str | None]:
        """The texts of the bot's messages to one message."""
        return [message["text"] for message in self.say(text, intent)]

    def handoff(self, text: str, intent: str | None = None) -> dict[str, Any] | None:
        """The handoff that one message leads to."""
        wishes = [message["custom"]["handoff"] for message in self.say(text, intent) if "custom" in message]
        return wishes[-1] if wishes else None

"""The one settings object: everything an installation may choose, from `BATON_*` and the command line."""

import os
import re
import secrets
from collections.abc import Mapping
from email.utils import parseaddr
from ipaddress import ip_network
from pathlib import Path
from typing import Any, Literal, Self
from urllib.parse import urlsplit

from pydantic import Field, ValidationError, model_validator
from pydantic_settings import BaseSettings, SettingsConfigDict

from handoff.secret_file import kept_secret

PREFIX = "BATON_"
ASYNC_DRIVERS = {
    "postgresql": "postgresql+asyncpg",
    "postgres": "postgresql+asyncpg",
    "sqlite": "sqlite+aiosqlite",
}


class SettingsError(Exception):
    """The configuration cannot be used; the message is one plain line a person can act on."""


class Settings(BaseSettings):
    """Everything one instance may choose; frozen, and an unknown key is an error."""

    model_config = SettingsConfigDict(env_prefix=PREFIX, extra="forbid", frozen=True)

    host: str = Field("127.0.0.1", description="Address the app listens on.")
    port: int = Field(8000, ge=0, le=65535, description="Port the app listens on; 0 picks a free one.")
    processes: int = Field(
        1, ge=1, le=64, description="App processes on this machine; several need PostgreSQL and Redis."
    )
    listen_fd: int = Field(
        0, ge=0, description="A listening socket that was handed down; set by `baton run --processes`."
    )
    data_dir: Path = Field(Path(".baton"), description="Folder that holds everything one instance keeps.")
    database_url: str = Field("", description="SQLAlchemy async URL; empty means SQLite in the data folder.")
    redis_url: str = Field("", description="Redis for several processes; empty means one process.")
    redis_prefix: str = Field(
        "baton", pattern=r"^[\w.-]{1,64}$", description="Names this desk on a Redis that others use too."
    )
    secret_key: str = Field(
        "", repr=False, description="Signs tokens; empty makes one and keeps it in the data folder."
    )
    identity_secret: str = Field(
        "", repr=False, description="The host site signs visitor identities with it; empty turns them off."
    )
    demo: bool = Field(False, description="Seed the demo shop and its people; loopback only.")
    demo_past: bool = Field(True, description="Give a new demo sixty days behind it, for the reports.")
    trusted_proxies: tuple[str, ...] = Field(
        ("127.0.0.1", "::1"),
        description="Proxies whose X-Forwarded-For is believed: addresses or networks, as JSON list.",
    )
    allowed_origins: tuple[str, ...] = Field(
        (), description="Sites that may embed the widget, as JSON list; empty means this site only."
    )
    default_lang: Literal["en", "fa", "pl"] = Field(
        "en", description="Language where none is known, until it is set."
    )
    embedding_model: str = Field(
        "all-MiniLM-L6-v2",
        description="The packaged model, or any sentence-transformers name or path.",
    )
    embedding_backend: Literal["auto", "torch", "openvino"] = Field(
        "auto", description="What runs the embedding model; auto takes the faster one."
    )
    embedding_threads: int = Field(1, ge=1, description="Threads of one embedding call.")
    reranker_model: str = Field(
        "",
        description="A CrossEncoder, by name or path, that orders the best articles; empty means none.",
    )
    answer_risk: float = Field(
        0.2, gt=0, lt=1, description="Greatest share of wrong answers among those the bot gives."
    )
    bot_enabled: bool = Field(True, description="Start Rasa; off, every conversation goes to a person.")
    bot_url: str = Field(
        "", description="Rasa servers that somebody else runs, with commas between; empty starts our own."
    )
    bot_processes: int = Field(
        1, ge=1, le=16, description="Our own Rasa servers on this machine; several need what they share."
    )
    bot_trackers_url: str = Field(
        "", repr=False, description="Database in which Rasa servers share trackers; empty means in memory."
    )
    bot_locks_url: str = Field("", repr=False, description="Redis by which Rasa servers share their locks.")
    bot_secret: str = Field(
        "", repr=False, description="Shared by app and Rasa; empty makes one for this run."
    )
    bot_timeout_seconds: float = Field(8.0, gt=0, description="Longest a bot turn may take.")
    bot_patience_seconds: float = Field(
        45.0, gt=0, description="How long a message waits for a starting bot before it goes to a person."
    )
    bot_turns: int = Field(
        30, ge=3, le=200, description="Messages after which the bot gives a conversation to a person."
    )
    long_wait_seconds: float = Field(
        300.0, ge=0, description="Expected wait from which the bot tries once more where it can."
    )
    handoff_by_queue: bool = Field(
        True, description="Idle agents get borderline cases earlier, a long queue later."
    )
    order_lookup_url: str = Field(
        "", description="Order lookup; asked as URL/NUMBER?email=… . Empty: none (the demo has its own)."
    )
    agent_capacity: int = Field(4, ge=1, le=50, description="Conversations an agent takes at once.")
    offers: bool = Field(
        True, description="Offer waiting conversations to agents; off, agents pick from the queue."
    )
    offer_seconds: float = Field(30.0, ge=5, description="How long one agent has to accept an offer.")
    side_questions: bool = Field(
        True, description="The bot answers sure questions of customers who wait for a person."
    )
    tiers: dict[str, Literal["urgent", "high", "normal", "low"]] = Field(
        {},
        description="At least which priority customers of a tier have in the queue, as JSON object.",
    )
    phone_region: str = Field(
        "",
        pattern=r"^([A-Za-z]{2})?$",
        description="Country (as in PL) of telephone numbers written without one; empty: + is needed.",
    )
    reopen_to: Literal["person", "bot"] = Field(
        "person", description="Who gets a customer who writes again soon after a person served them."
    )
    reopen_minutes: float = Field(
        30.0, ge=0, description="How long after the end a customer comes back to the same person."
    )
    smtp_url: str = Field(
        "", repr=False, description="Where e-mail goes out: smtp(s)://user:password@host:port; empty: none."
    )
    mail_from: str = Field("", description="Sender of the e-mail, as in `Shop <help@shop.example>`.")
    mail_window_seconds: float = Field(
        120.0, ge=0, description="How long answers in a ticket are gathered before they go out as one e-mail."
    )
    imap_url: str = Field(
        "",
        repr=False,
        description="Mailbox to read: imap(s)://user:password@host:port/folder; empty: none.",
    )
    imap_seconds: float = Field(20.0, gt=0, description="Pause between two looks into the mailbox.")
    mail_max_bytes: int = Field(
        10_000_000,
        ge=10_000,
        description="Largest e-mail that is taken in; of larger ones, the subject.",
    )
    webhook_networks: tuple[str, ...] = Field(
        (),
        description="Networks of your own into which webhooks may go, also without TLS, as JSON list.",
    )
    attachment_max_bytes: int = Field(
        10_000_000, ge=0, le=25_000_000, description="Largest file that may be attached; 0 takes no files."
    )
    attachment_types: tuple[str, ...] = Field(
        (),
        description="Media types of files that are taken, as JSON list; empty means the usual harmless ones.",
    )
    events_days: int = Field(
        760, ge=0, description="Days for which what happened is kept for the reports; 0 keeps it for ever."
    )
    max_message_chars: int = Field(4000, ge=100, le=20000, description="Longest message anybody may send.")
    sessions_per_minute: int = Field(
        60, ge=1, description="New visitors one address may begin; after a burst of twice as many."
    )
    connections_per_address: int = Field(
        200, ge=1, description="Live connections one address may hold to each side of the desk."
    )
    head_seconds: float = Field(15.0, gt=0, description="Pause between two head heartbeats.")
    log_level: Literal["DEBUG", "INFO", "WARNING", "ERROR"] = Field("INFO", description="How much is logged.")

    @model_validator(mode="before")
    @classmethod
    def _refuse_unknown_environment(cls, values: Any) -> Any:
        known = {f"{PREFIX}{name}".upper() for name in cls.model_fields}
        unknown = sorted(
            name for name in os.environ if name.startswith(PREFIX) and name not in known | ELSEWHERE
        )
        if unknown:
            raise ValueError(f"unknown setting {', '.join(unknown)}; docs/configuration.md lists them all")
        return values

    @model_validator(mode="after")
    def _check_bot_secret(self) -> Self:
        if self.bot_url and not self.bot_secret:
            raise ValueError("a Rasa server at BATON_BOT_URL needs the secret it was given: BATON_BOT_SECRET")
        return self

    @model_validator(mode="after")
    def _check_bot_sharing(self) -> Self:
        if bool(self.bot_trackers_url) != bool(self.bot_locks_url):
            raise ValueError("BATON_BOT_TRACKERS_URL and BATON_BOT_LOCKS_URL go together")
        if self.bot_processes > 1 and not self.bot_trackers_url:
            raise ValueError("several Rasa servers need BATON_BOT_TRACKERS_URL and BATON_BOT_LOCKS_URL")
        return self

    @model_validator(mode="after")
    def _check_networks(self) -> Self:
        named = {"TRUSTED_PROXIES": self.trusted_proxies, "WEBHOOK_NETWORKS": self.webhook_networks}
        for name, networks in named.items():
            if wrong := [one for one in networks if not _is_network(one)]:
                raise ValueError(f"BATON_{name}: {wrong[0]} is no address or network")
        return self

    @model_validator(mode="after")
    def _check_processes(self) -> Self:
        shared = "postgres" in self.database_url.partition(":")[0] and self.redis_url
        if self.processes > 1 and not shared:
            raise ValueError("several processes need BATON_DATABASE_URL (PostgreSQL) and BATON_REDIS_URL")
        return self

    @model_validator(mode="after")
    def _check_mail(self) -> Self:
        for name, url, schemes in (("SMTP", self.smtp_url, "smtp"), ("IMAP", self.imap_url, "imap")):
            if url and not _is_mail_url(url, schemes):
                raise ValueError(
                    f"BATON_{name}_URL is {schemes}(s)://user:password@host:port, and its port a number"
                )
        if self.imap_url and not self.smtp_url:
            raise ValueError("a mailbox at BATON_IMAP_URL is of use only with BATON_SMTP_URL for the answers")
        if self.smtp_url and not re.fullmatch(r"[^@\s]+@[^@\s]+", parseaddr(self.mail_from)[1]):
            raise ValueError("e-mail needs a sender: BATON_MAIL_FROM, as in Shop <help@shop.example>")
        return self

    @model_validator(mode="after")
    def _check_demo_host(self) -> Self:
        if self.demo and self.host not in ("127.0.0.1", "localhost", "::1"):
            raise ValueError("the demo has known passwords and therefore listens on 127.0.0.1 only")
        return self

    def with_secrets(self) -> "Settings":
        """The same settings with every secret filled in; may make `secret.key` in the data folder."""
        return self.model_copy(
            update={
                "secret_key": self.secret_key or _secret_in(self.data_dir / "secret.key"),
                "bot_secret": self.bot_secret or secrets.token_urlsafe(32),
                "database_url": self.resolved_database_url(),
            }
        )

    @property
    def bot_urls(self) -> tuple[str, ...]:
        """The Rasa servers that somebody else runs."""
        return tuple(url.strip().rstrip("/") for url in self.bot_url.split(",") if url.strip())

    def resolved_database_url(self) -> str:
        """The async database URL, SQLite in the data folder where none is set."""
        if self.database_url:
            scheme, colon, rest = self.database_url.partition(":")
            return f"{ASYNC_DRIVERS.get(scheme, scheme)}{colon}{rest}"
        return f"sqlite+aiosqlite:///{(self.data_dir / 'baton.db').absolute()}"


def _is_network(text: str) -> bool:
    try:
        ip_network(text)
    except ValueError:
        return False
    return True


def _is_mail_url(url: str, scheme: str) -> bool:
    try:
        parts = urlsplit(url)
        return parts.scheme in (scheme, f"{scheme}s") and bool(parts.hostname) and (parts.port or 1) > 0
    except ValueError:
        return False


# Handed by the app to its Rasa child, which is not configured by Settings.
ELSEWHERE = {"BATON_ACTIONS_URL", "BATON_EMBED_URL", "BATON_EMBEDDING_KEY"}


def load_settings(overrides: Mapping[str, Any] | None = None) -> Settings:
    """Settings from the environment and the given overrides; raises SettingsError with one plain line."""
    given = {key: value for key, value in (overrides or {}).items() if value is not None}
    try:
        return Settings(**given)
    except ValidationError as error:
        raise SettingsError("; ".join(_plain(item) for item in error.errors())) from None


def _plain(item: Any) -> str:
    message = str(item["msg"]).removeprefix("Value error, ")
    name = f"{PREFIX}{'_'.join(str(part) for part in item['loc'])}".upper() if item["loc"] else ""
    return f"{name}: {message}" if name else message


def _secret_in(path: Path) -> str:
    try:
        return kept_secret(path)
    except (OSError, UnicodeError) as error:
        raise SettingsError(f"the secret in {path} can be neither read nor made: {error}") from None

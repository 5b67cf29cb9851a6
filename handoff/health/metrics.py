"""What /metrics tells, kept in a registry of the app's own so that several apps can live in one process."""

import os
from collections.abc import Callable

from prometheus_client import CollectorRegistry, Counter, Gauge, Histogram, generate_latest
from prometheus_client.multiprocess import MultiProcessCollector

# Named by the library, which looks for it when it is imported: one file a process, read by whoever is asked.
SHARED_FOLDER = "PROMETHEUS_MULTIPROC_DIR"

FAST = (0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10)
SLOW = (10, 30, 60, 120, 300, 600, 1800, 3600, 4 * 3600, 24 * 3600, 7 * 24 * 3600)


class Metrics:
    """The counters of one app."""

    def __init__(self) -> None:
        self.registry = CollectorRegistry()
        self._measures: list[Callable[[], None]] = []
        self.requests = Histogram(
            "baton_http_request_seconds",
            "Time of an HTTP request.",
            ("method", "route", "status"),
            registry=self.registry,
            buckets=FAST,
        )
        self.calls = Histogram(
            "baton_socket_call_seconds",
            "Time of a Socket.IO call.",
            ("namespace", "call", "outcome"),
            registry=self.registry,
            buckets=FAST,
        )
        self.connections = Gauge(
            "baton_socket_connections",
            "Live connections.",
            ("namespace",),
            multiprocess_mode="livesum",
            registry=self.registry,
        )
        self.turns = Histogram(
            "baton_bot_turn_seconds",
            "Time from taking up a turn to its end.",
            ("outcome",),
            registry=self.registry,
            buckets=FAST,
        )
        self.deadlines = Counter(
            "baton_deadlines_missed",
            "Conversations the watchdog had to act on.",
            ("owner", "action"),
            registry=self.registry,
        )
        self.overdue = Gauge(
            "baton_conversations_overdue",
            "Open conversations of the whole desk past their deadline, or without one, behind the watchdog.",
            multiprocess_mode="livemostrecent",
            registry=self.registry,
        )
        self.ownerless = Gauge(
            "baton_conversations_ownerless",
            "Open conversations of the whole desk that nobody has, behind the watchdog.",
            multiprocess_mode="livemostrecent",
            registry=self.registry,
        )
        self.rounds = Counter(
            "baton_watchdog_rounds", "Rounds of the watchdog that came to their end.", registry=self.registry
        )
        self.clocks = Counter(
            "baton_sla_clocks",
            "SLA clocks that came to a warning or a breach, or were kept as met or dropped.",
            ("clock", "state"),
            registry=self.registry,
        )
        self.clock_seconds = Histogram(
            "baton_sla_seconds",
            "Real time until an SLA clock ended, since the customer's first word and since the handoff.",
            ("clock", "since"),
            registry=self.registry,
            buckets=SLOW,
        )
        self.mails = Counter(
            "baton_mails",
            "E-mails: out (sent, put_off, dead), and in by what became of them.",
            ("direction", "outcome"),
            registry=self.registry,
        )
        self.mail_waits = Gauge(
            "baton_mail_waits_seconds",
            "How long the oldest unsent e-mail has been waiting; it rises while the mail server is down.",
            multiprocess_mode="livemostrecent",
            registry=self.registry,
        )
        self.mailbox_failures = Counter(
            "baton_mailbox_failures", "Rounds in which the mailbox could not be read.", registry=self.registry
        )
        self.hooks = Counter(
            "baton_webhook_deliveries",
            "Tries to tell a receiver: delivered, put_off (tried again later), dead (given up).",
            ("outcome",),
            registry=self.registry,
        )
        self.hook_seconds = Histogram(
            "baton_webhook_seconds", "Time of a try to tell.", registry=self.registry, buckets=FAST
        )
        self.hooks_waiting = Gauge(
            "baton_webhook_deliveries_waiting",
            "Deliveries that wait for a receiver, of the whole desk.",
            multiprocess_mode="livemostrecent",
            registry=self.registry,
        )
        self.hook_waits = Gauge(
            "baton_webhook_waits_seconds",
            "How long the oldest delivery has been waiting; it rises while a receiver is down.",
            multiprocess_mode="livemostrecent",
            registry=self.registry,
        )
        self.bot_servers = Gauge(
            "baton_bot_servers",
            "Rasa servers this process asks, by whether they are ready.",
            ("state",),
            multiprocess_mode="livemostrecent",
            registry=self.registry,
        )
        self.promises = Counter(
            "baton_promises",
            "Promises that were made (open), came to their warning, were broken, kept or dropped.",
            ("author", "state", "late"),
            registry=self.registry,
        )
        self.side_questions = Counter(
            "baton_side_questions",
            "What customers wrote while they waited: answered by the bot, or left to the person.",
            ("outcome",),
            registry=self.registry,
        )
        self.embedded = Counter(
            "baton_texts_embedded",
            "Texts that the embedding model has read; a text known already is not read again.",
            ("kind",),
            registry=self.registry,
        )
        self.waiting = Gauge(
            "baton_queue_waiting",
            "Conversations in the queue.",
            multiprocess_mode="livemostrecent",
            registry=self.registry,
        )
        self.indexed = Gauge(
            "baton_index_passages",
            "Passages the index holds.",
            multiprocess_mode="livemax",
            registry=self.registry,
        )
        self.passages_embedded = Gauge(
            "baton_passages_embedded",
            "Passages that the model has read for the index since the start.",
            multiprocess_mode="livesum",
            registry=self.registry,
        )

    def embedded_texts(self, kind: str, count: int) -> None:
        """The model has read texts: a customer's `message`, a `search_form` of it."""
        self.embedded.labels(kind).inc(count)

    def before_telling(self, measure: Callable[[], None]) -> None:
        """Have something measured that is known only at the moment of asking."""
        self._measures.append(measure)

    def text(self) -> bytes:
        """Everything in Prometheus' text format; where processes share a port, of all of them together."""
        for measure in self._measures:
            measure()
        folder = os.environ.get(SHARED_FOLDER)
        if not folder:
            return generate_latest(self.registry)
        everybody = CollectorRegistry()
        MultiProcessCollector(everybody, path=folder)  # type: ignore[no-untyped-call]  # the library leaves it so
        return generate_latest(everybody)

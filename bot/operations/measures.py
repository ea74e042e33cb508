"""Every measure there is, with its name: ids and numbers only, never a token or a person's words.

docs/operations.md explains them to whoever reads them.
"""

from __future__ import annotations

from prometheus_client import CollectorRegistry, Counter, Gauge, Histogram, ProcessCollector

# Seconds. A person waits for the first; a platform gives up after 3.
_HANDLER = (0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1.0, 1.5, 3.0, 10.0)
_TRANSACTION = (0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1.0, 5.0)


class Measures:
    """The measures of one process, in a registry of its own."""

    def __init__(self) -> None:
        self.registry = CollectorRegistry()
        ProcessCollector("stembot", registry=self.registry)
        self._measure_people()
        self._measure_outbox()
        self._measure_clock_and_sockets()
        self._measure_store()

    def _measure_people(self) -> None:
        self.handlers = Histogram(
            "stembot_handler_seconds",
            "From an event's arrival to its reply, by route.",
            ("platform", "route"),
            buckets=_HANDLER,
            registry=self.registry,
        )

    def _measure_outbox(self) -> None:
        self.calls = Counter(
            "stembot_platform_calls",
            "What the outbox asked of a platform (send, edit, find) and how it ended "
            "(done, absent, retry, ambiguous, refused).",
            ("platform", "call", "end"),
            registry=self.registry,
        )
        self.deliveries = Gauge(
            "stembot_deliveries",
            "Deliveries in the outbox that did not end well, or not yet, by state.",
            ("state",),
            registry=self.registry,
        )
        self.oldest_due = Gauge(
            "stembot_delivery_oldest_due_seconds",
            "For how long the delivery that waits longest could have been sent; 0 when none waits.",
            registry=self.registry,
        )

    def _measure_clock_and_sockets(self) -> None:
        self.tick_age = Gauge(
            "stembot_clock_tick_age_seconds", "Since the last tick ended.", registry=self.registry
        )
        self.clock_lag = Gauge(
            "stembot_clock_lag_seconds",
            "For how long the schedule that is latest has been due; 0 when none is.",
            registry=self.registry,
        )
        self.listening = Gauge(
            "stembot_listening",
            "1 where this process hears a platform's events, 0 where it stands by or is away.",
            ("platform",),
            registry=self.registry,
        )
        self.socket_age = Gauge(
            "stembot_socket_age_seconds",
            "Since anything was heard over a platform's socket; NaN while none is open.",
            ("platform",),
            registry=self.registry,
        )

    def _measure_store(self) -> None:
        self.transactions = Histogram(
            "stembot_transaction_seconds",
            "From handing a transaction in to its COMMIT, waiting included, by kind (read, write).",
            ("kind",),
            buckets=_TRANSACTION,
            registry=self.registry,
        )
        self.queue = Gauge(
            "stembot_store_queue",
            "Transactions that were handed in and are not over, by kind (read, write).",
            ("kind",),
            registry=self.registry,
        )
        self.database_up = Gauge(
            "stembot_database_up", "1 if the database answered just now, else 0.", registry=self.registry
        )

"""Wraps the store, the reception and the messengers, so that a measure is taken of whatever they do."""

from __future__ import annotations

from dataclasses import dataclass

from bot.chat.messenger import Messenger, Reception
from bot.operations.measured_messenger import MeasuredMessenger
from bot.operations.measured_reception import MeasuredReception
from bot.operations.measured_store import MeasuredStore
from bot.operations.measures import Measures
from bot.store.engine import Store


@dataclass(frozen=True, slots=True)
class Watched:
    """A `Watch` that measures."""

    measures: Measures

    def store(self, store: Store) -> Store:
        """The store, measured."""
        return MeasuredStore(store, self.measures)

    def reception(self, reception: Reception) -> Reception:
        """The reception, measured."""
        return MeasuredReception(reception, self.measures)

    def messenger(self, messenger: Messenger) -> Messenger:
        """The messenger, measured."""
        return MeasuredMessenger(messenger, self.measures)

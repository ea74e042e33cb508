"""What may look over the shoulder of the bot's parts: each is handed over and comes back, perhaps wrapped."""

from __future__ import annotations

from typing import Protocol

from bot.chat.messenger import Messenger, Reception
from bot.store.engine import Store


class Watch(Protocol):
    """Watches parts as they are put together; what they do stays the same."""

    def store(self, store: Store) -> Store:
        """The store to use from here on."""

    def reception(self, reception: Reception) -> Reception:
        """The reception to use from here on."""

    def messenger(self, messenger: Messenger) -> Messenger:
        """The messenger to use from here on."""


class Unwatched:
    """Nobody looks."""

    def store(self, store: Store) -> Store:
        """The same."""
        return store

    def reception(self, reception: Reception) -> Reception:
        """The same."""
        return reception

    def messenger(self, messenger: Messenger) -> Messenger:
        """The same."""
        return messenger

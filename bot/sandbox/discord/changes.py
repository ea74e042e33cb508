"""Tells whoever looks on that something visible changed."""

from __future__ import annotations

from collections.abc import Callable


class Changes:
    """A list of listeners; they are called in the order in which they came."""

    def __init__(self) -> None:
        self._listeners: list[Callable[[], None]] = []

    def watch(self, told: Callable[[], None]) -> Callable[[], None]:
        """Call `told` after every change; returns how to stop."""
        self._listeners.append(told)

        def stop() -> None:
            if told in self._listeners:
                self._listeners.remove(told)

        return stop

    def tell(self) -> None:
        """Say that something changed."""
        for told in tuple(self._listeners):
            told()

"""The nonces that Discord remembers for a few minutes, so that a repeated send finds the first message."""

from __future__ import annotations

import time
from collections import OrderedDict


class Nonces:
    """Message ids by channel and nonce; `window` is the seconds for which they are remembered."""

    def __init__(self, window: float) -> None:
        self._window = window
        self._kept: OrderedDict[tuple[str, str], tuple[float, str]] = OrderedDict()

    def remember(self, channel: str, nonce: str, message: str) -> None:
        """Note which message a nonce made."""
        self._forget_old()
        self._kept[channel, nonce] = (time.monotonic(), message)

    def made(self, channel: str, nonce: str) -> str | None:
        """Return the id of the message that this nonce made, while it is remembered."""
        self._forget_old()
        found = self._kept.get((channel, nonce))
        return found[1] if found else None

    def _forget_old(self) -> None:
        oldest = time.monotonic() - self._window
        while self._kept and next(iter(self._kept.values()))[0] < oldest:
            self._kept.popitem(last=False)

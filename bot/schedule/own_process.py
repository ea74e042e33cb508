"""What holds for every process that the bot starts beside itself: what it sees, and how much it may take."""

from __future__ import annotations

import os
import sys


def environment() -> dict[str, str]:
    """Where the modules are, and nothing else: the tokens stay here."""
    kept = {name: os.environ[name] for name in ("SYSTEMROOT", "LANG") if name in os.environ}
    return {**kept, "PYTHONPATH": os.pathsep.join(filter(None, sys.path))}


def limit_memory(most: int) -> None:
    """Let this process end when it takes more than so many bytes; Windows has no such limit."""
    if sys.platform != "win32":
        import resource  # noqa: PLC0415 - not there on Windows

        resource.setrlimit(resource.RLIMIT_AS, (most, resource.getrlimit(resource.RLIMIT_AS)[1]))

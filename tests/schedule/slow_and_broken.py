"""Makes files for the tests of the worker, in the other process: slowly, wrongly or not at all."""

from __future__ import annotations

import os
import signal
import time
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from bot.chat.messenger import File

NUMBERS = bytes(range(256)) * 4096
# The smallest picture that there is.
DOT = bytes.fromhex(
    "89504e470d0a1a0a0000000d4948445200000001000000010806000000"
    "1f15c4890000000a49444154789c6300010000050001" + "0d0a2db40000000049454e44ae426082"
)


def make(given: Mapping[str, Any]) -> File:
    """The file; `given` says what goes wrong, and `once` names a file that is there after the first time.

    With words that say what it shows, it is a picture.
    """
    print("what a library says must not be taken for the file")  # noqa: T201 - it is what this is about
    once = Path(given["once"]) if "once" in given else None
    if once is None or not once.exists():
        if once is not None:
            once.touch()
        time.sleep(given.get("seconds", 0.0))
        if given.get("breaks"):
            raise ValueError(given["breaks"])
        if given.get("dies"):
            os.kill(os.getpid(), signal.SIGKILL)
    if "alternative" in given:
        return File("picture.png", "image/png", given["alternative"], DOT)
    return File("numbers.bin", "application/octet-stream", "", NUMBERS)

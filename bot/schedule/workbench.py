"""`python -m bot.schedule.workbench`: makes files for another process, one after another, until told no more.

A line of JSON comes in (which module makes it, of what); a line of JSON goes out, and the file's bytes.
"""

from __future__ import annotations

import json
import os
import sys
import traceback
from importlib import import_module
from typing import BinaryIO, Final

from bot.chat.messenger import File
from bot.schedule.own_process import limit_memory

_MOST_MEMORY: Final = 2 << 30


def serve(asked: BinaryIO, told: BinaryIO) -> None:
    """Answer every line of `asked`."""
    for line in asked:
        order = json.loads(line)
        try:
            file: File = import_module(order["maker"]).make(order["given"])
        except Exception:  # noqa: BLE001 - the edge of this process: the other one logs what broke
            _tell(told, {"trouble": traceback.format_exc()}, b"")
        else:
            about = {"name": file.name, "media_type": file.media_type, "alternative": file.alternative}
            _tell(told, about, file.content)


def _tell(told: BinaryIO, about: dict[str, str], content: bytes) -> None:
    told.write(json.dumps({**about, "size": len(content)}).encode() + b"\n")
    told.write(content)
    told.flush()


def main() -> None:
    """Serve standard input; what a library prints goes to standard error."""
    limit_memory(_MOST_MEMORY)
    told = os.fdopen(os.dup(1), "wb")
    os.dup2(2, 1)
    serve(sys.stdin.buffer, told)


if __name__ == "__main__":
    main()

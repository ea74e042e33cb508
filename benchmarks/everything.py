"""All benchmarks one after the other, then what they came to, for people to read.

`python -m benchmarks.everything` passes on every line of JSON and ends with a table: what was measured, what
came out, and the bar. It is no test: it never fails because something was slow.
"""

from __future__ import annotations

import json
import subprocess
import sys
from collections.abc import Iterator
from typing import Any

# Shortest first, so that a mistake shows early; each can be run by itself.
BENCHES = (
    "store",
    "charts",
    "vote",
    "long_history",
    "export",
    "status",
    "digest",
    "district_report",
    "rate",
    "discord",
    "due_at_once",
    "digests_at_once",
    "process",
    "deliveries",
    "sandbox",
)
WIDEST = 84


def lines_of(name: str) -> Iterator[dict[str, Any]]:
    """Run one benchmark and pass on what it says."""
    program = [sys.executable, "-m", f"benchmarks.bench_{name}"]
    with subprocess.Popen(program, stdout=subprocess.PIPE, text=True) as process:  # noqa: S603 - our own
        assert process.stdout is not None  # noqa: S101 - a pipe
        for line in process.stdout:
            sys.stdout.write(line)
            sys.stdout.flush()
            yield json.loads(line)
    if process.returncode:
        sys.stderr.write(f"bench_{name} did not end well ({process.returncode}).\n")


def summary(figures: list[dict[str, Any]]) -> str:
    """A table of the figures that have a bar."""
    rows = [
        f"{figure['figure']:<{WIDEST}} {figure['value']:>9} {figure['bar']:>16}  {_verdict(figure)}"
        for figure in figures
    ]
    return "\n".join(["", f"{'figure':<{WIDEST}} {'measured':>9} {'bar':>16}", *rows, ""])


def _verdict(figure: dict[str, Any]) -> str:
    return "reached" if figure["enough"] else "MISSED"


def main() -> None:
    """Run them all."""
    found = [line for name in BENCHES for line in lines_of(name)]
    sys.stdout.write(summary([line for line in found if "figure" in line]))


if __name__ == "__main__":
    main()

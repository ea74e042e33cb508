"""How every benchmark reports: a line of JSON for each figure, and ratios where two ways are compared."""

from __future__ import annotations

import json
import sys


def say(line: dict[str, object]) -> None:
    """Print one line of JSON."""
    sys.stdout.write(json.dumps(line) + "\n")
    sys.stdout.flush()


def ratio(other: object, ours: object) -> float:
    """How many times as much the other has."""
    return round(float(str(other)) / float(str(ours)), 3)

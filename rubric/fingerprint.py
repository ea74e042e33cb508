"""The hash of an instrument's content: two files with the same one say the same."""

from __future__ import annotations

import hashlib
import json
from functools import lru_cache
from typing import Any

from rubric.as_data import instrument_as_data
from rubric.model import Instrument

# More instruments than an installation has; the hash of one takes a millisecond.
REMEMBERED = 64


@lru_cache(maxsize=REMEMBERED)
def fingerprint(instrument: Instrument) -> str:
    """The SHA-256, as 64 hex digits, of an instrument as canonical JSON.

    Keys stand in order, no blanks between; what is empty is left out, so that a later key that a file does
    not use changes no fingerprint.
    """
    content = json.dumps(
        _filled(instrument_as_data(instrument)), sort_keys=True, ensure_ascii=False, separators=(",", ":")
    )
    return hashlib.sha256(content.encode()).hexdigest()


def _filled(data: Any) -> Any:
    """The data without what is empty; zero is not."""
    if isinstance(data, dict):
        return {key: _filled(value) for key, value in data.items() if value not in ("", None, False, [], {})}
    return [_filled(each) for each in data] if isinstance(data, list) else data

"""Whoever draws no picture does not load what draws them."""

from __future__ import annotations

import subprocess
import sys

import pytest

pytestmark = pytest.mark.unit
PROGRAM = """
import sys
import bot.app, bot.charts.gather, bot.charts.picture, bot.features.all
heavy = sorted({name.split(".")[0] for name in sys.modules} & {"matplotlib", "numpy", "PIL"})
print(*heavy)
"""


def test_the_whole_bot_starts_without_matplotlib_and_numpy() -> None:
    words = [sys.executable, "-c", PROGRAM]
    done = subprocess.run(words, capture_output=True, text=True, check=True)  # noqa: S603 - ours
    assert done.stdout.split() == []

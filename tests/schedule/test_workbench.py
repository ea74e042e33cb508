"""The process that makes files, spoken to as the bot does: a line for each order, and what comes back."""

from __future__ import annotations

import io
import json
import os
import subprocess
import sys

import pytest

from tests.schedule import slow_and_broken

pytestmark = pytest.mark.wire


def test_it_makes_one_file_after_the_other_and_ends_when_nobody_asks_any_more() -> None:
    maker = slow_and_broken.__name__
    orders = [
        {"maker": maker, "given": given} for given in ({}, {"breaks": "no ink"}, {"alternative": "A dot"})
    ]
    bench = subprocess.run(
        [sys.executable, "-m", "bot.schedule.workbench"],
        input="".join(f"{json.dumps(one)}\n" for one in orders).encode(),
        capture_output=True,
        check=True,
        env={**os.environ, "PYTHONPATH": os.pathsep.join(filter(None, sys.path))},
    )
    told = io.BytesIO(bench.stdout)
    answers = [(about := json.loads(told.readline()), told.read(about["size"])) for _ in orders]
    assert told.read() == b""
    (numbers, first), (broken, nothing), (dot, last) = answers
    assert (numbers["name"], first) == ("numbers.bin", slow_and_broken.NUMBERS)
    assert (broken["trouble"].splitlines()[-1], nothing) == ("ValueError: no ink", b"")
    assert (dot["alternative"], last) == ("A dot", slow_and_broken.DOT)
    assert bench.stderr.decode().splitlines() == ["what a library says must not be taken for the file"] * 3

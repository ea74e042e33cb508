"""Pictures: milliseconds and KiB of each when the process is warm, and what they cost who draws none.

`python -m benchmarks.bench_charts`: the very pictures of the tests, drawn one after another in this process
as the bench process does, in processor time: the first one, and the median of several more, which find titles
that were set before, as the pictures of a district do. Beside the state grid stands the same table drawn with
matplotlib as one usually does. Then what is read from the database for the pictures of a team of eight with
five years of rounds and weekly check-ins, in processor time, and the start of the bot: the time that Python
itself says it took to import, with and without the charts. Half a minute.
"""

from __future__ import annotations

import argparse
import io
import subprocess
import sys
import time
from collections.abc import Callable
from datetime import date, timedelta
from functools import partial
from statistics import median

from PIL import Image

from benchmarks import bars, machine
from benchmarks.printing import ratio, say
from benchmarks.usual_grid import usual
from bot.charts.data import Chart, StateGrid
from bot.charts.drawing.lettering import forget_words
from bot.charts.drawing.making import drawn
from bot.charts.gather import gaps_of, grid_of, known, response_of, trend_of
from bot.charts.picture import picture
from rubric.load import load_library
from tests.builders import INSTRUMENT, add_goal, add_state
from tests.charts.samples import CHARTS, grid
from tests.charts.school import NOW, READER, School, T, a_school, add_check_in, add_run

MOST_MS, MOST_KIB, MOST_CPU_MS, MOST_IMPORT = 300, 100, 50, 1.02
YEARS = 5
START = "import bot.app, bot.features.all"


def times(way: Callable[[], object], rounds: int) -> float:
    """Milliseconds of processor time, the median of several after the first; without rounds the first."""
    found = []
    for _ in range(rounds + 1):
        began = time.process_time()
        way()
        found.append(1000 * (time.process_time() - began))
    return median(found[1:] or found)


def draw(rounds: int) -> None:
    """Every picture, and the usual way beside one."""
    drawn(grid(1))
    slowest, first_time, largest = 0.0, 0.0, 0.0
    for name, chart in CHARTS.items():
        forget_words()
        first = times(partial(drawn, chart), 0)
        again, kib = _one(chart, rounds)
        line = {"first_ms": round(first, 1), "ms": round(again, 1), "kib": round(kib, 1)}
        say({"what": "picture", "name": name, **line})
        slowest, first_time, largest = max(slowest, again), max(first_time, first), max(largest, kib)
    bars.at_most("the slowest picture when warm, ms", slowest, MOST_MS)
    bars.at_most("the slowest picture of which no word was set before, ms", first_time, MOST_MS)
    bars.at_most("the largest picture, KiB", largest, MOST_KIB)
    _beside_the_usual(grid(), rounds)


def _one(chart: Chart, rounds: int) -> tuple[float, float]:
    return times(partial(drawn, chart), rounds), len(drawn(chart)) / 1024


def _beside_the_usual(chart: StateGrid, rounds: int) -> None:
    ours, kib = _one(chart, rounds)
    height = Image.open(io.BytesIO(drawn(chart))).height
    others = times(partial(usual, chart, height), rounds)
    other_kib = len(usual(chart, height)) / 1024
    say({"what": "the usual way to draw it", "ms": round(others, 1), "kib": round(other_kib, 1)})
    say({"ratio": "state grid: the usual way's time / ours", "value": ratio(others, ours)})
    say({"ratio": "state grid: the usual way's bytes / ours", "value": ratio(other_kib, kib)})


def gather(rounds: int) -> None:
    """What is read of five years for all pictures together."""
    with a_school() as school:
        _five_years(school)

        def read() -> None:
            school.session.expunge_all()
            desk, team = school.desk, school.team
            found = known(desk, team)
            charts = (
                grid_of(found, T, READER), gaps_of(found, T, READER), trend_of(found, T, READER),
                response_of(desk, team, T, READER, NOW),
            )  # fmt: skip
            for chart in charts:
                if chart is not None:
                    picture(chart, T)

        found = times(read, rounds)
    bars.at_most(f"reading four pictures of {YEARS} years, ms of processor time", found, MOST_CPU_MS)


def _five_years(school: School) -> None:
    instrument = load_library().instrument(INSTRUMENT)
    for place, indicator in enumerate(instrument.indicators):
        add_goal(school.session, indicator.id, 5, date(2027, 6, 8))
        for half in range(2 * YEARS):
            day = date(2022 + half // 2, 5 + 6 * (half % 2), 3)
            add_state(school.session, indicator.id, 1 + (half + place) // 3 % 5, day, people=8)
    weekly = add_check_in(school, "Weekly check-in")
    for week in range(52 * YEARS):
        add_run(school, weekly, (NOW - timedelta(weeks=week + 1)).date(), 8, week % 9)
    school.session.commit()


def start(rounds: int) -> None:
    """How long the bot's modules take to import, and the part of it that the charts take."""
    every = [_imports() for _ in range(rounds)]
    whole, charts = (median(each) for each in zip(*every, strict=True))
    say({"what": "import of the bot", "ms": round(whole, 1), "without_charts_ms": round(whole - charts, 1)})
    bars.at_most("import of the bot: with charts / without", whole / (whole - charts), MOST_IMPORT)


def _imports() -> tuple[float, float]:
    """Milliseconds of all modules, and of the charts' alone."""
    words = [sys.executable, "-X", "importtime", "-c", START]
    told = subprocess.run(words, capture_output=True, text=True, check=True).stderr  # noqa: S603 - our own
    rows = [line.removeprefix("import time:").split("|") for line in told.splitlines() if "|" in line][1:]
    own = {name.strip(): int(alone) / 1000 for alone, _, name in rows}
    return sum(own.values()), sum(took for name, took in own.items() if name.startswith("bot.charts"))


def main() -> None:
    """Measure it, or little of it to see that it runs."""
    asked = argparse.ArgumentParser(description="Measure the pictures.")
    asked.add_argument("--quick", action="store_true", help="a fraction of the work, to see that it runs")
    rounds = 1 if asked.parse_args().quick else 7
    say({"what": "machine", **machine.machine()})
    draw(rounds)
    gather(rounds)
    start(rounds)


if __name__ == "__main__":
    main()

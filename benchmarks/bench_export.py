"""The at-a-glance of a thousand teams as one workbook: how much memory it takes, and how long.

`python -m benchmarks.bench_export`: `stem-bot export --all-teams --format xlsx` in a process of its own on
SQLite. Beside it the raw library: openpyxl writes the very same rows, which it is given, in write-only mode
and stores them with the file. Half a minute.
"""

from __future__ import annotations

import argparse
import asyncio
import sys
import tempfile
import time
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from openpyxl import Workbook, load_workbook

from benchmarks import bars, machine
from benchmarks.district import District, fill
from benchmarks.printing import ratio, say
from benchmarks.program import Program
from benchmarks.school import TOKENS, write_config
from benchmarks.school import Place as Where
from bot.store.engine import open_store
from bot.store.migrate import migrate

# Ratings are not in it; a few show that they do not matter.
RATINGS_EACH = 20


@dataclass(frozen=True, slots=True)
class Exported:
    """How long it took, processor time included, and the most memory that it held (MiB)."""

    seconds: float
    cpu_seconds: float
    most_memory: float


async def export(folder: Path, out: Path) -> Exported:
    """Run the command once."""
    words = ("export", "--config", folder / "config.yaml", "--all-teams", "--format", "xlsx", "--out", out)
    began = time.perf_counter()
    process = await asyncio.create_subprocess_exec(
        sys.executable,
        "-m",
        "bot",
        *map(str, words),
        stdout=asyncio.subprocess.DEVNULL,
        env={"PYTHONPATH": str(Path.cwd()), **TOKENS},
    )
    program, most, used = Program(process, 0.0), 0.0, 0.0
    while process.returncode is None:
        try:
            most, used = program.most_megabytes(), program.cpu_seconds()
        except (OSError, StopIteration):
            break  # it ends
        await asyncio.sleep(0.02)  # the kernel tells what a process held only while there is one
    if await process.wait():
        raise SystemExit("The export failed; what it says stands above.")
    return Exported(time.perf_counter() - began, used, most)


def rows_of(file: Path) -> list[Sequence[Any]]:
    """All cells of the workbook's sheet."""
    return list(load_workbook(file, read_only=True).worksheets[0].iter_rows(values_only=True))


def write_raw(file: Path, rows: Sequence[Sequence[Any]]) -> float:
    """Processor seconds in which the library writes them."""
    began = time.process_time()
    workbook = Workbook(write_only=True)
    sheet = workbook.create_sheet()
    for row in rows:
        sheet.append(row)
    workbook.save(file)
    return time.process_time() - began


async def measure(district: District) -> None:
    """All of it."""
    say({"what": "machine", **machine.machine()})
    with tempfile.TemporaryDirectory(prefix="stem-bot-bench-") as name:
        folder = Path(name)
        url = f"sqlite:///{folder / 'bench.db'}"
        await asyncio.to_thread(migrate, url)
        store = open_store(url)
        await store.write(lambda session: fill(session, district))
        await store.close()
        write_config(folder, folder / "bench.db", Where(slack="http://127.0.0.1"))
        found = await export(folder, folder / "out.xlsx")
        rows = await asyncio.to_thread(rows_of, folder / "out.xlsx")
        raw = await asyncio.to_thread(write_raw, folder / "raw.xlsx", rows)
    line = {"rows": len(rows), "seconds": round(found.seconds, 2), "cpu_s": round(found.cpu_seconds, 2)}
    say({"what": "export as XLSX", "teams": district.teams, **line, "raw_cpu_s": round(raw, 2)})
    say({"ratio": "processor time / openpyxl alone", "value": ratio(found.cpu_seconds, raw)})
    bars.at_most(f"{district.teams} teams as XLSX: the most memory held, MiB", found.most_memory, 200)


def main() -> None:
    """Measure it, or little of it to see that it runs."""
    asked = argparse.ArgumentParser(description="Measure the export of a whole district.")
    asked.add_argument("--quick", action="store_true", help="a fraction of the work, to see that it runs")
    teams = 50 if asked.parse_args().quick else 1000
    asyncio.run(measure(District(teams, ratings=teams * RATINGS_EACH)))


if __name__ == "__main__":
    main()

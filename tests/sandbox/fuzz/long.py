"""The long run: `python -m tests.sandbox.fuzz.long [requests] [seed]` sends 100,000 and says what it found.

It prints a line of JSON for each server: requests and frames, how fast, what was answered, and the memory of
the process after a tenth of the requests and after all. Ends with 1 when anything was wrong.
"""

from __future__ import annotations

import asyncio
import gc
import json
import sys
import time
from pathlib import Path

import aiohttp

from tests.sandbox.fuzz.fuzzing import SERVERS, Fuzzing, Outcome
from tests.sandbox.fuzz.premises import premises

REQUESTS = 100_000
MOST_SHOWN = 20
MAY_GROW_MB = 40.0


def resident_megabytes() -> float:
    gc.collect()
    status = Path("/proc/self/status").read_text(encoding="ascii")
    kilobytes = next(line.split()[1] for line in status.splitlines() if line.startswith("VmRSS"))
    return round(int(kilobytes) / 1024, 1)


def say(line: dict[str, object]) -> None:
    sys.stdout.write(json.dumps(line) + "\n")
    sys.stdout.flush()


async def one_server(server: str, requests: int, seed: str) -> bool:
    """Fuzz one server on a stand of its own; returns whether nothing was wrong."""
    async with premises() as here, aiohttp.ClientSession() as session:
        fuzzing = Fuzzing(server, here, session, seed)
        first = await fuzzing.run(requests // 10)
        warm = resident_megabytes()
        last = await fuzzing.run(requests - requests // 10)
        grown = resident_megabytes()
    say(report(first, last) | {"rss_mb_after_a_tenth": warm, "rss_mb_after_all": grown, "seed": seed})
    findings = [*last.findings, *(found for found in first.findings if found not in last.findings)]
    for found in findings[:MOST_SHOWN]:
        sys.stdout.write(f"\n--- {server}\n{found}\n")
    flat = grown - warm < MAY_GROW_MB
    if not flat:
        sys.stdout.write(f"\n--- {server}\nthe memory grew by {grown - warm:.1f} MB\n")
    return not findings and flat


def report(first: Outcome, last: Outcome) -> dict[str, object]:
    seconds = first.seconds + last.seconds
    requests = first.requests + last.requests
    return {
        "server": first.server,
        "requests": requests,
        "per_second": round(requests / seconds),
        "frames": last.frames,
        "statuses": last.statuses,
        "findings": len({*first.findings, *last.findings}),
    }


def main() -> int:
    """Share the requests among the servers, one after the other."""
    told = sys.argv[1:]
    requests = int(told[0]) if told else REQUESTS
    seed = told[1] if len(told) > 1 else str(time.time_ns())
    fine = [asyncio.run(one_server(server, requests // len(SERVERS), seed)) for server in SERVERS]
    return 0 if all(fine) else 1


if __name__ == "__main__":
    sys.exit(main())

"""How large a process and its files are."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path


@dataclass(frozen=True)
class Vitals:
    """Resident memory (MB) and open files of a process, and its database's write-ahead log (MB)."""

    memory: float
    files: int
    log: float


def take(pid: int, database: Path) -> Vitals:
    """Read them."""
    status = Path(f"/proc/{pid}/status").read_text(encoding="ascii")
    kilobytes = next(line.split()[1] for line in status.splitlines() if line.startswith("VmRSS"))
    log = database.with_name(f"{database.name}-wal")
    size = log.stat().st_size if log.exists() else 0
    files = len([*Path(f"/proc/{pid}/fd").iterdir()])
    return Vitals(round(int(kilobytes) / 1024, 1), files, round(size / 2**20, 2))

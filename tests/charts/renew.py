"""`python -m tests.charts.renew [name …]` draws the approved pictures anew; look at each before a commit."""

from __future__ import annotations

import sys

from bot.charts.drawing.making import drawn
from tests.charts.looking import renew
from tests.charts.samples import CHARTS


def main() -> None:
    """All of them, or those that are named."""
    for name in sys.argv[1:] or CHARTS:
        sys.stdout.write(f"{renew(name, drawn(CHARTS[name]))}\n")


if __name__ == "__main__":
    main()

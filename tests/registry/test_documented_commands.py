"""What the documents tell people to type is understood as it stands."""

from __future__ import annotations

import re
from datetime import date
from pathlib import Path

import pytest

from bot.chat.command_line import read_line
from bot.chat.router import Router
from bot.features.all import ROUTES
from bot.vocabulary import vocabulary
from rubric.load import load_library

pytestmark = pytest.mark.unit
ROOT = Path(__file__).parents[2]
PAGES = [ROOT / "README.md", *sorted((ROOT / "docs").glob("*.md"))]
TYPED = re.compile(r"`/stem ([^`…]+)`")


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.stem)
def test_every_line_in_it_is_a_command_that_can_be_read(page: Path) -> None:
    router, knows = Router(ROUTES), vocabulary(load_library(), date(2026, 11, 30))
    for line in TYPED.findall(page.read_text(encoding="utf-8")):
        command, rest = router.find(line)
        if rest:
            assert command.parameters, line
            assert read_line(rest, command.parameters, knows), line

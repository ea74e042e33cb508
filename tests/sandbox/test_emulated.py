from __future__ import annotations

from pathlib import Path

import pytest

from bot.sandbox.emulated import BEGINS, ENDS, emulated

pytestmark = pytest.mark.unit
GUIDE = (Path(__file__).parents[2] / "docs" / "local-workspace.md").read_text(encoding="utf-8")


def test_the_guide_says_what_the_code_emulates() -> None:
    _, _, below = GUIDE.partition(BEGINS)
    made, ends, _ = below.partition(ENDS)

    assert ends
    assert made.strip() == emulated(), "python -m bot.sandbox.emulated prints what belongs there"


@pytest.mark.parametrize(
    "known",
    [
        "`chat.postMessage` | `channel` | `chat:write`",
        "`message.im`",
        "`view_closed`",
        "`/channels/{channel_id}/messages` | `GET`, `POST`",
        "`MESSAGE_CREATE`",
        "9 (modal)",
    ],
)
def test_the_table_is_read_from_the_code(known: str) -> None:
    assert known in emulated()

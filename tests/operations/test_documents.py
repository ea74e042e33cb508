"""The pages for operators say what the program does: every measure, and times that follow from limits."""

from __future__ import annotations

import re
from datetime import timedelta
from pathlib import Path

import pytest

from bot.chat.sending_limits import SendingLimits
from bot.operations.measures import Measures
from bot.platforms.discord.limits import sending_limits as of_discord
from bot.platforms.slack.limits import sending_limits as of_slack

pytestmark = pytest.mark.unit
DOCUMENTS = Path(__file__).parents[2] / "docs"


def test_the_table_of_measures_has_each_that_there_is() -> None:
    rows = re.findall(
        r"^\| `(stembot_\w+)", (DOCUMENTS / "operations.md").read_text(encoding="utf-8"), re.MULTILINE
    )
    there = {metric.name for metric in Measures().registry.collect()}
    counters = {
        f"{metric.name}_total" for metric in Measures().registry.collect() if metric.type == "counter"
    }
    own = {name for name in there | counters if "process" not in name}
    assert {name.removesuffix("_total") for name in rows if "process" not in name} == {
        name.removesuffix("_total") for name in own
    }


@pytest.mark.parametrize(
    ("limits", "requests", "people", "said"),
    [
        (of_slack(), 1, 10_000, "**21 min**"),
        (of_slack(), 1, 1_000_000, "**34 h 52 min**"),
        (of_discord(), 1, 10_000, "**3 min 28 s**"),
        (of_discord(), 1, 1_000_000, "**5 h 47 min**"),
        (of_discord(), 2, 10_000, "**6 min 57 s**"),
        (of_discord(), 2, 1_000_000, "**11 h 34 min**"),
    ],
)
def test_the_times_of_a_wave_follow_from_what_is_kept_to(
    limits: SendingLimits, requests: int, people: int, said: str
) -> None:
    assert f"**{lasting(people * requests / limits.posts.per_second)}**" == said
    assert said in (DOCUMENTS / "scaling.md").read_text(encoding="utf-8")


def lasting(seconds: float) -> str:
    """`21 min`, `3 min 28 s`, `34 h 43 min`, rounded."""
    whole = timedelta(seconds=round(seconds))
    hours, rest = divmod(int(whole.total_seconds()), 3600)
    if hours:
        return f"{hours} h {rest // 60} min"
    minutes, left = divmod(rest, 60)
    return f"{round(rest / 60)} min" if minutes > 10 else f"{minutes} min {left} s"

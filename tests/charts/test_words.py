"""Who cannot see a picture is told what it shows, and every number of it."""

from __future__ import annotations

import json
from dataclasses import replace

import pytest

from bot.charts.data import from_data, name_of, to_data
from bot.charts.kinds import NONE
from bot.charts.letters import letters
from bot.charts.picture import picture
from bot.charts.words import alternative, numbers
from bot.chat.text import plain
from bot.language.catalogue import phrases_in
from bot.schedule.digest_settings import PICTURES
from tests.charts.samples import CHARTS, EXTREMES, gaps, grid, response, trend, votes

pytestmark = pytest.mark.unit
T = phrases_in("en")
# Long enough for a sentence or two, and within what platforms take.
MOST_WORDS = 1000


def test_the_grid_says_how_many_are_established_and_what_changed() -> None:
    assert alternative(grid(), T) == (
        "Of 16 indicators, 2 at level 4 (Fully Implementing) or above. At level 1: 3. Not agreed yet: 1. "
        "Agreed higher than in May 2026: 6, lower: 1."
    )
    assert "May" not in alternative(grid(1), T)


def test_a_grid_in_which_nothing_moved_says_so() -> None:
    chart = grid()
    still = tuple(
        replace(group, lines=tuple(replace(line, levels=(2, 2, 2, 2)) for line in group.lines))
        for group in chart.groups
    )
    words = alternative(replace(chart, groups=still), T)
    assert words.endswith("None agreed at another level than in May 2026.")


def test_gaps_say_which_goal_is_furthest() -> None:
    assert alternative(gaps(), T) == (
        "2 of 5 goals reached. Furthest from its goal: Building the STEM Leadership Team (EC1.Leaders2): "
        "at 2, goal 4 by Tue 8 Jun. Not agreed yet: 1."
    )


def test_votes_say_where_they_lie_and_how_many_are_below_the_goal() -> None:
    assert alternative(votes(), T) == (
        "Communication structures (EC3.Leaders1): 11 levels given, median 3, range 2–4. "
        "Below the goal of 4: 8 of 11."
    )


def test_a_trend_says_from_where_to_where_and_makes_no_forecast() -> None:
    assert alternative(trend(), T) == (
        "Building the STEM Leadership Team (EC1.Leaders2): from level 1 in Nov 2024 to level 3 in Nov 2026. "
        "Goal: 4 by 8 Jun 2027."
    )
    assert "agreed once, level 1 in Nov 2024" in alternative(trend(1), T)


def test_answers_are_numbers_of_numbers() -> None:
    assert alternative(response(), T) == (
        "Answered of the latest: Weekly check-in, Mon 23 Nov: 15 of 17. Of all 6 runs together: 63 of 90."
    )


def test_every_number_stands_in_the_lines() -> None:
    assert [plain(line) for line in numbers(votes(), T)] == [
        "5 · Sustaining: 0", "4 · Fully Implementing: 3", "3 · Refining and Expanding: 6",
        "2 · Progressing: 2", "1 · Getting Started: 0", "median 3", "goal 4 by Tue 8 Jun",
        "I don't know: 2",
    ]  # fmt: skip
    lines = [plain(line) for line in numbers(grid(), T)]
    assert len(lines) == 16
    assert lines[3] == (
        "Long-range goals and plans (EC1.Leaders4): May 2025 not agreed yet, Nov 2025 1, May 2026 1, "
        "Nov 2026 2 (no consensus, for now)"
    )
    assert len(numbers(gaps(), T)) == 2 + 5
    assert plain(numbers(response(), T)[-1]) == response().left_out
    assert len(numbers(trend(), T)) == 5 + 1


@pytest.mark.parametrize("name", EXTREMES)
@pytest.mark.parametrize("locale", ["en", "es"])
def test_whatever_is_drawn_can_be_said(name: str, locale: str) -> None:
    found = picture(EXTREMES[name], phrases_in(locale))
    assert 0 < len(found.alternative) <= MOST_WORDS
    assert found.given["alternative"] == found.alternative
    assert all(plain(line) for line in found.numbers)


def test_words_of_a_title_are_never_read_as_markup() -> None:
    chart = replace(votes(), title="**Loud** [link](http://example.org)")
    assert alternative(chart, T).startswith("**Loud** [link](http://example.org) (EC3.Leaders1)")


@pytest.mark.parametrize("name", EXTREMES)
def test_a_chart_comes_back_from_its_data_after_json(name: str) -> None:
    chart = EXTREMES[name]
    assert from_data(json.loads(json.dumps(to_data(chart)))) == chart


def test_every_kind_of_picture_has_a_name() -> None:
    assert {name_of(chart) for chart in CHARTS.values()} | {NONE} == {*PICTURES, "votes"}


def test_every_level_has_a_letter_of_its_own() -> None:
    assert letters(("Getting Started", "Progressing", "Refining and Expanding")) == ("G", "P", "R")
    assert letters(("Emerging", "Established", "Exemplary")) == ("E", "S", "X")
    assert letters(("No", "On", "Nono")) == ("N", "O", "")
    assert letters(("مبتدئ", "متقدم")) == ("م", "ت")
    assert letters(("1", "2")) == ("", "")

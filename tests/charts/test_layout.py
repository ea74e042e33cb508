"""However long the words and however many the rows: nothing is cut and nothing lies over anything else."""

from __future__ import annotations

from itertools import combinations

import pytest

from bot.charts.data import StateGrid
from bot.charts.drawing import style
from bot.charts.drawing.making import canvas_of
from bot.charts.drawing.typesetting import lines, runs_right_to_left, shortened, shown, width_of
from tests.charts.looking import boxes_on, words_on
from tests.charts.samples import ARABIC, EXTREMES, HEBREW, LONG, grid, grid_of_forty

pytestmark = pytest.mark.unit
LEAST_TYPE = 11


@pytest.mark.parametrize("name", EXTREMES)
def test_words_stay_inside_and_apart(name: str) -> None:
    canvas = canvas_of(EXTREMES[name])
    wide, tall = canvas.get_width_height()
    words = words_on(canvas)
    for said, at in words:
        assert at.x0 >= 0 and at.y0 >= 0 and at.x1 <= wide and at.y1 <= tall, said  # noqa: PT018 - one fact
        for box in boxes_on(canvas):
            around = box.padded(4)
            assert not box.overlaps(at) or (around.contains(*at.min) and around.contains(*at.max)), said
    over = [(one, other) for (one, a), (other, b) in combinations(words, 2) if a.overlaps(b)]
    assert over == []


def test_every_type_is_large_enough_on_a_phone() -> None:
    looks = [each for each in vars(style).values() if isinstance(each, style.Look)]
    assert len(looks) == 5
    assert min(look.size for look in looks) * style.PHONE_WIDTH / style.WIDTH >= LEAST_TYPE


def test_every_id_of_the_grid_stands_there_whole() -> None:
    said = " ".join(words for words, _ in words_on(canvas_of(grid())))
    assert all(line.id in said for group in grid().groups for line in group.lines)


def test_among_many_indicators_a_title_that_begins_like_another_gives_way_to_its_id() -> None:
    chart = grid_of_forty()
    said = [words for words, _ in words_on(canvas_of(chart))]
    assert said.count("D3.StrategicAlliances4") == 1
    assert "An indicator with a usual title 7" in said
    assert not any(words.startswith("Long titles that a district wrote into i…") for words in said)


def test_a_word_that_is_too_long_is_broken_and_nothing_of_it_is_lost() -> None:
    broken = lines("EC2.StrategicAlliances1", style.TEXT, 200)
    assert broken[0] == "EC2."
    assert "".join(broken) == "EC2.StrategicAlliances1"
    assert all(width_of(each, style.TEXT) <= 200 for each in broken)


def test_what_is_shortened_ends_at_a_word_with_an_ellipsis() -> None:
    cut = shortened(LONG, style.TEXT, 400)
    assert cut.endswith("…")
    assert LONG.startswith(cut[:-1])
    assert width_of(cut, style.TEXT) <= 404


@pytest.mark.parametrize("title", [*ARABIC, *HEBREW])
def test_what_is_read_from_the_right_ends_at_the_right(title: str) -> None:
    assert runs_right_to_left(title)
    chart = StateGrid(title, (), (), (), "")
    ((said, at),) = words_on(canvas_of(chart))
    assert said == title
    assert at.x1 == pytest.approx(style.WIDTH - style.MARGIN, abs=4)


def test_a_letter_that_the_font_lacks_is_a_box() -> None:
    assert shown("A 日 \N{GRINNING FACE}") == "A □ \N{GRINNING FACE}"

"""Pictures look as they were approved, whoever draws them and wherever."""

from __future__ import annotations

import io
import json
import subprocess
import sys
from pathlib import Path

import pytest
from PIL import Image

from bot.charts.data import to_data
from bot.charts.drawing import make
from bot.charts.drawing.making import drawn
from bot.charts.kinds import MODULE
from bot.schedule.own_process import environment
from tests.charts.looking import differs
from tests.charts.samples import CHARTS, EXTREMES, grid

pytestmark = pytest.mark.unit
MOST_BYTES = 100 * 1024


@pytest.mark.parametrize("name", CHARTS)
def test_a_picture_is_the_one_that_was_approved(name: str, tmp_path: Path) -> None:
    words = differs(name, drawn(CHARTS[name]), tmp_path)
    assert not words, words


def test_another_level_in_one_cell_is_another_picture(tmp_path: Path) -> None:
    chart = grid()
    first = chart.groups[0].lines[0]
    other = type(first)(first.id, first.title, (1, 1, 2, 4))
    groups = (type(chart.groups[0])("EC1", chart.groups[0].title, (other, *chart.groups[0].lines[1:])),)
    changed = type(chart)(
        chart.title,
        chart.rounds,
        chart.scale,
        (*groups, *chart.groups[1:]),
        chart.not_agreed,
        chart.provisional,
    )
    assert "of the pixels" in differs("grid", drawn(changed), tmp_path)


@pytest.mark.parametrize("name", EXTREMES)
def test_a_picture_is_small_enough_to_be_sent(name: str) -> None:
    assert len(drawn(EXTREMES[name])) <= MOST_BYTES


def test_the_file_says_what_it_is_and_holds_no_words_about_its_making() -> None:
    file = make({"chart": to_data(grid()), "name": "grid.png", "alternative": "9 of 16 …"})
    assert (file.name, file.media_type, file.alternative) == ("grid.png", "image/png", "9 of 16 …")
    assert Image.open(io.BytesIO(file.content)).info == {}


def test_another_process_without_a_home_draws_the_same_bytes_and_prints_nothing(tmp_path: Path) -> None:
    (tmp_path / "matplotlibrc").write_text("text.color: red\nfigure.dpi: 10\n")
    names = ("grid", "gaps", "grid-arabic")
    orders = [
        {"maker": MODULE, "given": {"chart": to_data(CHARTS[name]), "name": name, "alternative": ""}}
        for name in names
    ]
    bench = subprocess.run(
        [sys.executable, "-m", "bot.schedule.workbench"],
        input="".join(f"{json.dumps(one)}\n" for one in orders).encode(),
        capture_output=True,
        check=True,
        cwd=tmp_path,
        env={**environment(), "HOME": "/nowhere", "PYTHONHASHSEED": "7", "TMPDIR": str(tmp_path)},
    )
    told = io.BytesIO(bench.stdout)
    for name in names:
        about = json.loads(told.readline())
        assert told.read(about["size"]) == drawn(CHARTS[name]), about
    assert bench.stderr == b""
    assert [file.name for file in tmp_path.iterdir()] == ["matplotlibrc"]

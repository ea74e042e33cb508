"""The files that the process for files makes of documents."""

from __future__ import annotations

import json
import subprocess
import sys
from collections.abc import Mapping
from typing import Any

import pytest

from bot.chat.messenger import File
from bot.documents import making
from bot.documents.making import Drawing
from tests.documents.any_document import PICTURE, WEEK, document, png
from tests.documents.pdf_words import pages_of

pytestmark = pytest.mark.unit
SHOWN = document(WEEK, picture=PICTURE)


def make(given: Mapping[str, Any]) -> File:
    """Draws: this module stands in for the one that draws charts."""
    return File("picture.png", "image/png", "", png(given["width"], 30))


@pytest.mark.parametrize(
    ("form", "name", "media_type"),
    [
        ("html", "week.html", "text/html; charset=utf-8"),
        ("pdf", "week.pdf", "application/pdf"),
        ("text", "week.txt", "text/plain; charset=utf-8"),
    ],
)
def test_each_kind_of_file_is_made_of_what_was_given_as_json(form: str, name: str, media_type: str) -> None:
    given = json.loads(json.dumps(making.given(form, "week", SHOWN)))
    file = making.make(given)
    assert (file.name, file.media_type) == (name, media_type)
    assert file.content == making.FORMATS[form].write(SHOWN)


def test_the_picture_is_drawn_by_whom_the_order_names() -> None:
    drawing = Drawing(__name__, {"width": 70})
    file = making.make(json.loads(json.dumps(making.given("html", "week", SHOWN, drawing))))
    assert file.content == making.FORMATS["html"].write(SHOWN, png(70, 30))
    printed = making.make(making.given("pdf", "week", SHOWN, drawing))
    assert "could not be drawn" not in "".join(pages_of(printed.content))


def test_a_picture_that_cannot_be_drawn_costs_nobody_the_document(capsys: pytest.CaptureFixture[str]) -> None:
    file = making.make(making.given("html", "week", SHOWN, Drawing(__name__, {"height": "no width"})))
    assert file.content == making.FORMATS["html"].write(SHOWN)
    assert "The picture could not be drawn." in file.content.decode()
    assert "KeyError: 'width'" in capsys.readouterr().err


def test_text_tells_a_picture_without_having_it_drawn() -> None:
    file = making.make(making.given("text", "week", SHOWN, Drawing("nobody.draws.this", {})))
    assert PICTURE.alternative in file.content.decode()


def test_whoever_only_orders_a_file_loads_nothing_that_makes_it() -> None:
    code = "import sys, bot.documents.making; print({'fpdf', 'jinja2', 'numpy'} & set(sys.modules))"
    told = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)  # noqa: S603 - our own words
    assert told.stdout == "set()\n"

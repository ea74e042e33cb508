"""Times as people write them."""

from __future__ import annotations

from datetime import UTC, datetime, time
from typing import TYPE_CHECKING, cast

import pytest

from bot.desk import Desk
from bot.features.times.wishes import Wish, as_written, read
from bot.language.catalogue import phrases_in

if TYPE_CHECKING:
    from sqlalchemy.orm import Session

    from rubric.model import Library

pytestmark = pytest.mark.unit

# Reading looks into no database and no rubric.
DESK = Desk(
    cast("Session", None),
    datetime(2026, 12, 1, tzinfo=UTC),
    cast("Library", None),
    phrases_in("en"),
    phrases_in,
)


@pytest.mark.parametrize(
    ("written", "wish"),
    [
        ({}, Wish(None, "", None, None)),
        ({"at": "8:30"}, Wish(time(8, 30), "", None, None)),
        ({"at": "2 pm", "days": "Mon, Wed and Friday"}, Wish(time(14), "mon,wed,fri", None, None)),
        ({"days": "mon-thu"}, Wish(None, "mon,tue,wed,thu", None, None)),
        ({"days": "fri-mon"}, Wish(None, "mon,fri,sat,sun", None, None)),
        ({"days": "mon-sun"}, Wish(None, "", None, None)),
        ({"days": "lunes y miércoles"}, Wish(None, "mon,wed", None, None)),
        ({"quiet": "18:00-07:00"}, Wish(None, "", time(18), time(7))),
        ({"quiet": "6 pm to 7:30 am"}, Wish(None, "", time(18), time(7, 30))),
        ({"at": "team", "days": "Team", "quiet": "none"}, Wish(None, "", None, None)),
    ],
)
def test_times_are_read_as_people_write_them(written: dict[str, str], wish: Wish) -> None:
    understood = read(DESK, written)
    assert (understood.wish, understood.problems) == (wish, {})


@pytest.mark.parametrize(
    "wish", [Wish(None, "", None, None), Wish(time(8, 30), "mon,thu", time(18), time(7))]
)
def test_what_a_form_shows_is_read_as_the_same(wish: Wish) -> None:
    assert read(DESK, as_written(wish)).wish == wish


@pytest.mark.parametrize(
    ("field", "words"),
    [("at", "soon"), ("days", "mon,xyz"), ("days", "mon-"), ("quiet", "18:00"), ("quiet", "9:00-9:00")],
)
def test_what_means_nothing_is_named_by_its_field(field: str, words: str) -> None:
    assert list(read(DESK, {field: words}).problems) == [field]

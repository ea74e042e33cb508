"""Which audiences a digest counts out: no small group can be told, not even by subtraction."""

from __future__ import annotations

import pytest

from bot.schedule.shares import Share, publishable_shares
from bot.schedule.students import Students
from bot.store.models import Person

pytestmark = pytest.mark.unit

FLOOR = 5


def shown(**people: int) -> set[str]:
    every = [Share(audience, 0, count, count) for audience, count in people.items()]
    return {one.audience for one in publishable_shares(every, FLOOR)}


def test_all_are_shown_where_all_are_large_enough() -> None:
    assert shown(leaders=5, teachers=6, students=9) == {"leaders", "teachers", "students"}


def test_one_small_audience_takes_the_smallest_other_with_it() -> None:
    assert shown(leaders=7, teachers=6, students=4) == {"leaders"}


def test_small_audiences_that_are_large_together_take_none_with_them() -> None:
    assert shown(leaders=7, teachers=6, students=3, partners=2) == {"leaders", "teachers"}


def test_what_is_left_out_is_never_fewer_than_the_floor_whatever_the_groups() -> None:
    for leaders in range(9):
        for teachers in range(9):
            for students in range(9):
                sizes = {"leaders": leaders, "teachers": teachers, "students": students}
                kept = shown(**sizes)
                hidden = sum(count for name, count in sizes.items() if name not in kept)
                assert all(sizes[name] >= FLOOR for name in kept)
                assert not kept or hidden == 0 or hidden >= FLOOR


def test_with_one_audience_and_a_small_one_nothing_is_counted_out() -> None:
    assert shown(leaders=8, students=2) == set()


@pytest.mark.parametrize(
    ("text", "named"),
    [
        ("Ask stella for the poster", {1}),
        ("Poster with Okafor", {1}),
        ("Stellar poster for the fair", set()),
        ("Plan B for the fair", set()),
        ("STELLA's poster and Finn's table", {1, 2}),
    ],
)
def test_a_student_is_found_in_a_text_by_any_part_of_the_name(text: str, named: set[int]) -> None:
    students = Students({1: Person(name="Stella B. Okafor"), 2: Person(name="Finn")})
    assert students.named_in(text) == named

"""Which audiences a digest counts out: no small group can be told, not even by subtraction."""

from __future__ import annotations

import pytest

from bot.features.digest.turnout import Roles, counted_out
from bot.schedule.participation import Standing
from bot.schedule.shares import Share, publishable_shares
from bot.schedule.students import Students
from bot.store.models import Person, Prompt
from bot.store.queries.participation import Asked

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


def came(run: int, person: int, audience: str, *, answered: bool) -> Standing:
    prompt = Prompt(occurrence_id=run, person_id=person, audience=audience)
    return Standing(run, person, (Asked(prompt, answered, "sent", None),))


def told(every: list[Standing], roles: Roles | None = None) -> dict[str, tuple[int, int]]:
    found = counted_out(every, roles or {}, FLOOR)
    whole = {one.share.audience: (one.share.answered, one.share.asked) for one in found.voices}
    return whole | {each.audience: (each.answered, each.asked) for one in found.voices for each in one.roles}


def a_run(run: int, **people: int) -> list[Standing]:
    """A run in which so many of each audience were asked; every second one answered."""
    return [
        came(run, 1000 * len(audience) + number, audience, answered=number % 2 == 0)
        for audience, count in people.items()
        for number in range(count)
    ]


def test_an_audience_is_counted_in_those_runs_alone_in_which_it_may_be() -> None:
    week_1, week_2 = a_run(1, leaders=9, teachers=4), a_run(2, leaders=9, teachers=6)
    assert told(week_1) == {}
    assert told(week_2) == {"leaders": (5, 9), "teachers": (3, 6)}
    month = counted_out([*week_1, *week_2], {}, FLOOR)
    assert {one.share.audience: one.share.asked for one in month.voices} == {"leaders": 9, "teachers": 6}
    assert month.not_counted_out == ()


def test_a_longer_time_less_a_shorter_one_never_tells_of_a_small_group() -> None:
    for leaders in range(10):
        for teachers in range(10):
            first, second = a_run(1, leaders=leaders, teachers=teachers), a_run(2, leaders=8, teachers=7)
            longer, shorter, alone = told([*first, *second]), told(second), told(first)
            for audience, (answered, asked) in longer.items():
                left = answered - shorter[audience][0], asked - shorter[audience][1]
                assert left == alone.get(audience, (0, 0))
                assert left[1] == 0 or left[1] >= FLOOR


def test_who_has_no_role_is_protected_with_those_who_are_hidden() -> None:
    for without in range(8):
        nobodies = [came(1, 90_000 + number, "", answered=True) for number in range(without)]
        run = [*a_run(1, leaders=7, teachers=6), *nobodies]
        hidden = len(run) - sum(asked for _, asked in told(run).values())
        assert hidden == 0 or hidden >= FLOOR


def test_roles_are_counted_out_within_an_audience_that_is() -> None:
    run = [came(1, number, "leaders", answered=number % 3 == 0) for number in range(12)]
    roles = {number: [("Principal" if number < 6 else "Finance", "leaders")] for number in range(12)}
    assert told(run, roles) == {"leaders": (4, 12), "Principal": (2, 6), "Finance": (2, 6)}
    few = {number: [("Principal" if number < 4 else "Finance", "leaders")] for number in range(12)}
    assert told(run, few) == {"leaders": (4, 12)}
    assert told(run[:4], few) == {}


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

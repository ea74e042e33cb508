"""Who can be asked about what, and which indicators nobody is there for."""

from __future__ import annotations

import pytest

from rubric.asking import Scope, askable, unasked
from rubric.load import load_library

pytestmark = pytest.mark.unit

LIBRARY = load_library()
INSTRUMENT = LIBRARY.instrument("engaged-stem-community")
EVERY_AUDIENCE = ("building-administration", "teacher", "student-leader", "ecosystem-liaison")


def ids(scope: Scope, *roles: str) -> list[str]:
    return [each.id for each in askable(LIBRARY, INSTRUMENT, scope, roles)]


def test_a_role_is_asked_its_audiences_indicators_and_then_the_teams() -> None:
    asked = ids(Scope(), "student-leader")
    assert asked[:3] == ["EC1.Students1", "EC2.Students1", "EC3.Students1"]
    assert set(asked[3:]) == {each.id for each in INSTRUMENT.indicators if each.whole_team}


def test_a_scope_leaves_out_other_roles_audiences_and_indicators() -> None:
    assert ids(Scope(roles=("teacher",)), "student-leader") == []
    assert ids(Scope(audiences=("Teachers",)), "student-leader") == []
    assert ids(Scope(indicators=("EC2.Students1",)), "student-leader", "teacher") == ["EC2.Students1"]


def test_with_a_holder_of_every_audience_everything_is_asked() -> None:
    assert unasked(LIBRARY, INSTRUMENT, Scope(), EVERY_AUDIENCE) == ()


def test_a_vacancys_indicators_are_named_with_who_is_missing() -> None:
    missing = unasked(
        LIBRARY, INSTRUMENT, Scope(), [role for role in EVERY_AUDIENCE if role != "student-leader"]
    )
    assert {one.indicator.id for one in missing} == {"EC1.Students1", "EC2.Students1", "EC3.Students1"}
    assert [role.id for role in missing[0].roles] == ["student-leader"]


def test_what_a_scope_does_not_ask_about_is_no_vacancy() -> None:
    assert unasked(LIBRARY, INSTRUMENT, Scope(audiences=("Teachers",)), ["teacher"]) == ()
    (only,) = unasked(LIBRARY, INSTRUMENT, Scope(indicators=("EC1.Students1",)), ["teacher"])
    assert only.indicator.id == "EC1.Students1"
    assert len(unasked(LIBRARY, INSTRUMENT, Scope(), [])) == len(INSTRUMENT.indicators)

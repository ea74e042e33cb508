"""Why somebody is asked, in a sentence that they can check."""

from __future__ import annotations

import pytest

from bot.chat.phrases import Phrases
from bot.features.checkins.choosing import why_asked
from bot.schedule.check_in import CheckIn
from bot.store.models import Prompt
from rubric.asking import Scope
from rubric.load import load_library

pytestmark = pytest.mark.unit

LIBRARY, T = load_library(), Phrases()


def why(prompt: Prompt, *roles: str, check_in: CheckIn | None = None) -> str:
    return why_asked(T, LIBRARY, prompt, roles, check_in or CheckIn(asks=prompt.asks))


def about(audience: str, asks: str = "progress") -> Prompt:
    return Prompt(subject="EC1.Teachers1", audience=audience, asks=asks)


def test_the_role_that_the_indicator_is_about_is_named_and_that_it_is_its_turn() -> None:
    assert why(about("Teachers"), "instructional-coach", "building-administration") == (
        "You are asked because of your role, STEM instructional coach; it is this indicator's turn."
    )
    assert "STEM instructional coach and Teacher" in why(about("Teachers"), "instructional-coach", "teacher")


def test_what_is_about_the_whole_team_says_so() -> None:
    assert why(about("Leaders"), "student-leader").startswith(
        "You are asked because this is about the whole team;"
    )


def test_a_goal_and_named_indicators_are_other_reasons_than_a_turn() -> None:
    focus = CheckIn(focus=True)
    assert why(about("Teachers"), "teacher", check_in=focus).endswith("your team has a goal for it.")
    named = CheckIn(scope=Scope(indicators=("EC1.Teachers1",)))
    assert why(about("Teachers"), "teacher", check_in=named).endswith("this check-in is about it.")


def test_a_question_is_asked_because_of_the_role_alone() -> None:
    assert why(about("", "question"), "finance-officer") == (
        "You are asked because of your role in the team: Finance officer."
    )

"""Which language somebody means who types one."""

from __future__ import annotations

import pytest

from bot.features.language.names import APP, language_typed, name_in
from bot.language.catalogue import languages, own_name

pytestmark = pytest.mark.unit


@pytest.mark.parametrize("given", ["es", "Español", "espanol", " SPANISH ", "español"])
def test_a_language_is_known_by_its_code_and_its_names(given: str) -> None:
    assert language_typed(given) == "es"


@pytest.mark.parametrize(
    ("given", "meant"), [("inglés", "en"), ("as my app", APP), ("Como mi aplicación", APP), ("Klingon", None)]
)
def test_the_app_is_a_choice_too_and_other_words_are_none(given: str, meant: str | None) -> None:
    assert language_typed(given) == meant


def test_a_language_is_called_as_those_call_it_who_speak_it() -> None:
    assert (own_name("en"), own_name("es")) == ("English", "Español")
    assert all(own_name(one) == name_in(one, one).capitalize() for one in languages())
    assert (name_in("es", "en"), name_in("en", "es")) == ("Spanish", "inglés")

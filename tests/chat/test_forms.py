"""Forms: what may be asked, what is wrong with an answer, and that nothing typed is lost."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.chat import limits
from bot.chat.cards import Option
from bot.chat.forms import ChoiceField, DateField, Field, Form, PersonField, TextField, TicksField, is_link
from bot.chat.limits import TooLong, TooMany
from bot.chat.phrases import Phrases

pytestmark = pytest.mark.unit
LEVELS = (Option("1", "Getting Started"), Option("2", "Progressing"))
FORM = Form(
    "rate:riverbend:EC1.Leaders1",
    "Rate an indicator",
    (
        ChoiceField("level", "Level", LEVELS),
        TextField("evidence", "What shows it?", longest=10),
        TextField("link", "A link", "link"),
        PersonField("helper", "Who could help?"),
        DateField("until", "Until when?"),
    ),
)
FILL = "Please fill this in."


@pytest.mark.parametrize(
    ("values", "problems"),
    [
        ({"level": "2"}, {}),
        ({"level": " 2 ", "evidence": " seats   "}, {}),
        ({}, {"level": FILL}),
        ({"level": "  "}, {"level": FILL}),
        ({"level": "3"}, {"level": "Please choose one of the options."}),
        ({"level": "2", "evidence": "0123456789"}, {}),
        (
            {"level": "2", "evidence": "0123456789a"},
            {"evidence": "This has 11 characters; 10 fit. Please shorten it."},
        ),
        ({"level": "2", "link": "https://example.org/notes"}, {}),
        (
            {"level": "2", "link": "example.org"},
            {"link": "This is not a web address. Paste the whole of it, such as https://example.org/notes"},
        ),
        ({"level": "2", "until": "2026-12-11", "helper": "U0ANA"}, {}),
        (
            {"level": "2", "until": "2026-02-30"},
            {"until": "Write the day as year-month-day, for example 2026-12-11."},
        ),
        (
            {"evidence": "much too long", "until": "soon"},
            {
                "level": FILL,
                "evidence": "This has 13 characters; 10 fit. Please shorten it.",
                "until": "Write the day as year-month-day, for example 2026-12-11.",
            },
        ),
    ],
)
def test_what_is_wrong_is_said_by_field(values: dict[str, str], problems: dict[str, str]) -> None:
    assert FORM.check(values, Phrases()) == problems


@given(
    st.dictionaries(st.sampled_from(["level", "evidence", "link", "helper", "until", "unknown"]), st.text())
)
def test_whatever_was_typed_comes_back_in_the_form_and_is_only_checked(values: dict[str, str]) -> None:
    filled = FORM.filled(values)
    assert {field.id: field.value for field in filled.fields} == {
        field.id: values.get(field.id, "") for field in FORM.fields
    }
    problems = FORM.check(values, Phrases())
    assert set(problems) <= {field.id for field in FORM.fields}
    assert (not values.get("level", "").strip()) == (problems.get("level") == FILL)


@pytest.mark.parametrize(
    ("value", "link"),
    [
        ("https://example.org", True),
        ("HTTP://example.org:8080/a?b=c#d", True),
        ("https://münchen.example/ä", True),
        ("ftp://example.org", False),
        ("javascript:alert(1)", False),
        ("https://", False),
        ("https:///path", False),
        ("https://exa mple.org", False),
        ("https://example.org/two\nlines", False),
        ("https://[half", False),
        ("", False),
    ],
)
def test_a_link_is_a_web_address_with_a_host(value: str, link: bool) -> None:
    assert is_link(value) == link


@given(st.text())
def test_any_text_is_a_link_or_not(value: str) -> None:
    assert not is_link(value) or value.strip().lower().startswith(("http://", "https://"))


@pytest.mark.parametrize(
    "field",
    [
        lambda label, hint: TextField("a", label, hint=hint),
        lambda label, hint: ChoiceField("a", label, LEVELS, hint=hint),
        lambda label, hint: PersonField("a", label, hint=hint),
        lambda label, hint: DateField("a", label, hint=hint),
    ],
)
def test_labels_and_hints_fit_or_are_not_made(field: Callable[[str, str], Field]) -> None:
    field("x" * limits.FIELD_LABEL, "x" * limits.FIELD_HINT)
    with pytest.raises(TooLong, match="a field label"):
        field("x" * (limits.FIELD_LABEL + 1), "")
    with pytest.raises(TooLong, match="a field hint"):
        field("Label", "x" * (limits.FIELD_HINT + 1))


@pytest.mark.parametrize(
    ("make", "error"),
    [
        (lambda: Form("w", "x" * 25, ()), TooLong),
        (lambda: Form("w", "Title", (), submit="x" * 25), TooLong),
        (lambda: Form("w" * 75, "Title", ()), TooLong),
        (lambda: Form("w", "Title", (FORM.fields[0],) * 6), TooMany),
        (lambda: Form("w", "Title", (FORM.fields[0],) * 5, intro=("Read this",)), TooMany),
        (lambda: ChoiceField("a", "Label", LEVELS * 13), TooMany),
        (lambda: TextField("a", "Label", longest=limits.FIELD_TEXT + 1), TooMany),
    ],
)
def test_a_form_that_a_platform_would_not_take_is_not_made(
    make: Callable[[], object], error: type[ValueError]
) -> None:
    with pytest.raises(error):
        make()


def test_five_fields_or_four_and_a_text_fit() -> None:
    assert len(Form("w", "Title", FORM.fields).fields) == 5
    assert Form("w", "Title", FORM.fields[:4], intro=("Read", "this")).intro == ("Read", "this")


@pytest.mark.parametrize(
    ("value", "problem"),
    [("", ""), ("1", ""), ("1,2", ""), ("1,9", "Please choose among the options.")],
)
def test_only_what_is_offered_can_be_ticked(value: str, problem: str) -> None:
    form = Form("f:1", "F", (TicksField("seen", "Seen", LEVELS),))
    assert form.check({"seen": value}, Phrases()).get("seen", "") == problem


def test_an_id_that_could_be_two_cannot_be_ticked() -> None:
    with pytest.raises(ValueError, match="comma"):
        TicksField("seen", "Seen", (Option("1,2", "Both"),))

import pytest

from bot.chat.cards import Option
from bot.chat.forms import ChoiceField, DateField, Field, Form, PersonField, TextField, TicksField
from bot.platforms.slack.forms import modal, problems, values
from bot.platforms.slack.reach import Reach, from_metadata
from bot.sandbox.slack.block_kit import checked_view

pytestmark = pytest.mark.unit

LEVELS = tuple(Option(str(number), f"Level {number}", "what it looks like") for number in range(1, 6))
MANY = tuple(Option(str(number), f"Indicator {number}") for number in range(1, 17))


def _plain(text: str) -> dict[str, object]:
    return {"type": "plain_text", "text": text, "emoji": False}


def test_a_form_becomes_a_modal_with_its_words_above_its_fields() -> None:
    form = Form(
        "detail:7",
        "Add detail",
        (
            TextField(
                "what", "What moved?", "paragraph", hint="A sentence is enough", required=True, longest=300
            ),
        ),
        intro=("One thing first.",),
        submit="Save",
    )

    assert modal(form, "{}") == {
        "type": "modal",
        "callback_id": "detail:7",
        "private_metadata": "{}",
        "title": _plain("Add detail"),
        "submit": _plain("Save"),
        "blocks": [
            {"type": "section", "text": _plain("One thing first."), "expand": True},
            {
                "type": "input",
                "block_id": "what",
                "label": _plain("What moved?"),
                "element": {
                    "type": "plain_text_input",
                    "multiline": True,
                    "max_length": 300,
                    "action_id": "value",
                },
                "optional": False,
                "hint": _plain("A sentence is enough"),
            },
        ],
    }


@pytest.mark.parametrize(
    ("field", "kind", "initial"),
    [
        (TextField("a", "A", value="before"), "plain_text_input", ("initial_value", "before")),
        (TextField("a", "A", "link", value="not one"), "plain_text_input", ("initial_value", "not one")),
        (ChoiceField("a", "A", LEVELS, value="3"), "radio_buttons", ("initial_option", "3")),
        (ChoiceField("a", "A", MANY, value="12"), "static_select", ("initial_option", "12")),
        (TicksField("a", "A", LEVELS, value="2,3"), "checkboxes", ("initial_options", "2,3")),
        (TicksField("a", "A", MANY, value="12"), "multi_static_select", ("initial_options", "12")),
        (PersonField("a", "A", value="U0ANA"), "users_select", ("initial_user", "U0ANA")),
        (DateField("a", "A", value="2026-12-11"), "datepicker", ("initial_date", "2026-12-11")),
    ],
)
def test_each_field_has_its_element_and_shows_what_was_there(
    field: Field, kind: str, initial: tuple[str, str]
) -> None:
    view = checked_view(modal(Form("f:1", "Form", (field,)), ""))

    element = view["blocks"][0]["element"]
    name, value = initial
    shown = element[name]
    assert element["type"] == kind
    shown = [one["value"] if isinstance(one, dict) else one for one in _listed(shown)]
    assert ",".join(shown) == value


@pytest.mark.parametrize(
    "field",
    [
        TextField("a", "A"),
        ChoiceField("a", "A", LEVELS, value="9"),
        TicksField("a", "A", LEVELS),
        PersonField("a", "A"),
        DateField("a", "A", value="next week"),
    ],
)
def test_nothing_is_chosen_beforehand_unless_the_form_says_what(
    field: Field,
) -> None:
    element = modal(Form("f:1", "Form", (field,)), "")["blocks"][0]["element"]

    assert not [name for name in element if name.startswith("initial")]


def test_a_draft_longer_than_the_field_comes_back_whole() -> None:
    form = Form("f:1", "Form", (TextField("a", "A", longest=10, value="twelve chars"),))

    element = checked_view(modal(form, ""))["blocks"][0]["element"]
    assert (element["initial_value"], element["max_length"]) == ("twelve chars", 12)


def test_values_are_read_by_field_whatever_the_element() -> None:
    state = {
        "values": {
            "what": {"value": {"type": "plain_text_input", "value": "two seats"}},
            "none": {"value": {"type": "plain_text_input", "value": None}},
            "level": {"value": {"type": "radio_buttons", "selected_option": {"value": "3"}}},
            "unset": {"value": {"type": "radio_buttons", "selected_option": None}},
            "seen": {"value": {"type": "checkboxes", "selected_options": [{"value": "1"}, {"value": "2"}]}},
            "unseen": {"value": {"type": "checkboxes", "selected_options": []}},
            "who": {"value": {"type": "users_select", "selected_user": "U0ANA"}},
            "day": {"value": {"type": "datepicker", "selected_date": "2026-12-11"}},
        }
    }

    assert values(state) == {
        "what": "two seats",
        "none": "",
        "level": "3",
        "unset": "",
        "seen": "1,2",
        "unseen": "",
        "who": "U0ANA",
        "day": "2026-12-11",
    }


def test_a_problem_of_no_field_stands_at_the_first() -> None:
    form = Form("f:1", "Form", (TextField("a", "A"), TextField("b", "B")))

    assert problems(form, {"b": "Too long.", "a": "Missing.", "other": "Closed."}) == {
        "b": "Too long.",
        "a": "Missing. Closed.",
    }


def test_a_form_finds_back_to_where_it_was_opened_without_carrying_who_or_what() -> None:
    opened = Reach("T1", "U1", "C1", False, "https://hooks.example/1", "trigger-1", "17.01", True)
    carried = opened.metadata()
    back = from_metadata(carried, "T1", "U1", "trigger-2")

    assert back == Reach("T1", "U1", "C1", False, "https://hooks.example/1", "trigger-2", "17.01", True)
    assert "U1" not in carried
    assert "trigger" not in carried


def test_a_form_of_another_version_is_read_as_far_as_it_goes() -> None:
    back = from_metadata('{"channel": "C1", "thread": "1"}', "T1", "U1", "trigger-2")

    assert back == Reach("T1", "U1", "C1", trigger_id="trigger-2")
    assert from_metadata("", "T1", "U1", "t").channel == ""


def _listed(shown: object) -> list[object]:
    return shown if isinstance(shown, list) else [shown]

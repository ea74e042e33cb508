import pytest

from bot.chat.cards import Option
from bot.chat.forms import ChoiceField, DateField, Form, PersonField, TextField, TicksField
from bot.chat.limits import TooLong
from bot.chat.phrases import Phrases
from bot.chat.text import Markup
from bot.platforms.discord.forms import modal, values

pytestmark = pytest.mark.unit
LEVELS = tuple(Option(str(level), f"Level {level}") for level in range(1, 6))


def _only(form: Form) -> dict[str, object]:
    part = modal(form, Phrases())["components"][0]
    assert part["type"] == 18
    return dict(part)


def test_a_form_is_a_modal_with_its_texts_above() -> None:
    form = Form(
        "rate:EC1.Leaders2",
        "Rate an indicator",
        (TextField("why", "Evidence"),),
        (Markup("**1** few"), "2 *"),
    )
    drawn = modal(form, Phrases())
    assert drawn["custom_id"] == "rate:EC1.Leaders2"
    assert drawn["title"] == "Rate an indicator"
    assert drawn["components"][0] == {"type": 10, "content": "**1** few\n\n2 \\*"}
    assert len(drawn["components"]) == 2


def test_texts_that_do_not_fit_are_refused_and_not_cut() -> None:
    form = Form("rate:1", "Rate", (TextField("why", "Evidence"),), tuple("x" * 900 for _ in range(5)))
    with pytest.raises(TooLong, match="the texts of a form"):
        modal(form, Phrases())


def test_text_fields() -> None:
    drawn = _only(
        Form("f:1", "F", (TextField("note", "What moved?", "paragraph", "In a line", True, 300, "so far"),))
    )
    assert drawn["label"] == "What moved?"
    assert drawn["description"] == "In a line"
    assert drawn["component"] == {
        "type": 4,
        "custom_id": "note",
        "style": 2,
        "required": True,
        "max_length": 300,
        "value": "so far",
    }


def test_a_draft_that_is_too_long_comes_back_whole() -> None:
    drawn = _only(Form("f:1", "F", (TextField("note", "Note", longest=5, value="too long"),)))
    assert drawn["component"] == {
        "type": 4,
        "custom_id": "note",
        "style": 1,
        "required": False,
        "max_length": 8,
        "value": "too long",
    }


def test_few_required_options_are_radio_buttons_with_the_earlier_choice_marked() -> None:
    drawn = _only(Form("f:1", "F", (ChoiceField("level", "Level", LEVELS[:2], value="2"),)))
    assert drawn["component"] == {
        "type": 21,
        "custom_id": "level",
        "required": True,
        "options": [{"label": "Level 1", "value": "1"}, {"label": "Level 2", "value": "2", "default": True}],
    }


@pytest.mark.parametrize(("count", "required"), [(1, True), (11, True), (25, True), (5, False)])
def test_one_many_or_optional_options_are_a_select(count: int, required: bool) -> None:
    options = tuple(Option(str(number), f"Number {number}") for number in range(count))
    component = _only(Form("f:1", "F", (ChoiceField("one", "One", options, required=required),)))["component"]
    assert isinstance(component, dict)
    assert (component["type"], component["min_values"], component["max_values"]) == (3, int(required), 1)
    assert len(component["options"]) == count


@pytest.mark.parametrize(("count", "kind"), [(1, 22), (10, 22), (11, 3)])
def test_several_options_are_checkboxes_and_many_of_them_a_select(count: int, kind: int) -> None:
    options = tuple(Option(str(number), f"Number {number}") for number in range(count))
    component = _only(Form("f:1", "F", (TicksField("seen", "Seen", options, value="0,9"),)))["component"]
    assert isinstance(component, dict)
    assert (component["type"], component["min_values"], component["max_values"]) == (kind, 0, count)
    marked = [option["value"] for option in component["options"] if option.get("default")]
    assert marked == [one for one in ("0", "9") if int(one) < count]


def test_a_person_is_chosen_with_discords_own_picker() -> None:
    drawn = _only(Form("f:1", "F", (PersonField("who", "Who?", value="42"),)))
    assert drawn["component"] == {
        "type": 5,
        "custom_id": "who",
        "required": False,
        "min_values": 0,
        "max_values": 1,
        "default_values": [{"id": "42", "type": "user"}],
    }


def test_a_date_is_a_line_with_an_example() -> None:
    component = _only(Form("f:1", "F", (DateField("due", "Due", value="2026-12-11"),)))["component"]
    assert isinstance(component, dict)
    assert component["placeholder"] == "year-month-day, for example 2026-12-11"
    assert component["value"] == "2026-12-11"


def test_what_was_filled_in_comes_back_by_field() -> None:
    parts = [
        {"type": 10, "id": 1},
        {"type": 18, "component": {"type": 4, "custom_id": "note", "value": "It moved"}},
        {"type": 18, "component": {"type": 21, "custom_id": "level", "value": "3"}},
        {"type": 18, "component": {"type": 21, "custom_id": "other", "value": None}},
        {"type": 18, "component": {"type": 3, "custom_id": "pick", "values": ["b"]}},
        {"type": 18, "component": {"type": 22, "custom_id": "seen", "values": ["1.2", "2.1"]}},
        {"type": 18, "component": {"type": 5, "custom_id": "who", "values": []}},
    ]
    assert values(parts) == {
        "note": "It moved",
        "level": "3",
        "other": "",
        "pick": "b",
        "seen": "1.2,2.1",
        "who": "",
    }

"""Routes: found by what was typed or pressed, the nearest one offered, and none that a platform refuses."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.chat import limits
from bot.chat.cards import Option
from bot.chat.limits import TooLong, TooMany
from bot.chat.parameters import Kind, Parameter
from bot.chat.replies import refusal, say
from bot.chat.router import Router, UnknownCommand, UnknownWire
from bot.chat.routes import Action, Command, Submission, unwire, wire
from bot.features.all import ROUTES

pytestmark = pytest.mark.unit


def run(*_: object) -> None:
    raise AssertionError("nobody runs a route here")


def command(path: str, shorthand: str = "") -> Command:
    return Command(path, run, f"About {path}", f"/stem {path}", shorthand=shorthand)  # type: ignore[arg-type]


ROUTER = Router(
    (
        command("help"),
        command("rate"),
        command("tasks list", "tasks"),
        command("tasks add"),
        Action("rate-undo", run, formerly=("undo",)),  # type: ignore[arg-type]
        Submission("rate-form", run, formerly=("rating",)),  # type: ignore[arg-type]
    )
)


@pytest.mark.parametrize(
    ("line", "path", "rest"),
    [
        ("rate EC1.Leaders2  3", "rate", "EC1.Leaders2  3"),
        ("  RATE  it", "rate", "it"),
        ("rate", "rate", ""),
        ("tasks", "tasks list", ""),
        ("tasks list", "tasks list", ""),
        ("tasks mine", "tasks list", "mine"),
        ("tasks ADD poster", "tasks add", "poster"),
        ("", "help", ""),
        (" \t", "help", ""),
    ],
)
def test_the_longest_command_that_fits_is_found(line: str, path: str, rest: str) -> None:
    found, after = ROUTER.find(line)
    assert (found.path, after) == (path, rest)


@pytest.mark.parametrize(
    ("line", "given", "nearest"),
    [
        ("rat EC1.Leaders2", "rat", "rate"),
        ("taks add poster", "taks", "tasks add"),
        ("taks", "taks", "tasks list"),
        ("HLEP", "HLEP", "help"),
        ("xyzzy", "xyzzy", ""),
    ],
)
def test_a_command_that_nobody_declared_is_answered_with_the_nearest(
    line: str, given: str, nearest: str
) -> None:
    with pytest.raises(UnknownCommand) as unknown:
        ROUTER.find(line)
    assert (unknown.value.given, unknown.value.nearest) == (given, nearest)


@given(st.text())
def test_any_line_finds_a_command_or_says_which_is_unknown(line: str) -> None:
    if line.split() and line.split(maxsplit=1)[0].casefold() not in {"help", "rate", "tasks"}:
        with pytest.raises(UnknownCommand) as unknown:
            ROUTER.find(line)
        assert unknown.value.given == line.split(maxsplit=1)[0]
        assert unknown.value.nearest in {"", *ROUTER.commands}
    else:
        found, rest = ROUTER.find(line)
        assert found.path in ROUTER.commands
        assert line.rstrip().endswith(rest.rstrip())


def test_old_names_of_buttons_and_forms_still_work() -> None:
    assert ROUTER.action("undo") is ROUTER.action("rate-undo")
    assert ROUTER.submission("rating") is ROUTER.submission("rate-form")


@pytest.mark.parametrize("name", ["gone", "rate-form", ""])
def test_a_button_that_nobody_declared_is_unknown(name: str) -> None:
    with pytest.raises(UnknownWire):
        ROUTER.action(name)


def test_a_form_that_nobody_declared_is_unknown() -> None:
    with pytest.raises(UnknownWire):
        ROUTER.submission("rate-undo")


@pytest.mark.parametrize(
    "second",
    [
        command("rate"),
        command("other", "rate"),
        command("help", "x"),
    ],
)
def test_two_commands_of_one_name_are_refused(second: Command) -> None:
    with pytest.raises(ValueError, match="two routes are called"):
        Router((command("rate"), command("help"), second))


def test_two_buttons_or_forms_of_one_name_are_refused_old_names_included() -> None:
    undo = Action("undo", run)  # type: ignore[arg-type]
    with pytest.raises(ValueError, match="'undo'"):
        Router((undo, Action("rate-undo", run, formerly=("undo",))))  # type: ignore[arg-type]
    form = Submission("form", run)  # type: ignore[arg-type]
    with pytest.raises(ValueError, match="'form'"):
        Router((form, Submission("other", run, formerly=("form",))))  # type: ignore[arg-type]


@given(st.from_regex(r"[a-z-]{1,20}", fullmatch=True), st.lists(st.integers(0)))
def test_a_wire_id_is_a_route_and_ids(name: str, ids: list[int]) -> None:
    assert unwire(wire(name, *ids)) == (name, ":".join(map(str, ids)))


def test_every_route_of_the_bot_has_its_own_name_and_an_example_that_finds_it() -> None:
    router = Router(ROUTES)
    for path, declared in router.commands.items():
        word, _, line = declared.example.partition(" ")
        assert word == "/stem"
        assert router.find(line)[0].path == path


@pytest.mark.parametrize("path", ["x" * 33, "tasks " + "x" * 33])
def test_a_command_has_a_name_that_fits(path: str) -> None:
    with pytest.raises(TooLong):
        Command(path, run, "About", "/stem")  # type: ignore[arg-type]


def test_a_command_and_its_parameters_are_described_in_a_line() -> None:
    with pytest.raises(TooLong):
        Command("rate", run, "x" * (limits.COMMAND_SUMMARY + 1), "/stem rate")  # type: ignore[arg-type]
    with pytest.raises(TooLong):
        Parameter("level", Kind.LEVEL, "x" * (limits.COMMAND_SUMMARY + 1))
    with pytest.raises(TooLong):
        Parameter("x" * (limits.COMMAND_NAME + 1), Kind.LEVEL, "The level")


def test_a_parameter_has_at_most_25_choices() -> None:
    choices = tuple(Option(str(number), "One") for number in range(26))
    assert len(Parameter("a", Kind.WORD, "A", choices=choices[:25]).choices) == 25
    with pytest.raises(TooMany):
        Parameter("a", Kind.WORD, "A", choices=choices)


@pytest.mark.parametrize(
    ("kind", "token", "resembles"),
    [
        (Kind.INDICATOR, "EC1.Leader2", True),
        (Kind.INDICATOR, "EC1_Leaders1", True),
        (Kind.INDICATOR, "Leaders", False),
        (Kind.LEVEL, "9", True),
        (Kind.LEVEL, "100", False),
        (Kind.PERSON, "@{U0ANA}", True),
        (Kind.PERSON, "@Ana", True),
        (Kind.PERSON, "ana@example.org", False),
        (Kind.DATE, "2026-13-41", True),
        (Kind.DATE, "12/11", True),
        (Kind.DATE, "Friday", False),
        (Kind.TEXT, "anything", False),
    ],
)
def test_a_likely_value_is_told_from_other_words(kind: Kind, token: str, resembles: bool) -> None:
    assert kind.resembles(token) == resembles


def test_an_answer_and_a_refusal_are_one_paragraph() -> None:
    assert say("Yes.").card == refusal("Yes.").card
    assert str(refusal("No.")) == "refused"

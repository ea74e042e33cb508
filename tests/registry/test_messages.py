"""Every sentence that a person sees comes from the message catalogue."""

from __future__ import annotations

import ast
from pathlib import Path

import pytest

from bot.language.extract import TEMPLATE, template

pytestmark = pytest.mark.unit

ROOT = Path(__file__).resolve().parents[2]
# What is shown to a person, by the place of the words among the arguments.
SHOWN = {
    "Heading": (0,),
    "Paragraph": (0,),
    "Quote": (0,),
    "SmallPrint": (0,),
    "Button": (0,),
    "Link": (0,),
    "Option": (1, 2),
    "Menu": (1,),
    "TextField": (1, 3),
    "ChoiceField": (1, 3),
    "TicksField": (1, 3),
    "PersonField": (1, 2),
    "DateField": (1, 2),
    "Form": (1, 4),
    "say": (0,),
    "refusal": (0,),
    "MessageShortcut": (2,),
}
# Where a form says what sends it.
SUBMIT = 4
# What is shown, by the name of the argument.
NAMED = {"hint", "submit", "description", "placeholder"}
ROOMS = ("features", "platforms", "schedule")
LOOSE = ("desk.py", "apologies.py", "suggestions.py", "reception.py", "spoken.py", "naming.py")


def test_the_template_holds_every_sentence_of_the_source() -> None:
    assert TEMPLATE.read_text(encoding="utf-8") == template(), "run `make messages` and commit the template"


def test_no_words_are_shown_past_the_catalogue() -> None:
    files = [file for room in ROOMS for file in (ROOT / "bot" / room).rglob("*.py")]
    files += [ROOT / "bot" / name for name in LOOSE if (ROOT / "bot" / name).exists()]
    bare = [f"{file.relative_to(ROOT)}:{line}" for file in files for line in _bare_words(file)]
    assert bare == []


def test_every_form_says_in_words_what_sends_it() -> None:
    files = (ROOT / "bot" / "features").rglob("*.py")
    silent = [f"{file.relative_to(ROOT)}:{line}" for file in files for line in _forms_without_submit(file)]
    assert silent == []


def _forms_without_submit(file: Path) -> list[int]:
    # The default is English, and nobody translates it.
    return [
        call.lineno
        for name, call in _calls(file)
        if name == "Form" and len(call.args) <= SUBMIT and "submit" not in {one.arg for one in call.keywords}
    ]


def _bare_words(file: Path) -> list[int]:
    return [call.lineno for name, call in _calls(file) for words in _shown(name, call) if _is_words(words)]


def _shown(name: str, call: ast.Call) -> list[ast.expr]:
    by_place = [call.args[place] for place in SHOWN[name] if place < len(call.args)]
    return by_place + [one.value for one in call.keywords if one.arg in NAMED]


def _calls(file: Path) -> list[tuple[str, ast.Call]]:
    """Each making of something that people see, with what is made."""
    nodes = ast.walk(ast.parse(file.read_text(encoding="utf-8")))
    calls = [
        (node.func.id, node)
        for node in nodes
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Name)
    ]
    return [(name, call) for name, call in calls if name in SHOWN]


def _is_words(argument: ast.expr) -> bool:
    if isinstance(argument, ast.JoinedStr):
        return any(_is_words(part) for part in argument.values)
    return (
        isinstance(argument, ast.Constant)
        and isinstance(argument.value, str)
        and any(letter.isalpha() for letter in argument.value)
    )

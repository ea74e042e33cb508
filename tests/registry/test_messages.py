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
    "ChoiceField": (1,),
    "PersonField": (1, 2),
    "DateField": (1, 2),
    "Form": (1,),
    "say": (0,),
    "refusal": (0,),
}
ROOMS = ("features", "platforms", "schedule")
LOOSE = ("desk.py", "apologies.py", "suggestions.py", "reception.py", "spoken.py", "naming.py")


def test_the_template_holds_every_sentence_of_the_source() -> None:
    assert TEMPLATE.read_text(encoding="utf-8") == template(), "run `make messages` and commit the template"


def test_no_words_are_shown_past_the_catalogue() -> None:
    files = [file for room in ROOMS for file in (ROOT / "bot" / room).rglob("*.py")]
    files += [ROOT / "bot" / name for name in LOOSE if (ROOT / "bot" / name).exists()]
    bare = [f"{file.relative_to(ROOT)}:{line}" for file in files for line in _bare_words(file)]
    assert bare == []


def _bare_words(file: Path) -> list[int]:
    tree = ast.parse(file.read_text(encoding="utf-8"))
    return [
        node.lineno
        for node in ast.walk(tree)
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id in SHOWN
        for place in SHOWN[node.func.id]
        if place < len(node.args) and _is_words(node.args[place])
    ]


def _is_words(argument: ast.expr) -> bool:
    if isinstance(argument, ast.JoinedStr):
        return any(_is_words(part) for part in argument.values)
    return (
        isinstance(argument, ast.Constant)
        and isinstance(argument.value, str)
        and any(letter.isalpha() for letter in argument.value)
    )

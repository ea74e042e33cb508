from __future__ import annotations

import pytest
from pydantic import Field

from bot.config.model import Section
from bot.config.settings import json_schema

pytestmark = pytest.mark.unit


class Door(Section):
    """A way in."""

    width: int = 90
    """In centimetres."""
    opens: str = Field(default="inwards", alias="from")
    """To which side,
    seen from the hall."""
    colour: str = "green"


class Gate(Door):
    """A wider way in."""

    width: int = 300
    """In centimetres, of both wings."""
    lock: bool = True
    """Whether it has one."""


def described(kind: type[Section]) -> dict[str, str | None]:
    return {key: part.get("description") for key, part in kind.model_json_schema()["properties"].items()}


def test_a_key_is_described_by_what_stands_below_it() -> None:
    assert described(Door) == {
        "width": "In centimetres.",
        "from": "To which side,\nseen from the hall.",
        "colour": None,
    }


def test_a_key_keeps_its_words_in_a_section_that_adds_others() -> None:
    assert described(Gate) == {
        "width": "In centimetres, of both wings.",
        "from": "To which side,\nseen from the hall.",
        "colour": None,
        "lock": "Whether it has one.",
    }


def test_the_words_stand_beside_a_reference_to_another_section() -> None:
    email = json_schema()["properties"]["email"]
    assert email["description"] == "The mail server for partners; left out, no e-mail is sent."
    assert email["anyOf"][0] == {"$ref": "#/$defs/EmailSettings"}

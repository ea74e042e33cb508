"""Compares one JSON object with its shape and words the differences as Slack does."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Any

from bot.sandbox.slack.element_rules import ELEMENTS, PARTS, SETS
from bot.sandbox.slack.shapes import Flag, Free, Many, Number, One, Rule, Shape, Text, Words

_NEED_OPTIONS = frozenset({"static_select", "multi_static_select"})
_MARKED = frozenset({"radio_buttons", "checkboxes"})
_TEXT_FIELDS = {
    "plain_text": frozenset({"type", "text", "emoji"}),
    "mrkdwn": frozenset({"type", "text", "verbatim"}),
}


class ShapeCheck:
    """Collects problems; each ends with the JSON pointer of the place it is about."""

    def __init__(self) -> None:
        self.problems: list[str] = []

    def complain(self, what: str, pointer: str) -> None:
        """Note one problem."""
        self.problems.append(f"{what} [json-pointer:{pointer or '/'}]")

    def object(self, value: Any, shape: Shape, pointer: str, known: tuple[str, ...] = ("type",)) -> None:
        """Check the fields of an object; fields in `known` are checked elsewhere."""
        if not isinstance(value, Mapping):
            self.complain("must provide an object", pointer)
            return
        for name in shape.required:
            if value.get(name) is None:
                self.complain(f"missing required field: {name}", pointer)
        for name, inside in value.items():
            rule = shape.fields.get(name)
            if rule is not None and inside is not None:
                self._field(inside, rule, f"{pointer}/{name}")
            elif rule is None and name not in known and not shape.any_field:
                self.complain(f"invalid additional property: {name}", pointer)

    def element(self, value: Any, allowed: str, pointer: str) -> None:
        """Check an element, or a part without a type such as an option."""
        if allowed in PARTS:
            self.object(value, PARTS[allowed], pointer, known=())
            return
        kind = value.get("type") if isinstance(value, Mapping) else None
        if not isinstance(kind, str) or kind not in SETS[allowed]:
            self.complain(f"unsupported type: {kind}", f"{pointer}/type")
            return
        self.object(value, ELEMENTS[kind], pointer)
        self._choices(value, pointer)

    def _field(self, value: Any, rule: Rule, pointer: str) -> None:
        match rule:
            case Words():
                self._words(value, rule, pointer)
            case Number():
                self._number(value, rule, pointer)
            case Flag():
                self._flag(value, pointer)
            case Text():
                self._text(value, rule, pointer)
            case One():
                self.element(value, rule.of, pointer)
            case Many():
                self._many(value, rule, pointer)
            case Free():
                pass

    def _words(self, value: Any, rule: Words, pointer: str) -> None:
        if not isinstance(value, str):
            self.complain("must provide a string", pointer)
        elif len(value) > rule.longest:
            self.complain(f"must be less than {rule.longest + 1} characters", pointer)
        elif len(value) < rule.least:
            self.complain(f"must be more than {rule.least - 1} characters", pointer)
        elif rule.one_of and value not in rule.one_of:
            self.complain("value must be one of: " + ", ".join(rule.one_of), pointer)
        elif rule.like and not re.fullmatch(rule.like, value):
            self.complain("must match the format that this field has", pointer)

    def _number(self, value: Any, rule: Number, pointer: str) -> None:
        kinds = int if rule.whole else int | float
        if not isinstance(value, kinds) or isinstance(value, bool):
            self.complain("must provide an integer" if rule.whole else "must provide a number", pointer)
        elif rule.above is not None and value <= rule.above:
            self.complain(f"must be greater than {rule.above}", pointer)
        # Of numbers, unlike of lengths, Slack names the limit itself, which is allowed.
        elif rule.most is not None and value > rule.most:
            self.complain(f"must be less than {rule.most}", pointer)
        elif rule.least is not None and value < rule.least:
            self.complain(f"must be greater than {rule.least}", pointer)

    def _flag(self, value: Any, pointer: str) -> None:
        if not isinstance(value, bool):
            self.complain("must be a boolean", pointer)

    def _text(self, value: Any, rule: Text, pointer: str) -> None:
        kind = value.get("type") if isinstance(value, Mapping) else None
        if kind != "plain_text" and not (kind == "mrkdwn" and rule.markup):
            self.complain("must be a valid text object", pointer)
            return
        for name in sorted(value.keys() - _TEXT_FIELDS[kind]):
            self.complain(f"invalid additional property: {name}", pointer)
        words = value.get("text")
        if not isinstance(words, str) or not words:
            self.complain("must be more than 0 characters", f"{pointer}/text")
            return
        self._words(words, Words(rule.longest), f"{pointer}/text")

    def _many(self, value: Any, rule: Many, pointer: str) -> None:
        if not isinstance(value, list):
            self.complain("must provide an array", pointer)
            return
        if len(value) > rule.most:
            self.complain(f"no more than {rule.most} items allowed", pointer)
        if len(value) < rule.least:
            self.complain(f"must contain at least {rule.least} items", pointer)
        for number, one in enumerate(value):
            if isinstance(rule.of, str):
                self.element(one, rule.of, f"{pointer}/{number}")
            else:
                self._field(one, rule.of, f"{pointer}/{number}")

    def _choices(self, value: Mapping[str, Any], pointer: str) -> None:
        """A menu needs its options, and what it starts with must be among them."""
        if value["type"] in _NEED_OPTIONS and not (value.get("options") or value.get("option_groups")):
            self.complain("must provide options or option_groups", pointer)
        if value["type"] not in _NEED_OPTIONS | _MARKED:
            return
        offered = _offered(value)
        first, several = value.get("initial_option"), value.get("initial_options")
        if first and first not in offered:
            self.complain("initial_option must match one of the options", f"{pointer}/initial_option")
        if isinstance(several, list) and any(one not in offered for one in several):
            self.complain("initial_options must match some of the options", f"{pointer}/initial_options")


def _offered(menu: Mapping[str, Any]) -> list[Any]:
    """All options of a menu, those in groups included, as far as they are lists at all."""
    groups = [one for one in _list(menu.get("option_groups")) if isinstance(one, Mapping)]
    inside = [option for group in groups for option in _list(group.get("options"))]
    return [*_list(menu.get("options")), *inside]


def _list(value: Any) -> list[Any]:
    return value if isinstance(value, list) else []

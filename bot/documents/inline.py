"""Runs of text as HTML in which nothing that anybody typed means anything."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Final

from markupsafe import Markup as Html

from bot.chat.text import Span
from bot.documents.blocks import Runs

_ELEMENTS: Final = {"bold": "b", "italic": "i", "code": "code", "link": "a"}
_BREAK: Final = Html("<br>\n")


def attribute(name: str, value: str) -> Html:
    """` name="value"`, or nothing without a value."""
    return Html(' {}="{}"').format(name, value) if value else Html("")


def line(runs: Runs, looks: Mapping[str, str]) -> Html:
    """A line; `looks` has inline styles by element, none for a page with a stylesheet."""
    return Html("").join(_run(run, looks) for run in runs)


def lines(under_each_other: Sequence[Runs], looks: Mapping[str, str]) -> Html:
    """Several lines."""
    return _BREAK.join(line(each, looks) for each in under_each_other)


def _run(run: Span, looks: Mapping[str, str]) -> Html:
    element = _ELEMENTS.get(run.kind)
    if element is None:
        return Html.escape(run.text)
    attributes = attribute("href", run.target) + attribute("style", looks.get(element, ""))
    return Html("<{0}{1}>{2}</{0}>").format(element, attributes, run.text)

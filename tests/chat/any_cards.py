"""Cards of every shape that may be made, for tests that look for one that breaks something."""

from __future__ import annotations

from itertools import count

from hypothesis import strategies as st

from bot.chat import limits
from bot.chat.cards import (
    Button,
    Buttons,
    Card,
    Heading,
    Link,
    Menu,
    Option,
    Paragraph,
    Part,
    Quote,
    Rule,
    SmallPrint,
)
from bot.chat.text import bold, escape


def words(longest: int) -> st.SearchStrategy[str]:
    """Words as people type them, plain or as markup, that show at most `longest` characters."""
    short = min(longest, 40)
    typed = st.text(min_size=1, max_size=short) | st.text(r"*_`[]@\ab", min_size=1, max_size=short)
    long = st.integers(1, longest).map(lambda length: "Nine and ten. " * (length // 14) or "x")
    either = typed | long
    return st.builds(lambda text, look: look(text), either, st.sampled_from([escape, bold, str]))


def parts() -> st.SearchStrategy[Part]:
    """Any part; wire ids are numbered, so that they stand once in a card."""
    numbers = count()
    wire = st.builds(lambda: f"press:{next(numbers)}")
    labels = words(limits.BUTTON_LABEL)
    button = st.one_of(
        st.builds(Button, labels, wire, st.sampled_from(["plain", "main", "danger"])),
        st.builds(Link, labels, st.just("https://example.org/?a=1&b=2")),
    )
    option = st.builds(Option, st.text("ab:1", min_size=1, max_size=9), labels, labels)
    return st.one_of(
        st.builds(Heading, words(limits.HEADING)),
        st.builds(Paragraph, words(limits.PART_TEXT)),
        st.builds(Quote, words(limits.PART_TEXT)),
        st.builds(SmallPrint, words(limits.PART_TEXT)),
        st.builds(Rule),
        st.builds(Buttons, st.lists(button, min_size=1, max_size=5).map(tuple)),
        st.builds(Menu, wire, labels, st.lists(option, min_size=1, max_size=25).map(tuple)),
    )


CARDS = st.builds(Card, st.lists(parts(), max_size=60).map(tuple))

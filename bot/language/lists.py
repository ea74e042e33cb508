"""Several words in a row as people say them: `a, b and c`."""

from __future__ import annotations

from collections.abc import Sequence

from bot.chat.phrases import Phrases
from bot.chat.text import Markup, escape, join


def listed(words: Sequence[str], t: Phrases) -> Markup:
    """The words, the last two with an `and` between; empty for none."""
    if len(words) < 2:  # noqa: PLR2004 - an `and` needs two
        return escape("".join(words))
    return t("{some} and {last}", some=join(", ", words[:-1]), last=words[-1])

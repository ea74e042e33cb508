"""A small markup that both platforms can show, with what people typed always escaped.

`**bold**`, `__italic__`, `` `code` ``, `[words](address)` and `@{account}` (a person of the platform that the
card goes to). A backslash takes the meaning of the next character away. A plain `str` is never read as
markup; only `Markup` is.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import Final, Literal

_REMEMBERED: Final = 512
_SPECIAL = re.compile(r"[\\*_`\[\]@]")
_ESCAPED = str.maketrans({sign: f"\\{sign}" for sign in "\\*_`[]@"})
# Every token begins with one of these.
_MAY_MEAN = re.compile(r"[\\*_`\[@]")
_TOKENS = re.compile(
    r"\\(?P<escaped>.)"
    r"|\*\*(?P<bold>(?:\\.|[^\\])+?)\*\*"
    r"|__(?P<italic>(?:\\.|[^\\])+?)__"
    r"|`(?P<code>(?:\\.|[^\\`])+)`"
    r"|\[(?P<link>(?:\\.|[^\\\]])+)\]\((?P<address>[^()\s]+)\)"
    r"|@\{(?P<person>[^{}\s]+)\}",
    re.DOTALL,
)
_KINDS: tuple[SpanKind, ...]
SpanKind = Literal["plain", "bold", "italic", "code", "link", "person"]
_KINDS = ("bold", "italic", "code", "link")


class Markup(str):
    """Text in which the markup above has its meaning."""

    __slots__ = ()


@dataclass(frozen=True, slots=True)
class Span:
    """A run of text in one look; `target` is a link's address or a person's account id."""

    text: str
    kind: SpanKind = "plain"
    target: str = ""


def escape(value: object) -> Markup:
    """Markup that shows `value` just as it is; `Markup` itself passes unchanged."""
    if isinstance(value, Markup):
        return value
    text = str(value)
    # Most values need nothing, and to look is cheaper than to replace.
    return Markup(text.translate(_ESCAPED) if _SPECIAL.search(text) else text)


def mention(account: str) -> Markup:
    """A person of the platform that the card goes to."""
    return Markup(f"@{{{account}}}")


def link(words: str, address: str) -> Markup:
    """`words` that lead to an http or https address."""
    inert = address.replace("(", "%28").replace(")", "%29")
    return Markup(f"[{escape(words)}]({inert})")


def bold(words: str) -> Markup:
    """`words` in bold, or nothing when there are none."""
    return Markup(f"**{escape(words)}**" if words else "")


def join(separator: str, pieces: Sequence[str]) -> Markup:
    """All pieces with `separator` between, each escaped unless it is markup."""
    return Markup(separator.join(escape(piece) for piece in pieces))


# One text is checked, measured, counted and drawn within one answer; `typed`, because text equals its markup.
@lru_cache(maxsize=_REMEMBERED, typed=True)
def spans(text: str) -> tuple[Span, ...]:
    """The runs that a renderer shows one after the other; a plain `str` is one run."""
    if not isinstance(text, Markup) or not _MAY_MEAN.search(text):
        return (Span(str(text)),) if text else ()
    found: list[Span] = []
    end = 0
    for token in _TOKENS.finditer(text):
        _add_plain(found, text[end : token.start()])
        _add_token(found, token)
        end = token.end()
    _add_plain(found, text[end:])
    return tuple(found)


@lru_cache(maxsize=_REMEMBERED, typed=True)
def plain(text: str) -> str:
    """The words alone, without any markup; a mentioned person as @account."""
    return "".join(f"@{span.target}" if span.kind == "person" else span.text for span in spans(text))


def shorten(text: str, limit: int) -> str:
    """`text` in at most `limit` characters: cut at a word, with an ellipsis where something is left out."""
    if len(text) <= limit:
        return text
    head, blank, _ = text[:limit].rpartition(" ")
    if not blank or len(head) < limit // 2:
        head = text[: limit - 1]
    return head.rstrip(" ,.;:") + "…"


def packed(pieces: Iterable[str], limit: int, separator: str = "\n") -> list[Markup]:
    """The pieces in as few texts as hold them, each of at most `limit` characters; no piece is cut."""
    texts: list[Markup] = []
    for piece in pieces:
        longer = join(separator, [*texts[-1:], piece])
        if texts and len(plain(longer)) <= limit:
            texts[-1] = longer
        else:
            texts.append(escape(piece))
    return texts


def _add_plain(found: list[Span], text: str) -> None:
    if not text:
        return
    if found and found[-1].kind == "plain":
        text = found.pop().text + text
    found.append(Span(text))


def _add_token(found: list[Span], token: re.Match[str]) -> None:
    if (escaped := token["escaped"]) is not None:
        _add_plain(found, escaped)
    elif (person := token["person"]) is not None:
        found.append(Span(person, "person", person))
    else:
        kind = next(kind for kind in _KINDS if token[kind] is not None)
        # An address that was filled into a sentence is escaped like every other value.
        address = plain(Markup(token["address"] or ""))
        found.append(Span(plain(Markup(token[kind])), kind, address))

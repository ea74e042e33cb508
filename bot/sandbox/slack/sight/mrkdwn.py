"""Slack's mrkdwn as spans: bold, italic, strike, code, links, people and channels."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator

from bot.sandbox.seen import SeenText, Span, SpanKind

Name = Callable[[str], str]
"""Gives the name that stands for a person's or a channel's id."""

_LOOKS: dict[str, SpanKind] = {"*": "bold", "_": "italic", "~": "strike", "`": "code"}
_FENCE = "```"
# A mark opens after a non-word character and closes before one; what it encloses has no blank at its ends.
_MARKED = re.compile(
    r"(?<!\w)(?P<mark>[*_~`])(?P<inside>(?!(?P=mark))\S(?:[^\n]*?\S)??)(?P=mark)(?!\w)|<(?P<angle>[^<>\n]+)>"
)


def paragraphs(text: str, name: Name) -> tuple[SeenText, ...]:
    """The text cut into code blocks, runs of quoted lines and runs of other lines."""
    found: list[SeenText] = []
    for number, part in enumerate(text.split(_FENCE)):
        if number % 2:
            found.append(SeenText((Span(unescape(part.strip("\n")), "code"),), "code"))
        elif part.strip("\n"):
            found.extend(_lines(part.strip("\n"), name))
    return tuple(found)


def spans(text: str, name: Name) -> tuple[Span, ...]:
    """One run of mrkdwn as spans; marks may lie in each other, and the outermost look wins."""
    return tuple(_spans(text, name, "plain"))


def unescape(text: str) -> str:
    """The three characters that mrkdwn escapes, as themselves."""
    return text.replace("&lt;", "<").replace("&gt;", ">").replace("&amp;", "&")


def escape(text: str) -> str:
    """What a person types, as Slack stores it."""
    return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")


def _lines(text: str, name: Name) -> Iterator[SeenText]:
    run: list[str] = []
    quoted = False
    for line in text.split("\n"):
        is_quote = line.startswith(("&gt;", ">"))
        if run and is_quote != quoted:
            yield _paragraph(run, name, quoted=quoted)
            run = []
        quoted = is_quote
        run.append(re.sub(r"^(&gt;|>) ?", "", line) if is_quote else line)
    yield _paragraph(run, name, quoted=quoted)


def _paragraph(lines: list[str], name: Name, *, quoted: bool) -> SeenText:
    return SeenText(spans("\n".join(lines), name), "quote" if quoted else "text")


def _spans(text: str, name: Name, look: SpanKind) -> Iterator[Span]:
    done = 0
    for match in _MARKED.finditer(text):
        if match.start() > done:
            yield Span(unescape(text[done : match.start()]), look)
        yield from _marked(match, name, look)
        done = match.end()
    if done < len(text):
        yield Span(unescape(text[done:]), look)


def _marked(match: re.Match[str], name: Name, look: SpanKind) -> Iterator[Span]:
    if match["angle"] is not None:
        yield _angle(match["angle"], name)
    elif match["mark"] == "`":
        yield Span(unescape(match["inside"]), "code")
    else:
        yield from _spans(match["inside"], name, _LOOKS[match["mark"]] if look == "plain" else look)


def _angle(inside: str, name: Name) -> Span:
    target, _, label = inside.partition("|")
    if target.startswith("@"):
        return Span("@" + name(target[1:]), "person", target[1:])
    if target.startswith("#"):
        return Span("#" + (label or name(target[1:])), "channel", target[1:])
    if target.startswith("!"):
        return Span(unescape(label) or _special(target), "person", target[1:])
    return Span(unescape(label or target), "link", unescape(target))


def _special(target: str) -> str:
    """`<!here>`, `<!channel>` and the like call many people; a date shows its fallback, the label."""
    return "@" + target[1:].partition("^")[0]

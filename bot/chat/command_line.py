"""Reads what somebody typed after a command, in any order that is unambiguous.

`EC1.Leaders2 3 "new seats filled"`, `3 ec1.leaders2 new seats filled` and `indicator:EC1.Leaders2 level:3`
all mean the same. Double quotes keep words together; apostrophes are only apostrophes.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass

from bot.chat.parameters import Kind, Parameter

Knows = Callable[[Kind, str], bool]
_PLAIN_QUOTES = str.maketrans({"“": '"', "”": '"', "„": '"', "«": '"', "»": '"', "‘": "'", "’": "'"})
_TOKEN = re.compile(r'(?P<name>[a-z_]+):(?P<named>"[^"]*"|\S+)|"(?P<quoted>[^"]*)"|(?P<word>\S+)')
# The words of a title that people see and type; a longer one has to be put in quotes.
_LONGEST_NAME = 8
_FREE = {Kind.TEXT, Kind.WORD, Kind.RULE}
_OF_MANY_WORDS = {Kind.TEXT, Kind.RULE}


@dataclass(frozen=True, slots=True)
class _Token:
    """A word, or several in quotes; `after` names the text that was begun before it without quotes."""

    text: str
    quoted: bool = False
    after: str = ""


def read_line(line: str, parameters: Sequence[Parameter], knows: Knows) -> dict[str, str]:
    """The values by parameter name.

    `knows(kind, text)` says whether a text is surely a value of a kind (an indicator's id, a level's name).
    What fits nothing goes to required parameters that are still empty, then to the text after whose name it
    stands (`evidence:seen in May`), then to free text, or without a text to what is still empty: so the
    command can say what it did not understand. Only words beyond all that a command takes are let go.
    """
    values: dict[str, str] = {}
    tokens = _named_apart(line, parameters, values)
    rest: list[_Token] = []
    position = 0
    while position < len(tokens):
        used = _take_known(tokens[position:], parameters, knows, values)
        if not used:
            rest.append(tokens[position])
        position += used or 1
    if any(one.kind in _FREE and not one.choices for one in parameters):
        _place_rest(rest, parameters, values)
    else:
        _fill_up(rest, parameters, values)
    return values


def _named_apart(line: str, parameters: Sequence[Parameter], values: dict[str, str]) -> list[_Token]:
    names = {parameter.name: parameter for parameter in parameters}
    tokens: list[_Token] = []
    after = ""
    for match in _TOKEN.finditer(line.translate(_PLAIN_QUOTES)):
        if match["name"] in names and match["name"] not in values:
            values[match["name"]] = match["named"].strip('"')
            open_ended = _takes_words(names[match["name"]]) and not match["named"].endswith('"')
            after = match["name"] if open_ended else ""
        elif match["quoted"] is not None:
            tokens.append(_Token(match["quoted"], quoted=True, after=after))
        else:
            # A quote that was never closed goes; one in the middle of something stays with it.
            text = match[0] if match["name"] else match[0].strip('"')
            tokens.append(_Token(text, after=after))
    return [token for token in tokens if token.text]


def _takes_words(parameter: Parameter) -> bool:
    return parameter.kind in _OF_MANY_WORDS and not parameter.choices


def _take_known(
    tokens: list[_Token], parameters: Sequence[Parameter], knows: Knows, values: dict[str, str]
) -> int:
    empty = [one for one in parameters if one.name not in values and (one.choices or one.kind not in _FREE)]
    for count in range(min(_LONGEST_NAME, len(tokens)), 0, -1):
        if count > 1 and any(token.quoted for token in tokens[:count]):
            continue
        text = " ".join(token.text for token in tokens[:count])
        for parameter in empty:
            if knows(parameter.kind, text) or _chosen(parameter, text):
                values[parameter.name] = text
                return count
    for parameter in empty:
        if not tokens[0].quoted and parameter.kind.resembles(tokens[0].text):
            values[parameter.name] = tokens[0].text
            return 1
    return 0


def _chosen(parameter: Parameter, text: str) -> bool:
    return text.casefold() in {option.id.casefold() for option in parameter.choices}


def _place_rest(rest: list[_Token], parameters: Sequence[Parameter], values: dict[str, str]) -> None:
    for parameter in _empty(parameters, values):
        if not rest:
            return
        if parameter.required and parameter.kind not in {Kind.TEXT, Kind.RULE}:
            values[parameter.name] = rest.pop(0).text
    _go_on(rest, values)
    free = [one for one in _empty(parameters, values) if one.kind in _FREE]
    for parameter in free[:-1]:
        quoted = next((token for token in rest if token.quoted), None)
        if quoted:
            rest.remove(quoted)
            values[parameter.name] = quoted.text
    left = [one.name for one in free if one.name not in values]
    # Better more words in a text than it was meant to have than words that are lost.
    left += [one.name for one in parameters if _takes_words(one)]
    if rest and left:
        said = [values[left[0]]] if left[0] in values else []
        values[left[0]] = " ".join([*said, *(token.text for token in rest)])


def _fill_up(rest: list[_Token], parameters: Sequence[Parameter], values: dict[str, str]) -> None:
    """Give the words to what is still empty: to what they call by its name (`by may`), else to the first."""
    names = {one.name for one in parameters}
    empty = [one.name for one in sorted(_empty(parameters, values), key=lambda one: not one.required)]
    said: dict[str, list[str]] = {}
    place = empty[0] if empty else ""
    for token in rest:
        if token.text.casefold() in names:
            place = token.text.casefold() if token.text.casefold() in empty else place
        elif place:
            said.setdefault(place, []).append(token.text)
    values.update({name: " ".join(words) for name, words in said.items()})


def _go_on(rest: list[_Token], values: dict[str, str]) -> None:
    """Give the words that are left to the texts after whose names they stand."""
    for token in [one for one in rest if one.after]:
        values[token.after] += f" {token.text}"
        rest.remove(token)


def _empty(parameters: Sequence[Parameter], values: dict[str, str]) -> list[Parameter]:
    return [parameter for parameter in parameters if parameter.name not in values]

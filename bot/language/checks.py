"""Says what a message catalogue lacks: sentences without words, wrong placeholders, words too long."""

from __future__ import annotations

import re
from collections.abc import Iterator
from string import Formatter

from babel.messages.catalog import Catalog, Message

_AT_MOST = re.compile(r"At most (\d+) characters\.")
_TYPED = re.compile(r"`[^`]*`")


def problems(catalogue: Catalog, template: Catalog) -> list[str]:
    """What is amiss, one line each; empty when every sentence of the template is said, and said safely."""
    return [line for wanted in template if wanted.id for line in _problems(wanted, catalogue)]


def untranslated(catalogue: Catalog, template: Catalog) -> list[str]:
    """The sentences that have no words yet, or only a guess."""
    return [_original(wanted) for wanted in template if wanted.id and not _is_said(wanted, catalogue)]


def _problems(wanted: Message, catalogue: Catalog) -> Iterator[str]:
    original = _original(wanted)
    if not _is_said(wanted, catalogue):
        yield f"no translation of {original!r}"
        return
    longest = _longest(wanted)
    for words in _said(catalogue[original]):
        if (broken := _differing(wanted, words)) is not None:
            yield f"{broken} in {words!r}, of {original!r}"
        elif longest is not None and len(words) > longest:
            yield f"{len(words)} characters where {longest} are allowed: {words!r}, of {original!r}"


def _is_said(wanted: Message, catalogue: Catalog) -> bool:
    found = catalogue.get(_original(wanted))
    if found is None or found.fuzzy or found.pluralizable != wanted.pluralizable:
        return False
    forms = catalogue.num_plurals if wanted.pluralizable else 1
    said = _said(found)
    return len(said) == forms and all(said)


def _differing(wanted: Message, words: str) -> str | None:
    """What a translation says that the original does not, or leaves out, and must not."""
    originals = [wanted.id] if isinstance(wanted.id, str) else list(wanted.id)
    try:
        if _placeholders(words) not in [_placeholders(one) for one in originals]:
            return "other placeholders"
    except ValueError:
        return "a brace that is not closed or not opened"
    if sorted(_TYPED.findall(words)) not in [sorted(_TYPED.findall(one)) for one in originals]:
        return "something to type that is another"
    return None


def _placeholders(words: str) -> list[str]:
    parsed = Formatter().parse(words)
    return sorted(f"{name}!{how}:{form}" for _, name, form, how in parsed if name is not None)


def _original(message: Message) -> str:
    return message.id if isinstance(message.id, str) else message.id[0]


def _said(message: Message | None) -> tuple[str, ...]:
    if message is None or message.string is None:
        return ()
    return (message.string,) if isinstance(message.string, str) else tuple(message.string)


def _longest(message: Message) -> int | None:
    stated = [match for comment in message.auto_comments if (match := _AT_MOST.fullmatch(comment))]
    return min(int(match[1]) for match in stated) if stated else None

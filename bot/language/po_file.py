"""Reads a message catalogue as translators write it (`.po`), quickly enough to do so at each start.

https://www.gnu.org/software/gettext/manual/html_node/PO-Files.html; Babel reads it too, with all that only
translators need, and takes ten times as long.
"""

from __future__ import annotations

import gettext
import re
from collections.abc import Callable, Iterator, Mapping
from typing import Final

_ESCAPED: Final = re.compile(r"\\(.)")
_MEANT: Final = {"n": "\n", "t": "\t", "r": "\r"}
_PLURAL: Final = re.compile(r"plural=([^;]+)")
_FLAGS: Final = "#,"
_AS_IN_ENGLISH: Final = "n != 1"
_Entry = Mapping[str, str]


class PoCatalogue(gettext.NullTranslations):
    """The words of one language; what it has none for, or only a guess, stays as it is."""

    def __init__(self, source: str) -> None:
        super().__init__()
        said = {_text(entry["msgid"]): _forms(entry) for entry in _entries(source) if _counts(entry)}
        self._info = _head(*said.pop("", ()))
        self._form = _form_for(self._info.get("plural-forms", ""))
        self._said = said

    def gettext(self, message: str) -> str:
        """The words for a sentence."""
        forms = self._said.get(message)
        return forms[0] if forms else message

    def ngettext(self, msgid1: str, msgid2: str, n: int) -> str:
        """The words for so many."""
        forms, form = self._said.get(msgid1, ()), self._form(n)
        return forms[form] if form < len(forms) else super().ngettext(msgid1, msgid2, n)


def _entries(source: str) -> Iterator[_Entry]:
    """What stands behind each keyword of an entry, without quotes, and behind the sign of its flags."""
    entry: dict[str, str] = {}
    keyword = ""
    for line in (*map(str.strip, source.split("\n")), ""):
        if line.startswith('"'):
            entry[keyword] += line[1:-1]
        elif not line.startswith("#") or line.startswith(_FLAGS):
            before = keyword
            keyword, _, words = line.partition(" ")
            if before.startswith("msgstr") and not keyword.startswith("msgstr"):
                yield entry
                entry = {}
            entry[keyword] = words.strip()[1:-1] if keyword != _FLAGS else entry.get(_FLAGS, "") + words


def _counts(entry: _Entry) -> bool:
    """Whether it is no guess, and meant wherever the sentence stands."""
    return "fuzzy" not in entry.get(_FLAGS, "") and "msgctxt" not in entry


def _forms(entry: _Entry) -> tuple[str, ...]:
    """The words, for each plural form where things are counted; the original's where there are none."""
    originals = [entry["msgid"], entry.get("msgid_plural", entry["msgid"])]
    said = [words for keyword, words in entry.items() if keyword.startswith("msgstr")]
    return tuple(_text(words or originals[min(form, 1)]) for form, words in enumerate(said))


def _head(words: str = "") -> dict[str, str]:
    """What a catalogue says about itself: the lines of its first entry by their names, in small letters."""
    lines = (line.partition(":") for line in words.splitlines())
    return {name.strip().lower(): said.strip() for name, _, said in lines}


def _form_for(plural_forms: str) -> Callable[[int], int]:
    """Which of the forms is for so many."""
    stated = _PLURAL.search(plural_forms)
    return gettext.c2py(stated[1] if stated else _AS_IN_ENGLISH)


def _text(quoted: str) -> str:
    return _ESCAPED.sub(lambda found: _MEANT.get(found[1], found[1]), quoted) if "\\" in quoted else quoted

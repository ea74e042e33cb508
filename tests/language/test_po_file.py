"""Catalogues are read quickly by us and thoroughly by Babel: both say the same."""

from __future__ import annotations

import gettext
import io
from pathlib import Path

import pytest
from babel.messages.catalog import Catalog
from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po

from bot.language.catalogue import OWN_NAME
from bot.language.po_file import PoCatalogue
from bot.language.update import catalogue_file, updated, write

pytestmark = pytest.mark.unit
CATALOGUES = sorted(catalogue_file("*").parents[2].glob("*/LC_MESSAGES/*.po"))
HEAD = r"""
msgid ""
msgstr ""
"Language: cs\n"
"Plural-Forms: nplurals=3; plural=(n==1 ? 0 : n>=2 && n<=4 ? 1 : 2);\n"
"""
ODD = r'''
#: bot/one.py
#. Comments of every kind.
#| msgid "what it was"
#, python-brace-format
msgid "{name} said \"no\"\t\\ twice\n"
msgstr ""
"{name} řekl "
"\"ne\"\t\\ dvakrát\n"
msgid "right behind it"
msgstr "hned za tím"
#, fuzzy
#, python-brace-format
msgid "a guess"
msgstr "odhad"

#, python-brace-format, fuzzy
msgid "another guess"
msgstr "jiný odhad"

msgctxt "door"
msgid "open"
msgstr "otevřené"

msgid "no words yet"
msgstr ""

msgid "{count} day"
msgid_plural "{count} days"
msgstr[0] "{count} den"
msgstr[1] "{count} "
"dny"
msgstr[2] ""

  msgid   "indented"
	msgstr "odsazené"

#~ msgid "obsolete"
#~ msgstr "zastaralé"

msgid "the last"
msgstr "poslední"'''


def compiled(source: str) -> gettext.GNUTranslations:
    file = io.BytesIO()
    write_mo(file, read_po(io.BytesIO(source.encode()), locale="cs"))
    file.seek(0)
    return gettext.GNUTranslations(file)


def said(source: str, catalogue: gettext.NullTranslations) -> dict[str, list[str]]:
    """What a catalogue says for every sentence of the source, guesses and obsolete ones too."""
    found = {}
    for message in read_po(io.BytesIO(source.encode()), locale="cs"):
        match message.id:
            case (str(one), str(many)):
                counted = [catalogue.ngettext(one, many, count) for count in range(6)]
                found[one] = [catalogue.gettext(one), *counted]
            case str(one) if one:
                found[one] = [catalogue.gettext(one)]
    return found


@pytest.mark.parametrize("file", CATALOGUES, ids=lambda file: file.parents[1].name)
def test_every_catalogue_says_what_babel_makes_of_it(file: Path) -> None:
    source = file.read_text(encoding="utf-8")
    assert said(source, PoCatalogue(source)) == said(source, compiled(source))


@pytest.mark.parametrize("end", ["", "\n", "\n\n# Somebody's last word.\n"])
def test_what_translators_may_write_is_read_as_babel_reads_it(end: str) -> None:
    source = HEAD + ODD + end
    found = said(source, PoCatalogue(source))
    assert found == said(source, compiled(source))
    assert found['{name} said "no"\t\\ twice\n'] == ['{name} řekl "ne"\t\\ dvakrát\n']
    assert found["{count} day"][1:4] == ["{count} days", "{count} den", "{count} dny"]
    assert (found["a guess"], found["no words yet"]) == (["a guess"], ["no words yet"])
    assert found["indented"] == ["odsazené"]


def test_a_sentence_that_the_catalogue_lacks_stays_as_it_is() -> None:
    catalogue = PoCatalogue(HEAD + ODD)
    assert (catalogue.gettext("open"), catalogue.gettext("obsolete")) == ("open", "obsolete")
    assert [catalogue.ngettext("one", "many", count) for count in (0, 1, 2)] == ["many", "one", "many"]


def test_without_a_word_on_plurals_things_are_counted_as_in_english() -> None:
    catalogue = PoCatalogue(
        'msgid "{count} day"\nmsgid_plural "{count} days"\nmsgstr[0] "Tag"\nmsgstr[1] "Tage"\n'
    )
    assert [catalogue.ngettext("{count} day", "{count} days", count) for count in (0, 1, 2)] == [
        "Tage",
        "Tag",
        "Tage",
    ]


def test_a_new_catalogue_says_what_its_language_is_called(tmp_path: Path) -> None:
    file = tmp_path / "fr" / "LC_MESSAGES" / "stem_bot.po"
    write(updated(file, Catalog()), file)
    assert PoCatalogue(file.read_text(encoding="utf-8")).info()[OWN_NAME.lower()] == "Français"

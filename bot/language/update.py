"""Begins a language, or brings it up to date with the source: `python -m bot.language.update fr`.

New sentences come in empty, those that nobody says any more go, and the whole is compiled to what the bot
reads (`.mo`); then it prints what has no words yet.
"""

from __future__ import annotations

import io
import sys
from datetime import UTC, datetime
from pathlib import Path

from babel import Locale
from babel.messages.catalog import Catalog
from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po, write_po

from bot.language.checks import untranslated
from bot.language.extract import TEMPLATE, WIDTH, collected

_BEGINNING = """\
# Words of stem-bot in this language. Write down here how people are addressed and which words are used for
# check-in, rating, facilitator and adviser, so that everybody who adds to it says the same."""


# Babel writes a day into each catalogue.
_NO_DAY = datetime(2000, 1, 1, tzinfo=UTC)


def catalogue_file(language: str) -> Path:
    """Where the words of a language are kept."""
    return TEMPLATE.parent / language / "LC_MESSAGES" / TEMPLATE.with_suffix(".po").name


def catalogue_in(file: Path) -> Catalog:
    """What a file says; the language is the name of its folder."""
    return read_po(io.BytesIO(file.read_bytes()), locale=file.parent.parent.name)


def updated(file: Path, template: Catalog) -> Catalog:
    """The words of a file for the sentences of the template, no more and no fewer."""
    language = Locale.parse(file.parent.parent.name)
    begun = Catalog(language, project="stem-bot", header_comment=_BEGINNING, fuzzy=False)
    catalogue = catalogue_in(file) if file.exists() else begun
    # A guess by likeness would have to be found again by somebody who knows the language.
    catalogue.update(template, no_fuzzy_matching=True)
    catalogue.obsolete.clear()
    return catalogue


def write(catalogue: Catalog, file: Path) -> None:
    """Keep a catalogue in the order of the template, without dates, names or line numbers."""
    text = io.BytesIO()
    write_po(text, catalogue, sort_output=True, omit_header=True, width=WIDTH, include_lineno=False)
    headers = {
        "Language": catalogue.locale_identifier,
        "Plural-Forms": catalogue.plural_forms,
        "Content-Type": "text/plain; charset=utf-8",
    }
    said = "".join(f'"{name}: {value}\\n"\n' for name, value in headers.items())
    top = f'{catalogue.header_comment}\nmsgid ""\nmsgstr ""\n{said}\n'
    file.parent.mkdir(parents=True, exist_ok=True)
    file.write_text(top + text.getvalue().decode(), encoding="utf-8")
    file.with_suffix(".mo").write_bytes(compiled(file))


def compiled(file: Path) -> bytes:
    """What the bot reads of a catalogue; the same bytes for the same words."""
    catalogue, made = catalogue_in(file), io.BytesIO()
    catalogue.creation_date = catalogue.revision_date = _NO_DAY
    write_mo(made, catalogue)
    return made.getvalue()


def main(language: str) -> None:
    """Bring one language up to date and say what has no words yet."""
    file, template = catalogue_file(language), collected()
    catalogue = updated(file, template)
    write(catalogue, file)
    missing = untranslated(catalogue, template)
    sys.stdout.write("".join(f"{sentence!r}\n" for sentence in missing))
    sys.stdout.write(f"{file}: {len(missing)} of {len(template)} sentences have no words yet\n")


if __name__ == "__main__":
    main(*sys.argv[1:])

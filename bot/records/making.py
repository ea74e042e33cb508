"""Makes the file of a record in a process of its own: all that it needs comes as JSON data."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any, Final

from bot.chat.messenger import File
from bot.language.catalogue import phrases_in
from bot.language.reader import Reader
from bot.records.formats import FORMATS
from bot.records.glance import Glance, from_data, to_data

MODULE: Final = __name__


def given(glance: Glance, form: str, reader: Reader) -> dict[str, Any]:
    """What `make` needs for a record in a format, in the language of a reader."""
    read_by = {"zone": reader.zone, "locale": reader.locale, "now": reader.now.isoformat()}
    return {"glance": to_data(glance), "format": form, "reader": read_by}


def make(given: Mapping[str, Any]) -> File:
    """The file; its name says the team and the year."""
    glance, form, read_by = from_data(given["glance"]), FORMATS[given["format"]], given["reader"]
    reader = Reader(read_by["zone"], read_by["locale"], datetime.fromisoformat(read_by["now"]))
    with TemporaryDirectory() as folder:
        file = Path(folder) / "record"
        form.write(file, [glance], phrases_in(reader.locale), reader)
        content = file.read_bytes()
    return File(f"{glance.team}-{glance.year}.{form.name}", form.media_type, "", content)

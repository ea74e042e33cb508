"""Makes the file of a record in a process of its own: all that it needs comes as JSON data."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import asdict
from datetime import datetime
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any, Final

from bot.chat.messenger import File
from bot.language.catalogue import phrases_in
from bot.language.reader import Reader
from bot.records.formats import FORMATS
from bot.records.glance import Confirmation, Record, from_data, to_data

MODULE: Final = __name__


def given(record: Record, form: str, reader: Reader) -> dict[str, Any]:
    """What `make` needs for a record in a format, in the language of a reader."""
    read_by = {"zone": reader.zone, "locale": reader.locale, "now": reader.now.isoformat()}
    confirmed = None if record.confirmation is None else asdict(record.confirmation)
    return {"glance": to_data(record.glance), "confirmed": confirmed, "format": form, "reader": read_by}


def make(given: Mapping[str, Any]) -> File:
    """The file; its name says the team and the year."""
    glance, form, read_by = from_data(given["glance"]), FORMATS[given["format"]], given["reader"]
    confirmed = None if given["confirmed"] is None else Confirmation(**given["confirmed"])
    reader = Reader(read_by["zone"], read_by["locale"], datetime.fromisoformat(read_by["now"]))
    with TemporaryDirectory() as folder:
        file = Path(folder) / "record"
        form.write(file, [Record(glance, confirmed)], phrases_in(reader.locale), reader)
        content = file.read_bytes()
    return File(f"{glance.team}-{glance.year}.{form.name}", form.media_type, "", content)

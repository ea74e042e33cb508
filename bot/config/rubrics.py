"""The folders with a district's own rubrics: named in `config.yaml`, loaded after the packaged ones."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

from pydantic import AfterValidator, ValidationInfo, WithJsonSchema

from bot.config.document import Document
from bot.config.model import surroundings
from bot.config.problems import Wrong
from rubric.load import load_library
from rubric.model import Library

KEY = "rubrics"


def _folder(given: str, info: ValidationInfo) -> str:
    folder = _path(given, surroundings(info).folder)
    if not folder.is_dir():
        what = f"there is no folder '{folder}'"
        raise Wrong(what, "Write the folder that holds your rubrics; its path starts at this file's folder")
    return str(folder)


RubricFolder = Annotated[str, AfterValidator(_folder), WithJsonSchema({"type": "string"})]


def library_named_in(document: Document, folder: Path) -> Library:
    """The library that a config asks for, before the rest of it is read against it; raises RubricInvalid.

    What is no folder is left out here and told with the config's other problems.
    """
    names = [given for _, given in document.found(KEY, "*") if isinstance(given, str)]
    return load_library(*(path for path in (_path(name, folder) for name in names) if path.is_dir()))


def _path(given: str, folder: Path) -> Path:
    return folder / Path(given).expanduser()

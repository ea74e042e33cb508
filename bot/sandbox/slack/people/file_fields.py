"""Files that a person gives to a form: checked as Slack's client checks them, stored, and described."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from pathlib import PurePosixPath

from bot.sandbox.hands import CannotDo
from bot.sandbox.residents import LocalFile
from bot.sandbox.slack.file_shape import file_json
from bot.sandbox.slack.form_values import slot_of
from bot.sandbox.slack.records import Json, View
from bot.sandbox.slack.sight.forms import most_files
from bot.sandbox.slack.town import Town
from bot.sandbox.slack.workspace import Workspace


def with_files(
    town: Town,
    workspace: Workspace,
    view: View,
    blocks: Mapping[str, Json],
    given: Mapping[str, Sequence[LocalFile]],
) -> View:
    """The view with the files in its fields; CannotDo for a field that takes no such file, or not as many."""
    entries = view.entries
    for field, files in given.items():
        block = blocks.get(field)
        if block is None or block["element"]["type"] != "file_input":
            raise CannotDo(f"The form has no field {field!r} for files.")
        _check(block, files)
        stored = tuple(_stored(town, workspace, view.user, file) for file in files)
        entries = entries.with_files(slot_of(block, block["element"]), stored)
    return replace(view, entries=entries)


def _check(block: Json, files: Sequence[LocalFile]) -> None:
    element, label = block["element"], block["label"]["text"]
    if len(files) > most_files(element):
        raise CannotDo(f"The field {label!r} takes at most {most_files(element)} files, not {len(files)}.")
    filetypes = element.get("filetypes")
    endings = {str(ending).lower() for ending in filetypes} if isinstance(filetypes, list) else set()
    for file in files:
        ending = PurePosixPath(file.name).suffix.removeprefix(".").lower()
        if endings and ending not in endings:
            raise CannotDo(f"The field {label!r} takes {', '.join(sorted(endings))}, not {file.name!r}.")


def _stored(town: Town, workspace: Workspace, user: str, file: LocalFile) -> Json:
    upload = town.uploads.announce(workspace.home.id, file.name, len(file.content))
    town.uploads.receive(upload.id, file.content)
    shown = file_json(town.address, upload, file.name, user, town.stamps.now())
    return town.uploads.complete(town.uploads.ready(workspace.home.id, upload.id), shown)

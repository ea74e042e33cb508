"""Reads the manifest of somebody's Slack app, YAML or JSON, and says on which line it is wrong."""

from __future__ import annotations

import json
import re
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from bot.config.document import Document, KeyPath
from bot.config.problems import Invalid
from bot.config.read_yaml import read_document
from bot.sandbox.slack.manifest import AppManifest
from bot.sandbox.slack.manifest_data import ManifestError

_WHERE = re.compile(r"manifest((?:\.\w+|\[\d+\])*) ")
_STEP = re.compile(r"\.(\w+)|\[(\d+)\]")
_REMEDY = "See it as Slack shows it: api.slack.com/apps, your app, App Manifest"


def read_app_manifest(file: Path) -> Mapping[str, Any]:
    """The manifest as data; raises Invalid with every problem of the file, or the first of the manifest."""
    document = _read(file)
    if document.problems:
        raise Invalid(document.problems)
    if not isinstance(document.data, dict):
        raise Invalid([document.problem((), "the file holds no manifest", _REMEDY)])
    try:
        AppManifest.read(document.data)
    except ManifestError as error:
        raise Invalid([_problem(document, str(error))]) from error
    return document.data


def _read(file: Path) -> Document:
    """The file as YAML, which JSON is too, unless tabs indent it: then as JSON, whose lines nobody knows."""
    try:
        return read_document(file)
    except Invalid:
        try:
            return Document(str(file), json.loads(file.read_bytes()), {}, ())
        except (OSError, ValueError, RecursionError):
            pass
        raise


def _problem(document: Document, told: str) -> Any:
    found = _WHERE.match(told)
    path: KeyPath = tuple(name or int(index) for name, index in _STEP.findall(found[1])) if found else ()
    what = told[found.end() :] if found and path else told
    return document.problem(path, what.rstrip("."), _REMEDY)

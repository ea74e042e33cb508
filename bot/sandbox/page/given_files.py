"""Files that a script or the page gives to a form, as base64 in JSON."""

from __future__ import annotations

import base64
import binascii
import re
from collections.abc import Mapping

from bot.sandbox.page.malformed import Malformed, TooLarge
from bot.sandbox.residents import LocalFile

LARGEST_FILES = 8 * 1024 * 1024
_NAMES = {"name", "media_type", "content"}
_EXPECTED = 'Expected "files": {"field id": [{"name": "…", "media_type": "text/plain", "content": "base64"}]}'
_MEDIA_TYPE = re.compile(r"[\w.+-]+/[\w.+-]+", re.ASCII)
_NOT_IN_A_NAME = re.compile(r"[\x00-\x1f\x7f/\\\ud800-\udfff]")
_LONGEST_NAME = 255


def given_files(given: object) -> Mapping[str, tuple[LocalFile, ...]]:
    """Read the files by field; Malformed unless they are of that shape, TooLarge above 8 MiB in all."""
    if not isinstance(given, dict):
        raise Malformed(f'"files" is no object. {_EXPECTED}')
    files = {field: _files(field, listed) for field, listed in given.items()}
    if sum(len(file.content) for listed in files.values() for file in listed) > LARGEST_FILES:
        raise TooLarge(f"The files are larger than {LARGEST_FILES // 1024 // 1024} MiB in all.")
    return files


def _files(field: str, listed: object) -> tuple[LocalFile, ...]:
    if not isinstance(listed, list):
        raise Malformed(f'The files of "{field}" are no list. {_EXPECTED}')
    return tuple(_file(f"File {number} of {field!r}", one) for number, one in enumerate(listed, start=1))


def _file(which: str, given: object) -> LocalFile:
    if not isinstance(given, dict) or given.keys() != _NAMES:
        raise Malformed(f"{which} needs {', '.join(sorted(_NAMES))} and nothing else. {_EXPECTED}")
    if not all(isinstance(value, str) for value in given.values()):
        raise Malformed(f"{which} holds something that is no string. {_EXPECTED}")
    name, media_type = given["name"], given["media_type"]
    if not name or len(name) > _LONGEST_NAME or _NOT_IN_A_NAME.search(name):
        raise Malformed(f"{which} needs a name as files have: without slashes, at most {_LONGEST_NAME} long")
    if not _MEDIA_TYPE.fullmatch(media_type):
        raise Malformed(f"{which} needs a media type such as text/plain or image/png")
    return LocalFile(name, media_type, _content(which, given["content"]))


def _content(which: str, encoded: str) -> bytes:
    try:
        return base64.b64decode(encoded, validate=True)
    except (binascii.Error, ValueError):
        raise Malformed(f"The content of {which[0].lower()}{which[1:]} is no base64. {_EXPECTED}") from None

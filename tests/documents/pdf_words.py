"""Reads the words of a PDF as other programs do, by its ToUnicode tables, page by page."""

from __future__ import annotations

import re
import zlib

_OBJECT = re.compile(rb"(?:^|\n)(\d+) 0 obj\n(.*?)(?=stream\n|endobj)", re.DOTALL)
_LENGTH = re.compile(rb"/Length (\d+)")
_SHOWN = re.compile(rb"/F(\d+) [\d.]+ Tf|\(((?:\\.|[^\\)])*)\) Tj", re.DOTALL)
_ESCAPES = {b"r": b"\r", b"n": b"\n", b"t": b"\t", b"b": b"\b", b"f": b"\f"}


def pages_of(content: bytes) -> list[str]:
    """The words of each page, a line for each piece of text that is set."""
    objects = _objects(content)
    fonts = {int(number): _letters(objects, int(font)) for number, font in _fonts(objects)}
    pages = [about for about, _ in objects.values() if b"/Type /Page\n" in about]
    return [_words(objects[_reference(about, b"Contents")][1], fonts) for about in pages]


def _objects(content: bytes) -> dict[int, tuple[bytes, bytes]]:
    """Each object's dictionary and its stream, unpacked, by its number."""
    found: dict[int, tuple[bytes, bytes]] = {}
    at = 0
    while match := _OBJECT.search(content, at):
        about, at = match[2], match.end()
        stream = b""
        if content.startswith(b"stream\n", at) and (length := _LENGTH.search(about)):
            begins = at + len(b"stream\n")
            at = begins + int(length[1])
            stream = content[begins:at]
        packed = b"/FlateDecode" in about and b"/Image" not in about
        found[int(match[1])] = (about, zlib.decompress(stream) if packed else stream)
    return found


def _fonts(objects: dict[int, tuple[bytes, bytes]]) -> set[tuple[bytes, bytes]]:
    return {each for about, _ in objects.values() for each in re.findall(rb"/F(\d+) (\d+) 0 R", about)}


def _letters(objects: dict[int, tuple[bytes, bytes]], font: int) -> dict[int, str]:
    table = objects[_reference(objects[font][0], b"ToUnicode")][1]
    pairs = re.findall(rb"<([0-9A-F]{4})> <([0-9A-F]+)>\n", table)
    return {int(code, 16): bytes.fromhex(letters.decode()).decode("utf-16-be") for code, letters in pairs}


def _reference(about: bytes, name: bytes) -> int:
    match = re.search(rb"/" + name + rb" (\d+) 0 R", about)
    assert match
    return int(match[1])


def _words(stream: bytes, fonts: dict[int, dict[int, str]]) -> str:
    said: list[str] = []
    letters: dict[int, str] = {}
    for shown in _SHOWN.finditer(stream):
        if shown[1]:
            letters = fonts[int(shown[1])]
        else:
            codes = re.sub(rb"\\(.)", _unescaped, shown[2], flags=re.DOTALL)
            pairs = zip(codes[::2], codes[1::2], strict=True)
            said.append("".join(letters[high * 256 + low] for high, low in pairs))
    return "\n".join(said)


def _unescaped(match: re.Match[bytes]) -> bytes:
    return _ESCAPES.get(match[1], match[1])

"""One request as the fuzzer wants to send it, and the ways in which its arguments can travel."""

from __future__ import annotations

import secrets
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any
from urllib.parse import quote_from_bytes

from tests.sandbox.fuzz.junk import Junk

CONTENT_TYPES = (
    "application/json",
    "application/json; charset=utf-8",
    "application/json; charset=nonsense",
    "application/x-www-form-urlencoded",
    "application/x-www-form-urlencoded; charset=utf-16",
    "multipart/form-data",
    "multipart/form-data; boundary=x",
    "text/plain",
    "application/octet-stream",
    "nonsense",
    ";;;",
)


@dataclass(frozen=True, slots=True)
class Wanted:
    """`path` is below the server's address and already quoted."""

    method: str
    path: str
    headers: Mapping[str, str] = field(default_factory=dict)
    body: bytes = b""

    def with_headers(self, **headers: str) -> Wanted:
        named = {name.replace("_", "-"): value for name, value in headers.items()}
        return Wanted(self.method, self.path, {**self.headers, **named}, self.body)

    def __str__(self) -> str:
        shown = self.body if len(self.body) < 2000 else self.body[:2000] + b" (and more)"
        return f"{self.method} {self.path}\n{dict(self.headers)}\n{shown!r}"


def quoted(text: object) -> str:
    return quote_from_bytes(_bytes(text), safe="")


def form_encoded(junk: Junk, arguments: Mapping[str, Any]) -> bytes:
    """A form; lists and objects as JSON, as Slack's clients send them."""
    fields = [f"{quoted(name)}={quoted(_plain(junk, value))}" for name, value in arguments.items()]
    if fields and junk.chance(0.05):
        fields.append(junk.random.choice(fields))
    return "&".join(fields).encode()


def multipart(junk: Junk, fields: Mapping[str, Any], files: Mapping[str, bytes]) -> tuple[str, bytes]:
    """The content type and the body of a form with files; now and then with its end missing."""
    boundary = secrets.token_hex(8)
    parts = [
        f'--{boundary}\r\nContent-Disposition: form-data; name="{_name(name)}"\r\n\r\n'.encode()
        + _bytes(_plain(junk, value))
        + b"\r\n"
        for name, value in fields.items()
    ]
    for name, content in files.items():
        told = f'form-data; name="{_name(name)}"; filename="{_name(junk.text())}"'
        kind = junk.random.choice(("text/plain", "image/png", "nonsense", "text/plain; charset=nope"))
        head = f"--{boundary}\r\nContent-Disposition: {told}\r\nContent-Type: {kind}\r\n\r\n"
        parts.append(head.encode("utf-8", "replace") + content + b"\r\n")
    body = b"".join(parts) + f"--{boundary}--\r\n".encode()
    if junk.chance(0.1):
        body = body[: junk.random.randrange(len(body))]
    return f"multipart/form-data; boundary={boundary}", body


def _name(text: str) -> str:
    return text.replace('"', "").replace("\r", "").replace("\n", "").encode("utf-8", "replace").decode()


def _plain(junk: Junk, value: Any) -> str:
    return value if isinstance(value, str) else junk.encoded(value).decode("utf-8", "replace")


def _bytes(text: object) -> bytes:
    return str(text).encode("utf-8", "surrogatepass")

"""Addresses of people and programs in neither workspace, and of the machines that lead to them."""

from __future__ import annotations

import re
import unicodedata
from ipaddress import ip_address
from typing import Annotated, Any
from urllib.parse import urlsplit

from pydantic import AfterValidator, BeforeValidator, Field, WithJsonSchema

from bot.config.problems import Wrong
from bot.config.values import Name, matching

_LOCAL_PART = r"[A-Za-z0-9!#$%&'*+/=?^_`{|}~-]+(?:\.[A-Za-z0-9!#$%&'*+/=?^_`{|}~-]+)*"
_LABEL = r"[A-Za-z0-9](?:[A-Za-z0-9-]{0,61}[A-Za-z0-9])?"
_EMAIL = rf"(?=.{{3,254}}\Z){_LOCAL_PART}@{_LABEL}(?:\.{_LABEL})*"
_PART = r"[A-Za-z0-9_](?:[A-Za-z0-9_-]{0,61}[A-Za-z0-9_])?"
# A name, or an address of either version; what nobody can look up would fail only when something is sent.
_HOST = rf"(?:{_PART}(?:\.{_PART})*\.?|[0-9A-Fa-f.]*:[0-9A-Fa-f:.]*)"
_SHORT_ID = r"[a-z0-9-]{1,24}"
_HIGHEST_PORT = 65535
_BREAKS = frozenset({"Cc", "Zl", "Zp"})


def is_this_machine(host: str) -> bool:
    """Whether a host can be nobody else than the machine that the bot runs on."""
    try:
        return ip_address(host).is_loopback
    except ValueError:
        return host.rstrip(".").lower() == "localhost"


def _one_line(name: str) -> str:
    if any(unicodedata.category(each) in _BREAKS for each in name):
        raise Wrong("the name holds a line break or another sign that steers", "Write it in one line")
    return name


def _hook(value: Any) -> str:
    # The address itself is not repeated: for many services it is as good as a password.
    remedy = "Write one such as https://example.org/hooks/stem"
    if not isinstance(value, str) or not re.fullmatch(r"https?://[!-~]+", value):
        raise Wrong("this is not an address that begins with https://", remedy)
    try:
        parts = urlsplit(value)
        host, _port = parts.hostname or "", parts.port
    except ValueError as error:
        raise Wrong("this is not an address that can be called", remedy) from error
    if not re.fullmatch(_HOST, host):
        raise Wrong("the address names no host", remedy)
    if parts.username is not None or parts.fragment:
        what = "the address holds a password or a part behind '#', which are not sent"
        raise Wrong(what, "Take them out; what comes is known by its signature")
    if parts.scheme != "https" and not is_this_machine(host):
        raise Wrong("http:// can be read and changed on the way; only this machine may be called so", remedy)
    return value


OneLineName = Annotated[Name, AfterValidator(_one_line)]
EmailAddress = Annotated[
    str,
    BeforeValidator(
        matching(
            _EMAIL,
            "an e-mail address",
            "Write only the address, such as ana@example.org; a domain with other letters in its xn-- form",
        )
    ),
    WithJsonSchema({"type": "string", "format": "email", "maxLength": 254}),
]
HookAddress = Annotated[
    str, BeforeValidator(_hook), WithJsonSchema({"type": "string", "pattern": "^https?://"})
]
Host = Annotated[
    str,
    BeforeValidator(
        matching(_HOST, "the name or address of a machine", "Write one such as smtp.example.org")
    ),
    WithJsonSchema({"type": "string", "pattern": f"^{_HOST}$"}),
]
Port = Annotated[int, Field(strict=True, ge=1, le=_HIGHEST_PORT)]
OutsideId = Annotated[
    str,
    BeforeValidator(
        matching(
            _SHORT_ID, "an id", "Use up to 24 small letters, digits and hyphens, such as rotary or ana-lima"
        )
    ),
    WithJsonSchema({"type": "string", "pattern": f"^{_SHORT_ID}$"}),
]

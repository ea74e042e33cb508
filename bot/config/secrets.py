"""Finds tokens where none may stand: in a file that people copy, show and keep under version control."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

from bot.config.document import Document, KeyPath
from bot.config.problems import Problem

# Slack: https://docs.slack.dev/authentication/tokens. Discord: three parts, the first an id in base 64.
# Webhooks: https://github.com/standard-webhooks/standard-webhooks, a word before base 64.
TOKEN = re.compile(
    r"x(?:ox[a-z](?:\.xox[a-z])?|app)-[A-Za-z0-9-]{6,}|[\w-]{23,30}\.[\w-]{6,7}\.[\w-]{27,}"
    r"|whsec_[A-Za-z0-9+/=_-]{6,}",
    re.ASCII,
)
_WHAT = "looks like a token, and tokens do not belong in this file"
_REMEDY = (
    "Give it in an environment variable that '…_env' names, or in a file that '…_file' names; "
    "if anybody else could read this file, make a new token"
)


def token_problems(document: Document) -> Iterator[Problem]:
    """A problem for every key and value that looks like a token; the token is not repeated."""
    for path in _tokens(document.data, ()):
        clean = tuple("…" if isinstance(step, str) and TOKEN.search(step) else step for step in path)
        problem = document.problem(path, _WHAT, _REMEDY)
        yield Problem(problem.file, problem.line, document.problem(clean, "", "").key, _WHAT, _REMEDY)


def _tokens(data: Any, path: KeyPath) -> Iterator[KeyPath]:
    if isinstance(data, dict):
        for key, value in data.items():
            if TOKEN.search(key):
                yield (*path, key)
            yield from _tokens(value, (*path, key))
    elif isinstance(data, list):
        for index, value in enumerate(data):
            yield from _tokens(value, (*path, index))
    elif isinstance(data, str) and TOKEN.search(data):
        yield path

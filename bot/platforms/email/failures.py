"""What went wrong with a mail server, in the bot's three words: not sent, refused, unclear.

Until all of a message is handed over it is surely not sent. RFC 5321: 4 is "not now", 5 is "never"; an answer
after the last dot decides, and where it is lost nobody knows.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from contextlib import contextmanager

from aiosmtplib import (
    SMTPAuthenticationError,
    SMTPException,
    SMTPRecipientRefused,
    SMTPResponseException,
)

from bot.chat.messenger import NotSent, Refused, Unclear

_CLOSING, _NEVER, _TOO_BIG = 421, 500, 552
_NOBODY_THERE = frozenset({550, 551, 553})
# The enhanced codes of RFC 3463: a rule forbids it, or the message is too big.
_BY_A_RULE = re.compile(r"5\.7\.")
_BY_ITS_SIZE = re.compile(r"5\.(?:2\.3|3\.4)")
_SOON, _IN_A_WHILE, _UNTIL_SOMEBODY_LOOKED = 30.0, 60.0, 300.0


@contextmanager
def reaching() -> Iterator[None]:
    """For everything before the recipient is named: what fails concerns all messages."""
    try:
        yield
    except SMTPAuthenticationError as problem:
        pause = _UNTIL_SOMEBODY_LOOKED if problem.code >= _NEVER else _IN_A_WHILE
        raise NotSent(f"the mail server does not let the bot sign in ({problem.code})", pause) from problem
    except SMTPResponseException as problem:
        pause = _UNTIL_SOMEBODY_LOOKED if problem.code >= _NEVER else _IN_A_WHILE
        raise NotSent(_says(problem), pause) from problem
    except (SMTPException, OSError, TimeoutError) as problem:
        raise NotSent(f"no connection to the mail server: {type(problem).__name__}", _SOON) from problem


@contextmanager
def addressing() -> Iterator[None]:
    """For naming the recipient."""
    try:
        with reaching():
            yield
    except NotSent as not_sent:
        problem = not_sent.__cause__
        if isinstance(problem, SMTPRecipientRefused):
            raise _of_recipient(problem) from problem
        raise


@contextmanager
def handing_over() -> Iterator[None]:
    """For the message itself."""
    try:
        yield
    except SMTPResponseException as problem:
        raise _of_message(problem) from problem
    except (SMTPException, OSError, TimeoutError) as problem:
        raise Unclear(f"the mail server's answer was lost: {type(problem).__name__}") from problem


def _says(problem: SMTPResponseException) -> str:
    # The library's code for what is no answer of a mail server is below zero.
    return f"the mail server says {problem.code}" if problem.code > 0 else "what answers is no mail server"


def _of_recipient(problem: SMTPResponseException) -> NotSent | Refused:
    if problem.code == _CLOSING:
        return NotSent("the mail server is closing", _IN_A_WHILE)
    if problem.code < _NEVER:
        # A server that does not know us yet lets us wait so for some minutes.
        return NotSent(f"not taken for this address yet ({problem.code})", _UNTIL_SOMEBODY_LOOKED, alone=True)
    if problem.code in _NOBODY_THERE and not _BY_A_RULE.match(problem.message):
        return Refused("account-gone", str(problem.code))
    return Refused("no-permission", str(problem.code))


def _of_message(problem: SMTPResponseException) -> NotSent | Refused | Unclear:
    if not _CLOSING <= problem.code < _NEVER + 100:
        return Unclear(f"the mail server's answer cannot be read ({problem.code})")
    if problem.code == _CLOSING:
        return NotSent("the mail server is closing", _IN_A_WHILE)
    if problem.code < _NEVER:
        return NotSent(f"not taken yet ({problem.code})", _UNTIL_SOMEBODY_LOOKED, alone=True)
    if problem.code == _TOO_BIG or _BY_ITS_SIZE.match(problem.message):
        return Refused("file", str(problem.code))
    return Refused("invalid", str(problem.code))

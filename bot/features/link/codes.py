"""The codes that tie accounts: shown to one, entered by another; good once, for ten minutes."""

from __future__ import annotations

import secrets
from datetime import timedelta
from hashlib import sha256

from sqlalchemy import ColumnElement, and_, func, select, update

from bot.chat.events import Person as Who
from bot.chat.text import Markup
from bot.desk import Desk
from bot.store.models import Change, LinkCode

# No two of these look alike, in small letters or in bad handwriting.
ALPHABET = "3479ACDEFHJKMNPRTWXY"
LENGTH = 8
GOOD_FOR = timedelta(minutes=10)
TRIES, TRIES_WITHIN = 5, timedelta(hours=1)
_RECORD = "link code"


def new_code(desk: Desk, who: Who) -> str:
    """A code for that account, in two halves of four; an earlier one is good no more."""
    desk.session.execute(
        update(LinkCode).where(_of(who), LinkCode.used_at.is_(None)).values(used_at=desk.now)
    )
    code = "".join(secrets.choice(ALPHABET) for _ in range(LENGTH))
    desk.session.add(
        LinkCode(
            fingerprint=_fingerprint(code),
            platform=who.platform,
            workspace=who.workspace,
            account=who.account,
            made_at=desk.now,
            expires_at=desk.now + GOOD_FOR,
        )
    )
    return f"{code[: LENGTH // 2]}-{code[LENGTH // 2 :]}"


def find(desk: Desk, who: Who, typed: str) -> LinkCode | Markup:
    """The code that was typed, or why it is no good; a code that nobody was shown counts as a wrong try."""
    t = desk.t
    if _tries(desk, who) >= TRIES:
        return t("That were too many wrong codes. Please wait an hour, then begin anew with `/stem link`.")
    code = desk.session.scalar(
        select(LinkCode).where(LinkCode.fingerprint == _fingerprint(typed)).with_for_update()
    )
    if code is None:
        _note_wrong(desk, who)
        return t(
            "I know no such code. Type it as it was shown, such as `/stem link {code}`. A new one: "
            "`/stem link` on the other platform.",
            code="ABCD-EFGH",
        )
    if code.used_at is not None:
        return t("That code was used already, or a newer one was made. A new one: `/stem link` over there.")
    if code.expires_at <= desk.now:
        return t("That code was good for ten minutes, which are over. A new one: `/stem link` over there.")
    if (code.platform, code.workspace, code.account) == (who.platform, who.workspace, who.account):
        return t(
            "This is the code of this very account. Enter it on the other platform, where it is not known."
        )
    return code


def _tries(desk: Desk, who: Who) -> int:
    return (
        desk.session.scalar(
            select(func.count())
            .select_from(Change)
            .where(Change.record == _RECORD, Change.record_id == who.path)
            .where(Change.at > desk.now - TRIES_WITHIN)
        )
        or 0
    )


def _note_wrong(desk: Desk, who: Who) -> None:
    desk.session.add(
        Change(
            at=desk.now,
            who=f"account:{who.path}",
            through=f"{who.platform} command link",
            record=_RECORD,
            record_id=who.path,
            what="wrong",
        )
    )


def _of(who: Who) -> ColumnElement[bool]:
    return and_(
        LinkCode.platform == who.platform,
        LinkCode.workspace == who.workspace,
        LinkCode.account == who.account,
    )


def _fingerprint(typed: str) -> str:
    plain = "".join(letter for letter in typed.upper() if letter.isalnum())
    return sha256(plain.encode()).hexdigest()

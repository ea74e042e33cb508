"""A team's digest reaches partners and webhooks once each, and whom it concerns is told when it cannot."""

from __future__ import annotations

from base64 import b64decode, b64encode
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest
from sqlalchemy import select

from bot.app import App, assemble
from bot.chat import limits
from bot.chat.card_data import card_from_data
from bot.chat.cards import in_plain_words
from bot.config.load import load_settings
from bot.config.tokens import resolve_tokens
from bot.declared.installation import sync_installation
from bot.outlets import outlets
from bot.sandbox.movable_clock import MovableClock
from bot.store.engine import open_store
from bot.store.models import Change, Delivery, Outside
from rubric.load import load_library
from tests.builders import Someone, add_schedule, add_state, add_team
from tests.platforms.email.mail_server import MailServer, mail_server
from tests.platforms.webhook.receiver import SECRET, Answer, Receiver, receiver

if TYPE_CHECKING:
    from sqlalchemy.orm import Session

pytestmark = pytest.mark.wire

LIBRARY = load_library()
MONDAY = datetime(2026, 11, 30, 14, tzinfo=UTC)
FRIDAY_AT_FOUR = datetime(2026, 12, 4, 21, tzinfo=UTC)
WEEK = timedelta(days=7)
FAY = Someone("fay", ("slack",), permission="facilitator")
ENVIRONMENT = {
    "SLACK_APP_TOKEN": "xapp-1",
    "SLACK_BOT_TOKEN": "xoxb-1",
    "BOARD": f"whsec_{b64encode(SECRET).decode()}",
}
CONFIG = """\
platforms:
  slack: {{app_token_env: SLACK_APP_TOKEN, workspaces: {{T0SLT: {{bot_token_env: SLACK_BOT_TOKEN}}}}}}
email:
  {{host: 127.0.0.1, port: {port}, security: none, from_address: bot@a.example, reply_to: o@a.example,
   messages_per_minute: 6000}}
teams:
  riverbend:
    name: Riverbend SLT
    zone: America/New_York
    channels: {{slack: [{{workspace: T0SLT, channel: C0SLT}}]}}
"""
ANA = """\
    partners:
      - {id: ana, name: Ana Lima, email: ana@example.org, agreed_on: 2026-09-01, locale: es-MX}
"""
BOARD = "    webhooks: [{{id: board, url: '{url}', secret_env: BOARD}}]\n"


@dataclass
class Premises:
    """A database, a mail server, a receiver; the bot between them may be started anew with other settings."""

    folder: Path
    url: str
    mail: MailServer
    hook: Receiver
    clock: MovableClock

    @asynccontextmanager
    async def bot(self, partners: str = ANA) -> AsyncIterator[App]:
        """The bot, which delivers when it is told to."""
        file = self.folder / "config.yaml"
        text = CONFIG.format(port=self.mail.port) + partners + BOARD.format(url=self.hook.address)
        file.write_text(text, encoding="utf-8")
        settings = load_settings(file, LIBRARY)
        store, now = open_store(self.url), self.clock.now()
        await store.write(partial(sync_installation, settings=settings, library=LIBRARY, now=now))
        outside = outlets(settings, resolve_tokens(settings, ENVIRONMENT, str(file)), self.clock)
        app = assemble(store, self.clock, LIBRARY, lambda _reception: (), outside=outside)
        app.postman.settle = timedelta()
        try:
            await app.settle()
            yield app
        finally:
            await app.stop()

    async def friday(self, app: App, weeks: int = 0, later: timedelta = timedelta()) -> None:
        """Let the digest's time come."""
        self.clock.move_to(FRIDAY_AT_FOUR + weeks * WEEK + later)
        await app.settle()


@pytest.fixture
async def premises(tmp_path: Path, migrated_url: str) -> AsyncIterator[Premises]:
    """On each database: a team with a facilitator and a digest for those outside."""
    clock, store = MovableClock(MONDAY), open_store(migrated_url)
    settings = {"to": ["partners", "webhooks"], "picture": "none"}
    await store.write(lambda session: add_team(session, (FAY,)))
    await store.write(lambda session: add_schedule(session, "digest", "every friday", time(16), settings))
    await store.close()
    async with mail_server() as mail, receiver() as hook:
        yield Premises(tmp_path, migrated_url, mail, hook, clock)


def sent(session: Session) -> list[tuple[str, str, str]]:
    """What was written to whom outside, and how it ended."""
    rows = session.scalars(select(Delivery).where(Delivery.kind == "digest").order_by(Delivery.id))
    return [(one.platform, one.channel or "", one.state) for one in rows]


def told(session: Session) -> list[str]:
    """What the facilitator is told."""
    rows = session.scalars(select(Delivery).where(Delivery.kind == "notice").order_by(Delivery.id))
    return [in_plain_words(card_from_data(one.card)) for one in rows]


def everything(session: Session) -> str:
    """All that is known of what was written."""
    return repr([vars(one) for one in session.scalars(select(Delivery))])


async def test_a_digest_reaches_each_once(premises: Premises) -> None:
    async with premises.bot() as app:
        await premises.friday(app)
        await app.settle()
        assert await app.store.read(sent) == [("email", "ana", "sent"), ("webhook", "board", "sent")]
        assert await app.store.read(told) == []
        rows = await app.store.read(
            lambda session: repr([vars(one) for one in session.scalars(select(Delivery))])
        )
    assert "ana@example.org" not in rows
    assert premises.mail.recipients == ["ana@example.org"]
    assert premises.mail.one()["Content-Language"] == "es-MX"
    (came,) = premises.hook.came
    assert (came["team"], came["day"], came["language"]) == ("riverbend", "2026-12-04", "en")
    assert came["id"] == premises.hook.ids[0]


async def test_lost_answers_bring_a_copy_that_is_known_as_one(premises: Premises) -> None:
    premises.mail.cuts = 1
    premises.hook.next.append(Answer(500))
    async with premises.bot() as app:
        await premises.friday(app)
        await app.settle()
        await premises.friday(app, later=timedelta(minutes=5))
        assert [state for _, _, state in await app.store.read(sent)] == ["sent", "sent"]
        assert await app.store.read(told) == []
    first, second = premises.mail.ids()
    assert first == second
    assert len(premises.hook.ids) == 2
    assert len(set(premises.hook.ids)) == 1


async def test_what_is_refused_is_told_to_the_facilitator(premises: Premises) -> None:
    premises.mail.recipient = "550 5.1.1 no such mailbox"
    premises.hook.next.append(Answer(410))
    async with premises.bot() as app:
        await premises.friday(app)
        assert [state for _, _, state in await app.store.read(sent)] == ["failed", "failed"]
        mailbox, hook = sorted(await app.store.read(told))
        assert mailbox.startswith("The mailbox of ana, a partner of Riverbend SLT, does not take my e-mail")
        assert hook.startswith("The webhook board of Riverbend SLT says that it is closed for good")
        await premises.friday(app, weeks=1)
        assert len(await app.store.read(told)) == 2, "nobody is told the same again"
        assert [one[0] for one in await app.store.read(sent)] == ["email", "webhook", "email"]
        changes = select(Change.what).where(Change.who == "stem-bot")
        noted = await app.store.read(lambda session: session.scalars(changes).all())
        assert noted == ["ended: webhook board, which answered 410"]
    async with premises.bot() as app:
        await premises.friday(app, weeks=2)
    assert len(premises.hook.came) == 2, "started anew, the bot tries the webhook again"


async def test_each_message_that_may_or_may_not_have_arrived_is_told(premises: Premises) -> None:
    async with premises.bot() as app:
        for week in (0, 1):
            premises.mail.cuts = 2
            premises.hook.next.append(Answer(401))
            # Where answers were lost again and again the bot waits a little.
            for minutes in (0, 5, 10):
                await premises.friday(app, weeks=week, later=timedelta(minutes=minutes))
            notices = await app.store.read(told)
            assert [state for _, _, state in await app.store.read(sent)][-2:] == ["parked", "failed"]
            assert len(notices) == 2 * (week + 1)
    assert sorted(said.split(",")[0].split(" refused")[0] for said in notices) == [
        *["My e-mail to ana"] * 2,
        *["The webhook board of Riverbend SLT"] * 2,
    ]


async def test_what_is_not_taken_all_day_expires_and_is_told(premises: Premises) -> None:
    premises.mail.message = "452 4.3.1 disk full"
    premises.hook.next.extend([Answer(500)] * 50)
    async with premises.bot() as app:
        for hours in (0, 6, 12, 25):
            await premises.friday(app, later=timedelta(hours=hours))
        assert [state for _, _, state in await app.store.read(sent)] == ["expired", "expired"]
        mail, hook = sorted(await app.store.read(told))
    assert mail.startswith("My e-mail to ana, a partner of Riverbend SLT, could not go out in time")
    assert hook.startswith("The webhook board of Riverbend SLT did not take a message until")
    assert 3 <= len(premises.hook.came) <= 4


async def test_who_is_taken_out_gets_nothing_that_was_on_its_way(premises: Premises) -> None:
    premises.mail.recipient = "451 later"
    async with premises.bot() as app:
        await premises.friday(app)
    premises.mail.recipient = "250 OK"
    async with premises.bot(partners="") as app:
        await premises.friday(app, later=timedelta(hours=1))
        states = {name: state for _, name, state in await app.store.read(sent)}
        assert states == {"ana": "cancelled", "board": "sent"}
        assert await app.store.read(told) == [], "it is as it should be"
        ended = select(Outside.ended_at.is_not(None)).where(Outside.name == "ana")
        assert await app.store.read(lambda session: session.scalar(ended))
    assert premises.mail.arrived == []


async def test_what_a_chat_gets_in_several_messages_comes_in_one(
    premises: Premises, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(limits, "CARD_TEXT", 60)
    async with premises.bot() as app:
        await app.store.write(
            lambda session: add_state(session, "EC1.Leaders2", 3, date(2026, 12, 1), people=9)
        )
        await premises.friday(app)
    assert (len(premises.mail.arrived), len(premises.hook.came)) == (1, 1)
    assert len(premises.hook.came[0]["text"]) > limits.CARD_TEXT


async def test_the_picture_comes_with_it(premises: Premises) -> None:
    def with_picture(session: Session) -> None:
        add_state(session, "EC1.Leaders2", 3, date(2026, 12, 1), people=9)
        add_schedule(
            session, "digest", "every friday", time(15), {"to": ["partners", "webhooks"]}, slot="drawn"
        )

    async with premises.bot() as app:
        await app.store.write(with_picture)
        await app.settle()
        await premises.friday(app, later=timedelta(minutes=-30))
    pictures: list[dict[str, Any]] = [one["picture"] for one in premises.hook.came]
    (part,) = (one for one in premises.mail.one().walk() if one.get_content_type() == "image/png")
    assert [b64decode(one["base64"])[:4] for one in pictures] == [b"\x89PNG"]
    assert bytes(part.get_content())[:4] == b"\x89PNG"
    assert "EC1.Leaders2" in str(pictures[0]["numbers"]), "the numbers are there for who cannot see it"
    body = premises.mail.one().get_body(("html",))
    assert body is not None
    assert str(part["Content-ID"]).strip("<>") in body.get_content()

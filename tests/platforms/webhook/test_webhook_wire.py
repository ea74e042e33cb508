"""Webhooks to a real local receiver: what arrives, who can know it is ours, and what an answer means."""

from __future__ import annotations

import socket
from base64 import b64decode
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from datetime import UTC, datetime

import pytest

from bot.chat.card_data import card_from_data
from bot.chat.cards import Button, Buttons, Heading, Link, Menu, Option, Paragraph, Rule, card
from bot.chat.events import MessageRef, Place
from bot.chat.messenger import File, NotSent, Refused
from bot.chat.text import Markup
from bot.language.catalogue import phrases_in
from bot.platforms.webhook import client
from bot.platforms.webhook.client import WebhookMessenger
from bot.platforms.webhook.hook import Hook
from tests.platforms.webhook.receiver import SECRET, Answer, Receiver, receiver

pytestmark = pytest.mark.wire

KEY = "k3f7a9c2xqabcdefghijklmn"
BOARD = Place("webhook", "riverbend", "board")
LATE_ON_SUNDAY = datetime(2026, 11, 30, 3, 0, tzinfo=UTC)
NUMBERS = (Markup("**EC1**: 3 of 5"), Markup("**EC2**: 2 of 5"))
PICTURE = File("levels.png", "image/png", "Levels by outcome: EC1 3 of 5", b"\x89PNG picture", NUMBERS)
DIGEST = card(
    Heading("Two indicators moved"),
    Paragraph(Markup("**Moved** __at last__ `EC1` [The poster](https://example.org/p_1) @{U0PAT} a\\*b")),
    Buttons((Button("Rate it", "rate:EC1.Leaders2"), Link("See the rubric", "https://example.org/r"))),
    Buttons((Button("Open", "open:1"),)),
    Menu("more:1", "More", (Option("a", "A"),)),
    Rule(),
)


@asynccontextmanager
async def messenger(url: str, secret: bytes = SECRET) -> AsyncIterator[WebhookMessenger]:
    hook = Hook(url, secret, "en-US", "riverbend", "Riverbend SLT", "America/New_York")
    hooks = {("riverbend", "board"): hook}
    made = WebhookMessenger(hooks, lambda: LATE_ON_SUNDAY, lambda: datetime.now(UTC), phrases_in)
    try:
        yield made
    finally:
        await made.stop()


async def sent(got: Receiver, file: File | None = None) -> MessageRef:
    """Send the digest; the receiver has checked its signature."""
    async with messenger(got.address) as through:
        return await through.send(BOARD, DIGEST, KEY, file)


async def test_a_webhook_gets_the_message_signed() -> None:
    async with receiver() as got:
        assert (await sent(got, PICTURE)).message == KEY
    (came,) = got.came
    assert got.ids == [KEY]
    picture, (data,), text = came.pop("picture"), came.pop("cards"), came.pop("text")
    assert came == {
        "id": KEY,
        "type": "digest",
        "team": "riverbend",
        "team_name": "Riverbend SLT",
        "day": "2026-11-29",
        "language": "en-US",
        "title": "Two indicators moved",
    }
    assert b64decode(picture.pop("base64")) == PICTURE.content
    assert picture == {
        "name": "levels.png",
        "media_type": "image/png",
        "alternative": PICTURE.alternative,
        "numbers": ["EC1: 3 of 5", "EC2: 2 of 5"],
    }
    assert card_from_data(data) == card(
        Heading("Two indicators moved"),
        Paragraph(
            Markup(
                "**Moved** __at last__ `EC1` [The poster](https://example.org/p_1) somebody in the chat a\\*b"
            )
        ),
        Buttons((Link(Markup("See the rubric"), "https://example.org/r"),)),
        Rule(),
    )
    assert "Moved at last" in text
    assert "https://example.org/p_1" in text
    assert PICTURE.alternative in text
    assert "U0PAT" not in str(data) + text


async def test_a_message_without_a_picture_has_none() -> None:
    async with receiver() as got:
        await sent(got)
    assert "picture" not in got.came[0]


@pytest.mark.parametrize(
    ("answer", "seconds"),
    [
        (Answer(500), 10.0),
        (Answer(502, {"Retry-After": "99"}), 10.0),
        (Answer(429), 10.0),
        (Answer(429, {"Retry-After": "120"}), 120.0),
        (Answer(503, {"Retry-After": "7"}), 7.0),
        (Answer(503, {"Retry-After": "soon"}), 10.0),
        (Answer(503, {"Retry-After": "-5"}), 10.0),
        (Answer(503, {"Retry-After": "999999999"}), 6 * 3600.0),
        (Answer(503, {"Retry-After": "0"}), 10.0),
        (Answer(503, {"Retry-After": "Mon, 01 Jan 2001 00:00:00 GMT"}), 10.0),
        (Answer(503, {"Retry-After": f"Mon, 01 Jan {'9' * 20} 00:00:00 GMT"}), 10.0),
        (Answer(503, {"Retry-After": "Fri, 01 Jan 2100 00:00:00 GMT"}), 6 * 3600.0),
    ],
)
async def test_what_may_be_taken_later_is_posted_again_after_a_pause(answer: Answer, seconds: float) -> None:
    async with receiver(answer) as got:
        with pytest.raises(NotSent) as not_sent:
            await sent(got)
    assert (not_sent.value.alone, not_sent.value.seconds) == (True, seconds)


@pytest.mark.parametrize(
    ("status", "reason"),
    [(410, "place-gone"), (400, "invalid"), (401, "invalid"), (404, "invalid"), (413, "invalid")],
)
async def test_what_is_never_taken_is_refused(status: int, reason: str) -> None:
    async with receiver(Answer(status)) as got:
        with pytest.raises(Refused) as refused:
            await sent(got)
    assert refused.value.reason == reason


@pytest.mark.parametrize("status", [301, 302, 303, 307, 308])
async def test_a_redirect_is_not_followed(status: int) -> None:
    async with receiver(Answer(status, {"Location": "/elsewhere"})) as got:
        with pytest.raises(Refused, match=str(status)):
            await sent(got)
        assert got.elsewhere == 0


async def test_each_failure_makes_the_next_pause_longer_until_it_is_taken() -> None:
    async with receiver(*[Answer(500)] * 9, Answer(), Answer(500)) as got:
        pauses = []
        async with messenger(got.address) as through:
            for _ in range(11):
                try:
                    await through.send(BOARD, DIGEST, KEY)
                except NotSent as not_sent:
                    pauses.append(not_sent.seconds)
                    assert await through.find(BOARD, KEY, LATE_ON_SUNDAY) is None
    assert pauses == [10.0, 30.0, 90.0, 270.0, 810.0, 2430.0, 3600.0, 3600.0, 3600.0, 10.0]
    assert got.ids == [KEY] * 11


async def test_a_webhook_that_was_away_for_long_is_still_tried() -> None:
    away = Answer(503, {"Retry-After": "60"})
    async with receiver(*[away] * 700) as got, messenger(got.address) as through:
        for _ in range(700):
            with pytest.raises(NotSent):
                await through.send(BOARD, DIGEST, KEY)
        await through.send(BOARD, DIGEST, KEY)
    assert len(got.came) == 701


async def test_a_receiver_that_hangs_is_given_up(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(client, "PATIENCE", 0.2)
    async with receiver(Answer(hangs=True)) as got:
        with pytest.raises(NotSent, match="no answer") as not_sent:
            await sent(got)
    assert not_sent.value.alone


async def test_nothing_of_an_answer_without_end_is_read(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(client, "PATIENCE", 2.0)
    async with receiver(Answer(200, endless=True)) as got:
        await sent(got)
    assert len(got.came) == 1


async def test_where_nobody_listens_it_is_tried_later() -> None:
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        port = taken.getsockname()[1]
    async with messenger(f"http://127.0.0.1:{port}/hook") as through:
        with pytest.raises(NotSent, match="ClientConnectorError"):
            await through.send(BOARD, DIGEST, KEY)


async def test_a_webhook_that_the_config_does_not_name_gets_nothing_here() -> None:
    async with receiver() as got, messenger(got.address) as through:
        with pytest.raises(NotSent, match="names no such webhook"):
            await through.send(Place("webhook", "riverbend", "other"), DIGEST, KEY)
    assert got.came == []


async def test_what_a_webhook_got_is_never_changed() -> None:
    async with receiver() as got, messenger(got.address) as through:
        with pytest.raises(Refused, match="cannot be changed"):
            await through.edit(MessageRef("webhook", "riverbend", "board", KEY), DIGEST)
    assert got.came == []


async def test_another_secret_does_not_verify() -> None:
    async with receiver() as got, messenger(got.address, b"x" * 24) as through:
        with pytest.raises(NotSent, match="500"):
            await through.send(BOARD, DIGEST, KEY)
    assert got.came == []

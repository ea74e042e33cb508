"""A mail server that refuses, is busy, away, silent or hangs up: what is known of the message then."""

from __future__ import annotations

import asyncio
import socket

import pytest

from bot.chat.events import MessageRef
from bot.chat.messenger import NotSent, Refused, Unclear
from bot.platforms.email import session
from tests.platforms.email.mail_server import HOST, mail_server, silent_server
from tests.platforms.email.sending import ANA, DIGEST, KEY, NOON, PICTURE, messenger, send

pytestmark = pytest.mark.wire


def closed_port() -> int:
    with socket.socket() as taken:
        taken.bind((HOST, 0))
        port: int = taken.getsockname()[1]
        return port


@pytest.mark.parametrize(
    ("step", "answer", "reason"),
    [
        ("recipient", "550 5.1.1 no such mailbox", "account-gone"),
        ("recipient", "550 5.7.1 relaying denied", "no-permission"),
        ("recipient", "554 5.7.1 rejected", "no-permission"),
        ("message", "554 5.6.0 content rejected", "invalid"),
        ("message", "552 5.3.4 message too big", "file"),
    ],
)
async def test_a_five_is_final(step: str, answer: str, reason: str) -> None:
    async with mail_server(answers={step: answer}) as server:
        with pytest.raises(Refused) as refused:
            await send(messenger(server.port), file=PICTURE)
    assert refused.value.reason == reason
    assert server.arrived == []


@pytest.mark.parametrize(
    ("step", "answer", "alone", "seconds"),
    [
        ("recipient", "451 4.7.1 greylisted, come back", True, 300.0),
        ("recipient", "421 closing", False, 60.0),
        ("sender", "451 not now", False, 60.0),
        ("sender", "550 not from this address", False, 300.0),
        ("message", "452 4.3.1 disk full", True, 300.0),
        ("message", "421 closing", False, 60.0),
    ],
)
async def test_a_four_is_surely_unsent_and_waits(step: str, answer: str, alone: bool, seconds: float) -> None:
    async with mail_server(answers={step: answer}) as server:
        with pytest.raises(NotSent) as not_sent:
            await send(messenger(server.port))
    assert (not_sent.value.alone, not_sent.value.seconds) == (alone, seconds)
    assert server.arrived == []


async def test_a_server_that_is_down_is_left_alone_for_a_while() -> None:
    with pytest.raises(NotSent) as not_sent:
        await send(messenger(closed_port()))
    assert (not_sent.value.alone, not_sent.value.seconds) == (False, 30.0)


async def test_a_server_that_says_nothing_is_surely_unsent(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(session, "_UNTIL_NAMED", 0.1)
    async with silent_server() as port:
        with pytest.raises(NotSent, match="no connection"):
            await send(messenger(port))


async def test_what_is_no_mail_server_is_called_so() -> None:
    async def answer(_reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        writer.write(b"HTTP/1.1 400 Bad Request\r\n\r\n")
        await writer.drain()
        writer.close()

    listening = await asyncio.start_server(answer, HOST, 0)
    async with listening:
        with pytest.raises(NotSent, match="what answers is no mail server"):
            await send(messenger(listening.sockets[0].getsockname()[1]))


async def test_an_answer_that_is_lost_is_unclear_and_the_copy_is_known_by_its_id() -> None:
    async with mail_server() as server:
        server.cuts = 2
        through = messenger(server.port)
        with pytest.raises(Unclear):
            await send(through)
        assert await through.find(ANA, KEY, NOON) is None
        with pytest.raises(Unclear):
            await send(through)
        with pytest.raises(Refused, match="no mailbox can be looked into"):
            await through.find(ANA, KEY, NOON)
    assert server.ids() == [f"<{KEY}@school.example>"] * 2


async def test_a_definite_answer_ends_the_doubt() -> None:
    async with mail_server() as server:
        server.cuts = 1
        through = messenger(server.port)
        with pytest.raises(Unclear):
            await send(through)
        await send(through)
        server.cuts = 1
        with pytest.raises(Unclear):
            await send(through)
        assert await through.find(ANA, KEY, NOON) is None


async def test_silence_after_the_message_is_unclear(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(session, "_UNTIL_TAKEN", 0.2)
    async with mail_server() as server:
        server.silent = True
        with pytest.raises(Unclear):
            await send(messenger(server.port))
    assert len(server.arrived) == 1


async def test_a_sent_message_is_never_changed() -> None:
    with pytest.raises(Refused, match="cannot be changed"):
        await messenger(closed_port()).edit(MessageRef("email", "riverbend", "ana", "<k@x>"), DIGEST)

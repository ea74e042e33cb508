"""A message with a file on both wires: one message, found again by its key, refused in one piece."""

from __future__ import annotations

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from datetime import UTC, datetime, timedelta

import pytest

from bot.chat.events import Person
from bot.chat.messenger import File, NotSent, Refused, Unclear
from bot.sandbox.faults import Fault
from bot.sandbox.seen import SeenFile, SeenPicture
from tests.platforms.discord import discord_town
from tests.platforms.slack import slack_town

pytestmark = pytest.mark.wire

KEY, OTHER = "k3f7a9c2xqabcdefghijklmn", "zzzzzzzzzzabcdefghijklmn"
SHEET = File("riverbend.csv", "text/csv", "", b"a,b\r\n1,2\r\n")
# The smallest picture that there is.
DOT = bytes.fromhex(
    "89504e470d0a1a0a0000000d4948445200000001000000010806000000"
    "1f15c4890000000a49444154789c6300010000050001" + "0d0a2db40000000049454e44ae426082"
)
PICTURE = File("levels.png", "image/png", "Levels by outcome: EC1 3, EC2 2", DOT)
# The request that puts the message there, and the one that is refused for the file.
POSTS = {"slack": "files.completeUploadExternal", "discord": "POST /channels/{channel_id}/messages"}
Town = slack_town.Town | discord_town.Town


@asynccontextmanager
async def town_of(platform: str) -> AsyncIterator[Town]:
    town = slack_town.local_town() if platform == "slack" else discord_town.local_town()
    async with town as opened:
        yield opened


def ana(platform: str) -> Person:
    if platform == "slack":
        return Person("slack", "T0DISTRICT", slack_town.ANA)
    return Person("discord", "", discord_town.ANA)


def earlier() -> datetime:
    return datetime.now(UTC) - timedelta(minutes=5)


async def test_card_and_file_are_one_message_that_is_found_by_its_key(platform: str) -> None:
    async with town_of(platform) as town:
        messenger, to = town.connection.messenger, ana(platform)
        sent = await messenger.send(to, slack_town.says("Here it is"), KEY, SHEET)
        (seen,) = town.seen(place=town.direct())
        (file,) = (part for part in seen.parts if isinstance(part, SeenFile))
        assert (file.name, file.size) == ("riverbend.csv", len(SHEET.content))
        assert sent.message == seen.id
        assert await messenger.find(to, KEY, earlier()) == sent
        assert await messenger.find(to, OTHER, earlier()) is None


async def test_a_picture_is_shown_with_the_words_that_stand_for_it(platform: str) -> None:
    async with town_of(platform) as town:
        await town.connection.messenger.send(ana(platform), slack_town.says("This term"), KEY, PICTURE)
        (seen,) = town.seen(place=town.direct())
        (picture,) = (part for part in seen.parts if isinstance(part, SeenPicture))
        assert picture.words == PICTURE.alternative


async def test_what_is_stored_and_not_answered_is_unclear_and_found(platform: str) -> None:
    async with town_of(platform) as town:
        town.server.faults.next(POSTS[platform], Fault("lose-the-answer"))
        messenger, to = town.connection.messenger, ana(platform)
        with pytest.raises(Unclear):
            await messenger.send(to, slack_town.says("Here it is"), KEY, SHEET)
        assert await messenger.find(to, KEY, earlier()) is not None


async def test_a_file_that_is_refused_brings_no_card_either(platform: str) -> None:
    async with town_of(platform) as town:
        refusal = {"slack": "file_upload_size_restricted", "discord": "40005"}[platform]
        town.server.faults.next(POSTS[platform], Fault("refuse", error=refusal))
        with pytest.raises(Refused) as refused:
            await town.connection.messenger.send(ana(platform), slack_town.says("Here"), KEY, SHEET)
        assert refused.value.reason == "file"
        assert town.seen(place=town.direct()) == []


@pytest.mark.parametrize("step", ["files.getUploadURLExternal", "upload"])
@pytest.mark.parametrize(
    "fault", [Fault("server-error", status=503), Fault("lose-the-answer"), Fault("rate-limited", seconds=3)]
)
async def test_before_it_is_posted_nothing_is_unclear_in_slack(step: str, fault: Fault) -> None:
    async with slack_town.local_town() as town:
        town.server.faults.next(step, fault)
        messenger, to = town.connection.messenger, ana("slack")
        with pytest.raises(NotSent) as not_sent:
            await messenger.send(to, slack_town.says("Here it is"), KEY, SHEET)
        assert not_sent.value.alone, "messages without a file need not wait for it"
        assert await messenger.find(to, KEY, earlier()) is None
        await messenger.send(to, slack_town.says("Here it is"), KEY, SHEET)
        assert len(town.seen(place=town.direct())) == 1

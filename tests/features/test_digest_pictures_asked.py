"""Pictures that somebody asks for: drawn in another process, brought by direct message, told in words."""

from __future__ import annotations

import asyncio
from datetime import date

import aiohttp
import pytest
from sqlalchemy import update

from bot.sandbox.seen import SeenPicture
from bot.store.models import Delivery
from tests.builders import add_goal, add_state
from tests.features.digest_week import FRIDAY_4PM, settle_in
from tests.town import PATIENCE, NotSeen, Somebody, Town

pytestmark = pytest.mark.wire
PNG = b"\x89PNG"
COMES = "comes to you by direct message."


@pytest.fixture
def database_url(sqlite_url: str) -> str:
    """What is made is the same on every database."""
    return sqlite_url


@pytest.fixture
async def fay(town: Town, platform: str) -> Somebody:
    await settle_in(town, platform)
    return town.person("fay", platform)


def pictures(who: Somebody) -> list[SeenPicture]:
    seen = who.hands.messages(who.account, who.direct)
    return [part for message in seen for part in message.parts if isinstance(part, SeenPicture)]


async def gets_picture(who: Somebody, count: int = 1) -> SeenPicture:
    """Wait until there are so many pictures; the newest, which can be opened."""
    try:
        # Another process starts for the first one.
        async with asyncio.timeout(PATIENCE * 3):
            while len(pictures(who)) < count:  # noqa: ASYNC110 - there is no event for "not yet"
                await asyncio.sleep(0.02)
    except TimeoutError:
        raise NotSeen(f"no picture came: {who.messages()}") from None
    newest = pictures(who)[-1]
    async with aiohttp.ClientSession() as session, session.get(newest.address) as answer:
        assert (await answer.read())[:4] == PNG
    return newest


async def test_a_picture_comes_with_its_numbers_as_text(fay: Somebody, town: Town) -> None:
    await fay.types("/stem digest picture")
    await fay.sees("Nothing is agreed yet.")
    await fay.types("/stem digest picture gasp")
    await fay.sees("There is no picture gasp.", "Try: /stem digest picture gaps")
    await town.tell(lambda session: add_state(session, "EC1.Leaders2", 3, date(2026, 9, 14), people=6))
    await town.tell(lambda session: add_goal(session, "EC1.Leaders2", 4, date(2027, 4, 30)))
    await fay.types("/stem digest picture grid")
    await fay.sees("Where the indicators stand", "Building the STEM Leadership Team", COMES)
    assert "Of 16 indicators" in (await gets_picture(fay)).words
    await fay.presses("How far from the goals")
    await fay.sees("How far from the goals", COMES)
    assert "goal" in (await gets_picture(fay, 2)).words


async def test_the_picture_of_a_sent_digest_is_brought_again_while_it_is_kept(
    fay: Somebody, town: Town
) -> None:
    await town.tell(lambda session: add_state(session, "EC1.Leaders2", 3, date(2026, 9, 14), people=6))
    await fay.types("/stem digest preview")
    await fay.sees("goes next on Fri 4 Dec", "With a picture: Of 16 indicators")
    await town.time.move_to(FRIDAY_4PM)
    first = await gets_picture(fay)
    await fay.types("/stem digest past")
    await fay.presses("Bring its picture")
    await fay.sees("The picture of the digest of Fri 4 Dec")
    assert (await gets_picture(fay, 2)).words == first.words
    await town.tell(lambda session: session.execute(update(Delivery).values(file_id=None)))
    await fay.presses("Bring its picture")
    await fay.sees("Its picture is not kept any more.")
    await fay.types("/stem digest past")
    await fay.sees("As it was sent on Fri 4 Dec")
    assert "Bring its picture" not in fay.messages()[-1]

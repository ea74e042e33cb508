"""A file that somebody sees in their direct message, opened as their app would."""

from __future__ import annotations

import asyncio

import aiohttp

from bot.sandbox.seen import SeenFile
from tests.town import PATIENCE, NotSeen, Somebody


def files_of(who: Somebody) -> list[SeenFile]:
    """Every file in the direct message, oldest first."""
    seen = who.hands.messages(who.account, who.direct)
    return [part for message in seen for part in message.parts if isinstance(part, SeenFile)]


async def gets_file(who: Somebody, count: int = 1) -> tuple[str, bytes]:
    """Wait until there are so many files; the newest one's name and content."""
    try:
        # Another process starts for the first one.
        async with asyncio.timeout(PATIENCE * 3):
            while len(files_of(who)) < count:  # noqa: ASYNC110 - there is no event for "not yet"
                await asyncio.sleep(0.02)
    except TimeoutError:
        raise NotSeen(f"no file came: {who.messages()}") from None
    newest = files_of(who)[-1]
    async with aiohttp.ClientSession() as session, session.get(newest.address) as answer:
        assert answer.status == 200
        return newest.name, await answer.read()

"""The raw client: posts as many messages as it is told, with the vendor's own library, and remembers nothing.

`python -m benchmarks.raw_poster slack|discord API_URL COUNT` prints the processor time of the posting.
"""

from __future__ import annotations

import asyncio
import sys
import time
from collections.abc import Awaitable, Callable

import aiohttp
import discord
from slack_sdk.web.async_client import AsyncWebClient

from benchmarks.local_addresses import SLACK, discord_account, slack_account
from benchmarks.outbox_rows import a_card
from benchmarks.printing import say
from benchmarks.school import TOKENS
from bot.platforms.discord.drawn import Drawn
from bot.platforms.discord.render import components
from bot.platforms.slack.render import message

AT_ONCE = 8
Post = Callable[[int], Awaitable[object]]


async def post_all(post: Post, count: int) -> None:
    """Post them all, a few at a time, and say what it took."""
    left = iter(range(count))

    async def caller() -> None:
        for number in left:
            await post(number)

    before = time.process_time()
    await asyncio.gather(*(caller() for _ in range(AT_ONCE)))
    say({"cpu_us": 1e6 * (time.process_time() - before) / count})


async def slack(api_url: str, count: int) -> None:
    """With Slack's own library on one shared session."""
    content = message(a_card(1))
    async with aiohttp.ClientSession() as session:
        client = AsyncWebClient(token=TOKENS["SLACK_BOT_TOKEN"], base_url=api_url, session=session)

        async def post(number: int) -> None:
            await client.chat_postMessage(channel=slack_account(number), **content)

        await post_all(post, count)


async def discord_(api_url: str, count: int) -> None:
    """With discord.py; opening the direct message is a request of its own, as it is for us."""
    discord.http.Route.BASE = api_url
    async with discord.Client(intents=discord.Intents.none()) as client:
        await client.login(TOKENS["DISCORD_BOT_TOKEN"])

        async def post(number: int) -> None:
            channel = await client.create_dm(discord.Object(int(discord_account(number))))
            await channel.send(view=Drawn(components(a_card(1))))

        await post_all(post, count)


if __name__ == "__main__":
    asyncio.run((slack if sys.argv[1] == SLACK else discord_)(sys.argv[2], int(sys.argv[3])))

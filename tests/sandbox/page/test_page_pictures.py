"""Pictures in the page: seen, said in words, opened at their size, and not below the end of the room."""

from __future__ import annotations

import json
from pathlib import Path

import aiohttp
import pytest
from playwright.async_api import Browser, expect
from slack_sdk.web.async_client import AsyncWebClient

from tests.browser import visit
from tests.sandbox.page.maple_town import CLUB, DISCORD, SLACK, TEAM, Maple

pytestmark = pytest.mark.browser
GRID = (Path(__file__).parents[2] / "charts/golden/grid.png").read_bytes()
WORDS = "2 of 16 indicators are agreed."
PLACES = {"Slack": f"slack/{TEAM}", "Discord": f"discord/{CLUB}"}
# A media gallery that shows the attached file, in a message made of components.
GALLERY = {"type": 12, "items": [{"media": {"url": "attachment://grid.png"}, "description": WORDS}]}
MADE_OF_COMPONENTS = 1 << 15


async def post_picture(maple: Maple, platform: str) -> None:
    """Bring a picture as the vendors' libraries do."""
    if platform == "Slack":
        client = AsyncWebClient(SLACK.app.bot_token, base_url=f"{maple.slack.address}/api/")
        await client.files_upload_v2(channel=TEAM, content=GRID, filename="grid.png", alt_txt=WORDS)
        return
    form = aiohttp.FormData()
    form.add_field("payload_json", json.dumps({"flags": MADE_OF_COMPONENTS, "components": [GALLERY]}))
    form.add_field("files[0]", GRID, filename="grid.png", content_type="application/octet-stream")
    url = f"{maple.discord.address}/api/v10/channels/{CLUB}/messages"
    headers = {"Authorization": f"Bot {DISCORD.app.bot_token}"}
    async with aiohttp.ClientSession() as session, session.post(url, data=form, headers=headers) as answer:
        assert answer.status == 200, await answer.text()


@pytest.mark.parametrize("platform", PLACES)
async def test_a_picture_is_seen_to_its_end_and_said_in_words(
    browser: Browser, maple: Maple, platform: str
) -> None:
    await post_picture(maple, platform)
    async with visit(browser, f"{maple.page.address}/#ana/{PLACES[platform]}") as page:
        picture = page.get_by_role("region", name=f"{platform}: ").get_by_role("img", name=WORDS)
        await expect(picture).to_have_js_property("complete", True)
        assert await picture.evaluate("image => image.naturalWidth") > 0
        # It is as high as the room; its head alone would be a twentieth of it.
        await expect(picture).to_be_in_viewport(ratio=0.5)
        opened = page.get_by_role("region", name=f"{platform}: ").get_by_role("link", name=WORDS)
        await expect(opened).to_have_attribute("href", await picture.get_attribute("src") or "")

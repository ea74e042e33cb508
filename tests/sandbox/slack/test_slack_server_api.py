from __future__ import annotations

import aiohttp
import pytest
from slack_sdk.errors import SlackApiError
from slack_sdk.web.async_client import AsyncWebClient

from bot.sandbox.seen import SeenFile
from bot.sandbox.slack.server import SlackServer
from tests.sandbox.slack.cedar_district import ANA, BEN, CHANNEL, LOBBY, client_of

pytestmark = pytest.mark.wire


async def test_a_message_to_a_persons_id_lands_in_their_direct_message(
    server: SlackServer, client: AsyncWebClient
) -> None:
    opened = await client.conversations_open(users=[ANA])
    posted = await client.chat_postMessage(channel=ANA, text="Hello")

    assert posted["channel"] == opened["channel"]["id"]
    assert [(place.id, place.direct, place.unread) for place in server.hands.places(ANA)] == [
        (CHANNEL, False, 0),
        (LOBBY, False, 0),
        (posted["channel"], True, 1),
    ]
    server.hands.mark_read(ANA, posted["channel"])
    assert server.hands.places(ANA)[-1].unread == 0


async def test_ids_grow_while_the_clock_stands_still(client: AsyncWebClient) -> None:
    stamps = [(await client.chat_postMessage(channel=CHANNEL, text=str(n)))["ts"] for n in range(3)]

    assert stamps == ["1796749200.000000", "1796749200.000001", "1796749200.000002"]


async def test_arguments_may_come_in_the_query_in_a_form_and_in_json(
    server: SlackServer, session: aiohttp.ClientSession
) -> None:
    url, headers = server.address + "/api/chat.postMessage", {"Authorization": "Bearer xoxb-local-1"}
    both = {"channel": CHANNEL, "text": "hello"}
    async with session.post(url, params=both, headers=headers) as answer:
        assert (await answer.json())["ok"]
    async with session.post(url, data=both, headers=headers) as answer:
        assert (await answer.json())["ok"]
    async with session.post(
        url, json={"text": "hello"}, params={"channel": CHANNEL}, headers=headers
    ) as answer:
        assert (await answer.json())["ok"]
    parts = aiohttp.FormData(both, default_to_multipart=True)
    async with session.post(url, data=parts, headers=headers) as answer:
        assert (await answer.json())["ok"]

    assert [seen.words for seen in server.hands.messages(ANA, CHANNEL)] == ["hello"] * 4


async def test_rich_text_is_seen_as_typed_and_refused_when_slack_does_not_know_it(
    server: SlackServer, client: AsyncWebClient
) -> None:
    def rich(kind: str) -> list[dict[str, object]]:
        section = {"type": "rich_text_section", "elements": [{"type": kind, "text": "3 * 4, *sure*"}]}
        return [{"type": "rich_text", "elements": [section]}]

    await client.chat_postMessage(channel=CHANNEL, text="fallback", blocks=rich("text"))
    with pytest.raises(SlackApiError, match="invalid_blocks"):
        await client.chat_postMessage(channel=CHANNEL, text="fallback", blocks=rich("sofa"))

    assert [seen.words for seen in server.hands.messages(ANA, CHANNEL)] == ["3 * 4, *sure*"]


async def test_metadata_is_in_the_history_only_for_who_asks(client: AsyncWebClient) -> None:
    metadata = {"event_type": "delivery", "event_payload": {"key": "k-17"}}
    await client.chat_postMessage(channel=CHANNEL, text="With a key", metadata=metadata)

    without = await client.conversations_history(channel=CHANNEL)
    with_it = await client.conversations_history(channel=CHANNEL, include_all_metadata=True)

    assert "metadata" not in without["messages"][0]
    assert with_it["messages"][0]["metadata"] == metadata


async def test_an_update_keeps_metadata_and_drops_the_blocks_that_it_does_not_repeat(
    client: AsyncWebClient,
) -> None:
    metadata = {"event_type": "delivery", "event_payload": {"key": "k-17"}}
    blocks = [{"type": "divider"}]
    posted = await client.chat_postMessage(channel=CHANNEL, text="One", blocks=blocks, metadata=metadata)
    await client.chat_update(channel=CHANNEL, ts=posted["ts"], text="Two")

    (message,) = (await client.conversations_history(channel=CHANNEL, include_all_metadata=True))["messages"]
    assert (message["text"], message["metadata"]) == ("Two", metadata)
    assert "blocks" not in message


async def test_history_is_cut_by_time_and_by_page_newest_first(client: AsyncWebClient) -> None:
    stamps = [(await client.chat_postMessage(channel=CHANNEL, text=str(n)))["ts"] for n in range(5)]

    after = await client.conversations_history(channel=CHANNEL, oldest=stamps[1], latest=stamps[4])
    edges = await client.conversations_history(
        channel=CHANNEL, oldest=stamps[1], latest=stamps[4], inclusive=True
    )
    assert [message["text"] for message in after["messages"]] == ["3", "2"]
    assert [message["text"] for message in edges["messages"]] == ["4", "3", "2", "1"]

    first = await client.conversations_history(channel=CHANNEL, limit=3)
    cursor = first["response_metadata"]["next_cursor"]
    second = await client.conversations_history(channel=CHANNEL, limit=3, cursor=cursor)
    assert [message["text"] for message in first["messages"]] == ["4", "3", "2"]
    assert [message["text"] for message in second["messages"]] == ["1", "0"]
    assert (first["has_more"], second["has_more"]) == (True, False)


async def test_replies_stand_in_their_thread_and_not_in_the_history(client: AsyncWebClient) -> None:
    parent = (await client.chat_postMessage(channel=CHANNEL, text="Question"))["ts"]
    await client.chat_postMessage(channel=CHANNEL, text="Answer", thread_ts=parent)

    history = await client.conversations_history(channel=CHANNEL)
    thread = await client.conversations_replies(channel=CHANNEL, ts=parent)
    assert [message["text"] for message in history["messages"]] == ["Question"]
    assert [message["text"] for message in thread["messages"]] == ["Question", "Answer"]


async def test_an_ephemeral_message_is_for_one_person_and_for_no_history(
    server: SlackServer, client: AsyncWebClient
) -> None:
    await client.chat_postEphemeral(channel=CHANNEL, user=BEN, text="Only you")

    assert server.hands.messages(ANA, CHANNEL) == ()
    assert [(seen.words, seen.private) for seen in server.hands.messages(BEN, CHANNEL)] == [
        ("Only you", True)
    ]
    assert (await client.conversations_history(channel=CHANNEL))["messages"] == []


async def test_people_channels_and_the_app_describe_themselves(client: AsyncWebClient) -> None:
    me = await client.auth_test()
    ben = (await client.users_info(user=BEN, include_locale=True))["user"]
    channels = (await client.conversations_list())["channels"]
    members = (await client.conversations_members(channel=CHANNEL))["members"]

    assert (me["user_id"], me["team_id"], me["bot_id"]) == ("U0STEM", "T0DISTRICT", "B0STEM")
    assert (ben["real_name"], ben["tz"], ben["tz_offset"], ben["locale"]) == (
        "Ben Okafor",
        "America/Chicago",
        -21600,
        "en-US",
    )
    assert [(channel["name"], channel["is_member"]) for channel in channels] == [
        ("stem-team", True),
        ("lobby", False),
    ]
    assert members == [ANA, BEN, "U0STEM"]
    assert [one["id"] for one in (await client.users_list())["members"]] == [ANA, BEN, "U0STEM"]
    assert (await client.team_info())["team"]["domain"] == "cedar-district"
    assert (await client.bots_info(bot="B0STEM"))["bot"]["user_id"] == "U0STEM"


async def test_a_message_can_be_deleted_and_linked_to_and_marked(
    server: SlackServer, client: AsyncWebClient
) -> None:
    ts = (await client.chat_postMessage(channel=CHANNEL, text="Short-lived"))["ts"]
    link = await client.chat_getPermalink(channel=CHANNEL, message_ts=ts)
    await client.reactions_add(channel=CHANNEL, timestamp=ts, name="eyes")
    (message,) = (await client.conversations_history(channel=CHANNEL))["messages"]
    await client.chat_delete(channel=CHANNEL, ts=ts)

    assert link["permalink"] == f"{server.address}/archives/{CHANNEL}/p1796749200000000"
    assert message["reactions"][0]["name"] == "eyes"
    assert server.hands.messages(ANA, CHANNEL) == ()


async def test_a_file_comes_in_three_steps_and_is_seen_under_a_message(
    server: SlackServer, client: AsyncWebClient, session: aiohttp.ClientSession
) -> None:
    await client.files_upload_v2(
        channel=CHANNEL, filename="digest.txt", content="Two moved", initial_comment="The digest"
    )

    (seen,) = server.hands.messages(ANA, CHANNEL)
    assert seen.words == "The digest"
    files = [(part.name, part.size) for part in seen.parts if isinstance(part, SeenFile)]
    assert files == [("digest.txt", 9)]
    (message,) = (await client.conversations_history(channel=CHANNEL))["messages"]
    private = message["files"][0]["url_private"]
    async with session.get(private, headers={"Authorization": "Bearer xoxb-local-1"}) as answer:
        assert await answer.read() == b"Two moved"
    async with session.get(private, allow_redirects=False) as answer:
        assert answer.status == 302


async def test_each_workspace_has_its_own_people_and_its_own_token(
    server: SlackServer, client: AsyncWebClient, session: aiohttp.ClientSession
) -> None:
    school = client_of(server, session, "xoxb-local-2")
    await school.chat_postMessage(channel="C1TEAM", text="For the school")
    await client.chat_postMessage(channel=CHANNEL, text="For the district")

    assert [seen.words for seen in server.hands.messages("U1CY", "C1TEAM")] == ["For the school"]
    assert [seen.words for seen in server.hands.messages(ANA, CHANNEL)] == ["For the district"]
    assert [person.name for person in server.hands.people("T0SCHOOL")] == ["Cy Lund"]

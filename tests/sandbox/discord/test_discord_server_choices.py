from __future__ import annotations

from typing import Any

import aiohttp
import discord
import pytest

from bot.sandbox.discord.people.uploading import LARGEST_FILE
from bot.sandbox.hands import CannotDo, Hands
from bot.sandbox.residents import LocalFile
from bot.sandbox.seen import SeenField, SeenMenu, SeenRow
from tests.sandbox.discord.lincoln_server import (
    ANA,
    BEN,
    BOT_USER,
    CHANNEL,
    FACILITATORS,
    HIDDEN,
    Act,
    Local,
)

pytestmark = pytest.mark.wire
PLAN = LocalFile("the plan.txt", "text/plain", b"Week 1")
PHOTO = LocalFile("photo.png", "image/png", b"\x89PNG")


class Menus(discord.ui.View):
    def __init__(self) -> None:
        super().__init__(timeout=None)
        self.add_item(discord.ui.RoleSelect(custom_id="role", min_values=0))
        self.add_item(discord.ui.ChannelSelect(custom_id="channel", channel_types=[discord.ChannelType.text]))
        self.add_item(discord.ui.MentionableSelect(custom_id="anyone", max_values=2))
        several = [discord.SelectOption(label=name) for name in ("Art", "Biology", "Chemistry")]
        self.add_item(discord.ui.Select(custom_id="tags", options=several, min_values=2, max_values=3))


class Proposal(discord.ui.Modal):
    """Every field that a modal of discord.py can have beside texts and menus of people."""

    def __init__(self) -> None:
        super().__init__(title="Proposal", custom_id="proposal")
        options = [discord.RadioGroupOption(label=name, value=name) for name in ("Low", "High")]
        ticks = [discord.CheckboxGroupOption(label=name, value=name) for name in ("Mon", "Tue", "Wed")]
        self.add_item(
            discord.ui.Label(
                text="Files", component=discord.ui.FileUpload(custom_id="files", min_values=1, max_values=2)
            )
        )
        self.add_item(
            discord.ui.Label(text="Role", component=discord.ui.RoleSelect(custom_id="role", required=True))
        )
        self.add_item(
            discord.ui.Label(text="Cost", component=discord.ui.RadioGroup(custom_id="cost", options=options))
        )
        self.add_item(
            discord.ui.Label(
                text="Days",
                component=discord.ui.CheckboxGroup(
                    custom_id="days", options=ticks, min_values=1, max_values=2, required=False
                ),
            )
        )
        self.add_item(discord.ui.Label(text="Sure", component=discord.ui.Checkbox(custom_id="sure")))


async def menus(local: Local) -> str:
    bot = await local.start_bot()
    channel = await bot.fetch_channel(int(CHANNEL))
    assert isinstance(channel, discord.TextChannel)

    async def answer(act: Act) -> None:
        await act.response.defer()

    bot.on_act = answer
    return str((await channel.send("Choose", view=Menus())).id)


async def chosen(local: Local, message: str, menu: str, value: str) -> Any:
    await local.server.presses(ANA, message, menu, value)
    return local.bot.acts[-1].data


async def test_menus_list_roles_channels_and_people(local: Local) -> None:
    await menus(local)
    (seen,) = local.server.messages(BEN, CHANNEL)
    shown = [
        control
        for part in seen.parts
        if isinstance(part, SeenRow)
        for control in part.controls
        if isinstance(control, SeenMenu)
    ]
    assert [(menu.id, [option.label for option in menu.options], menu.most) for menu in shown] == [
        ("role", ["Facilitators", "stem-bot"], 1),
        ("channel", ["slt"], 1),
        ("anyone", ["Ana Ruiz", "Ben Cho", "Facilitators", "stem-bot"], 2),
        ("tags", ["Art", "Biology", "Chemistry"], 3),
    ]


async def test_what_is_chosen_comes_with_what_it_stands_for(local: Local) -> None:
    message = await menus(local)
    role = await chosen(local, message, "role", "Facilitators")
    assert (role["values"], role["resolved"]["roles"][FACILITATORS]["name"]) == (
        [FACILITATORS],
        "Facilitators",
    )
    channel = await chosen(local, message, "channel", f"<#{HIDDEN}>")
    assert channel["resolved"]["channels"][HIDDEN]["name"] == "staff"
    assert "permissions" in channel["resolved"]["channels"][HIDDEN]
    anyone = await chosen(local, message, "anyone", f"@Ben Cho, {FACILITATORS}")
    assert anyone["values"] == [BEN, FACILITATORS]
    assert set(anyone["resolved"]) == {"users", "members", "roles"}
    assert anyone["resolved"]["members"][BEN]["roles"] == []
    tags = await chosen(local, message, "tags", "Art,Chemistry")
    assert (tags["values"], "resolved" in tags) == (["Art", "Chemistry"], False)
    nothing = await chosen(local, message, "role", "")
    assert nothing["values"] == []


async def test_only_what_a_menu_offers_can_be_chosen(local: Local) -> None:
    message = await menus(local)
    for menu, value in (
        ("role", BEN),
        ("channel", "nowhere"),
        ("tags", "Art"),
        ("tags", "Art,Physics"),
        ("anyone", f"{ANA},{BEN},{FACILITATORS}"),
    ):
        with pytest.raises(CannotDo):
            await local.server.presses(ANA, message, menu, value)
    with pytest.raises(CannotDo):
        await local.server.presses(BEN, message, "channel", HIDDEN)
    assert local.bot.acts == []


async def proposal(local: Local) -> Proposal:
    bot = await local.start_bot()
    modal = Proposal()

    @bot.tree.command(name="propose", description="Propose something")
    async def propose(act: Act) -> None:
        await act.response.send_modal(modal)

    await bot.tree.sync()
    await local.server.types(ANA, CHANNEL, "/propose")

    async def answer(act: Act) -> None:
        if act.type is discord.InteractionType.modal_submit:
            await act.response.send_message("Thanks", ephemeral=True)

    bot.on_act = answer
    return modal


def fields(local: Local) -> dict[str, SeenField]:
    form = local.server.form(ANA)
    assert form is not None
    return {field.id: field for field in form.fields}


async def test_a_form_shows_what_its_fields_take(local: Local) -> None:
    await proposal(local)
    shown = {name: (field.kind, field.most, field.required) for name, field in fields(local).items()}
    assert shown == {
        "files": ("file", 2, True),
        "role": ("choice", 1, True),
        "cost": ("choice", 1, True),
        "days": ("ticks", 2, False),
        "sure": ("ticks", 1, False),
    }
    assert [option.label for option in fields(local)["role"].options] == ["Facilitators", "stem-bot"]


async def test_given_files_reach_the_client_and_can_be_fetched(local: Local) -> None:
    modal = await proposal(local)
    values = {"role": FACILITATORS, "cost": "High", "days": "Mon,Wed", "sure": "true"}
    await local.server.submits(ANA, values, {"files": [PLAN, PHOTO]})
    assert (local.server.form(ANA), local.server.troubles(ANA)) == (None, ())
    data: Any = local.bot.acts[-1].data
    sent = {part["component"]["custom_id"]: part["component"] for part in data["components"]}
    files = list(data["resolved"]["attachments"].values())
    assert sent["files"]["values"] == [file["id"] for file in files]
    assert [(file["filename"], file["size"], file["content_type"], file["ephemeral"]) for file in files] == [
        ("the_plan.txt", 6, "text/plain", True),
        ("photo.png", 4, "image/png", True),
    ]
    assert data["resolved"]["roles"][FACILITATORS]["name"] == "Facilitators"
    assert [
        sent[name].get("value", sent[name].get("values")) for name in ("role", "cost", "days", "sure")
    ] == [
        [FACILITATORS],
        "High",
        ["Mon", "Wed"],
        True,
    ]
    assert modal.custom_id == data["custom_id"]
    async with aiohttp.ClientSession() as session, session.get(files[0]["url"]) as answer:
        assert (answer.status, await answer.read()) == (200, b"Week 1")


@pytest.mark.parametrize(
    ("values", "files", "wrong"),
    [
        ({"role": FACILITATORS, "cost": "Low"}, [], {"files": "This field is required."}),
        ({"role": FACILITATORS, "cost": "Low"}, [PLAN] * 3, {"files": "Choose at most 2."}),
        (
            {"role": "Cooks", "cost": "", "days": "Mon,Tue,Wed"},
            [PLAN],
            {
                "role": "Choose one of the options.",
                "cost": "This field is required.",
                "days": "Choose at most 2.",
            },
        ),
        (
            {"role": FACILITATORS, "cost": "Low"},
            [LocalFile("film.mp4", "video/mp4", bytes(LARGEST_FILE + 1))],
            {"files": "Your files are too powerful. The max file size is 10 MB."},
        ),
    ],
)
async def test_what_the_client_would_not_send_is_said_at_the_field(
    local: Local, values: dict[str, str], files: list[LocalFile], wrong: dict[str, str]
) -> None:
    await proposal(local)
    before = len(local.bot.acts)
    await local.server.submits(ANA, values, {"files": files})
    shown = fields(local)
    assert {name: field.error for name, field in shown.items() if field.error} == wrong
    assert shown["files"].value == ", ".join(file.name for file in files)
    assert len(local.bot.acts) == before


async def test_files_stay_given_while_the_rest_is_corrected(local: Local) -> None:
    await proposal(local)
    await local.server.submits(ANA, {"role": FACILITATORS}, {"files": [PLAN]})
    await local.server.submits(ANA, {"cost": "Low"})
    assert local.server.form(ANA) is None
    data: Any = local.bot.acts[-1].data
    assert [file["filename"] for file in data["resolved"]["attachments"].values()] == ["the_plan.txt"]
    with pytest.raises(CannotDo):
        await local.server.submits(ANA, {}, {"files": [PLAN]})


async def test_files_are_taken_only_by_their_field(local: Local) -> None:
    await proposal(local)
    for name in ("cost", "nothing"):
        with pytest.raises(CannotDo):
            await local.server.submits(ANA, {}, {name: [PLAN]})


async def test_a_reply_quotes_the_message_that_it_answers(local: Local) -> None:
    bot = await local.start_bot()
    channel = await bot.fetch_channel(int(CHANNEL))
    assert isinstance(channel, discord.TextChannel)
    await local.server.types(BEN, CHANNEL, f"<@{BOT_USER}> when?")
    (asked,) = local.server.messages(ANA, CHANNEL)
    original = await channel.fetch_message(int(asked.id))
    await original.reply("At 3 pm", file=discord.File(__file__, "notes.py"))
    _, answer = local.server.messages(ANA, CHANNEL)
    assert (answer.quoted, answer.words) == ("@stem-bot when?", "At 3 pm")
    assert [part.type for part in answer.parts] == ["text", "file"]
    assert [*local.server.thread(ANA, CHANNEL, answer.id)] == [answer]


async def test_what_discord_does_not_have_cannot_be_done(local: Local) -> None:
    message = await menus(local)
    hands: Hands = local.server
    assert hands.home(ANA) is None
    with pytest.raises(CannotDo):
        await local.server.opens_home(ANA)
    with pytest.raises(CannotDo):
        await local.server.types(ANA, CHANNEL, "hello", thread=message)
    with pytest.raises(CannotDo):
        await local.server.searches(ANA, message, "tags", "Ar")
    with pytest.raises(CannotDo):
        local.server.thread(ANA, CHANNEL, "1")

from __future__ import annotations

from typing import Any

import discord
import pytest

from bot.sandbox.hands import CannotDo
from tests.sandbox.discord.lincoln_server import ANA, BEN, CHANNEL, Act, Local

pytestmark = pytest.mark.wire


def option(name: str, label: str, chosen: bool = False) -> dict[str, Any]:
    return {"value": name, "label": label, "default": chosen}


def labelled(label: str, component: dict[str, Any], description: str = "") -> dict[str, Any]:
    told: dict[str, Any] = {"type": 18, "label": label, "component": component}
    return told | ({"description": description} if description else {})


NOTE = labelled(
    "What moved",
    {"type": 4, "custom_id": "moved", "style": 2, "required": True, "max_length": 20},
    "In a line",
)
LEVEL = labelled(
    "Level",
    {
        "type": 21,
        "custom_id": "level",
        "options": [option("1", "Getting Started"), option("2", "Progressing")],
    },
)
MODAL = {
    "custom_id": "checkin.form:7",
    "title": "Check-in",
    "components": [
        {"type": 10, "content": "**EC1.Leaders2**\n-# five levels"},
        NOTE,
        LEVEL,
        labelled("Who helps", {"type": 5, "custom_id": "who", "required": False, "min_values": 0}),
        labelled(
            "Tags",
            {
                "type": 22,
                "custom_id": "tags",
                "required": False,
                "options": [option("a", "Art"), option("b", "Biology", chosen=True)],
            },
        ),
    ],
}


class Raw(discord.ui.Modal):
    """A modal whose JSON is given, as a renderer makes it."""

    def __init__(self, payload: dict[str, Any]) -> None:
        super().__init__(title=payload["title"], custom_id=payload["custom_id"])
        self._payload = payload

    def to_dict(self) -> dict[str, Any]:
        return self._payload


class Buttons(discord.ui.View):
    def __init__(self) -> None:
        super().__init__(timeout=None)
        self.add_item(discord.ui.Button(label="Write more", custom_id="open"))


async def opened(local: Local, payload: dict[str, Any]) -> None:
    bot = await local.start_bot()
    channel = await bot.fetch_channel(int(CHANNEL))
    assert isinstance(channel, discord.TextChannel)
    message = await channel.send("Check-in", view=Buttons())

    async def open_form(act: Act) -> None:
        if act.type is discord.InteractionType.component:
            await act.response.send_modal(Raw(payload))
        else:
            await act.response.edit_message(content="Recorded", view=None)

    bot.on_act = open_form
    await local.server.presses(ANA, str(message.id), "open")


async def test_a_form_shows_its_fields_and_notes(local: Local) -> None:
    await opened(local, MODAL)
    form = local.server.form(ANA)
    assert form is not None
    assert (form.id, form.title) == ("checkin.form:7", "Check-in")
    note, moved, level, who, tags = form.fields
    assert (note.kind, "".join(span.text for span in note.spans)) == ("note", "EC1.Leaders2\nfive levels")
    assert (moved.id, moved.label, moved.kind, moved.hint) == ("moved", "What moved", "text", "In a line")
    assert (moved.required, moved.multiline, moved.longest) == (True, True, 20)
    assert (level.kind, [each.label for each in level.options]) == (
        "choice",
        ["Getting Started", "Progressing"],
    )
    assert (who.kind, [each.label for each in who.options]) == ("person", ["Ana Ruiz", "Ben Cho"])
    assert (tags.kind, tags.value) == ("ticks", "b")
    assert local.server.form(BEN) is None


async def test_a_submission_carries_every_value_and_the_chosen_people(local: Local) -> None:
    await opened(local, MODAL)
    await local.server.submits(ANA, {"moved": "two seats", "level": "2", "who": "Ben Cho", "tags": "a,b"})
    assert local.server.form(ANA) is None
    act = local.bot.acts[-1]
    assert act.type is discord.InteractionType.modal_submit
    assert act.message is not None
    data: Any = act.data
    assert data["custom_id"] == "checkin.form:7"
    assert [part["type"] for part in data["components"]] == [10, 18, 18, 18, 18]
    fields = {part["component"]["custom_id"]: part["component"] for part in data["components"][1:]}
    assert fields["moved"]["value"] == "two seats"
    assert fields["level"]["value"] == "2"
    assert fields["who"]["values"] == [BEN]
    assert fields["tags"]["values"] == ["a", "b"]
    assert data["resolved"]["users"][BEN]["global_name"] == "Ben Cho"
    (seen,) = local.server.messages(ANA, CHANNEL)
    assert seen.words == "Recorded"


async def test_a_refused_form_stays_open_with_the_reason_at_the_field(local: Local) -> None:
    await opened(local, MODAL)
    before = len(local.bot.acts)
    await local.server.submits(ANA, {"moved": "x" * 21, "level": ""})
    form = local.server.form(ANA)
    assert form is not None
    errors = {field.id: field.error for field in form.fields if field.error}
    assert errors == {"moved": "Must be 20 characters or fewer.", "level": "This field is required."}
    assert form.fields[1].value == "x" * 21
    assert len(local.bot.acts) == before
    with pytest.raises(CannotDo):
        await local.server.submits(ANA, {"unknown": "x"})


async def test_a_dismissed_form_is_gone_and_nothing_is_sent(local: Local) -> None:
    await opened(local, MODAL)
    before = len(local.bot.acts)
    await local.server.dismisses(ANA)
    assert local.server.form(ANA) is None
    assert len(local.bot.acts) == before


async def test_a_modal_cannot_answer_a_modal(local: Local) -> None:
    await opened(local, MODAL)
    refused: list[discord.HTTPException] = []

    async def open_another(act: Act) -> None:
        url = discord.http.Route(
            "POST",
            "/interactions/{webhook_id}/{webhook_token}/callback",
            webhook_id=act.id,
            webhook_token=act.token,
        )
        try:
            await local.bot.http.request(url, json={"type": 9, "data": MODAL})
        except discord.HTTPException as error:
            refused.append(error)
        await act.response.defer()

    local.bot.on_act = open_another
    await local.server.submits(ANA, {"moved": "y", "level": "1"})
    assert [error.code for error in refused] == [50035]
    assert local.server.form(ANA) is None


@pytest.mark.parametrize(
    ("change", "place"),
    [
        ({"title": "t" * 46}, "data.title"),
        ({"components": [NOTE] * 6}, "data.components"),
        ({"components": [NOTE, NOTE]}, "data.components.1.component.custom_id"),
        ({"components": [NOTE | {"label": "l" * 46}]}, "data.components.0.label"),
        (
            {"components": [labelled("L", {"type": 21, "custom_id": "r", "options": [option("1", "one")]})]},
            "data.components.0.component.options",
        ),
    ],
)
async def test_an_unfit_modal_is_refused_where_the_fault_is(
    local: Local, change: dict[str, Any], place: str
) -> None:
    await local.start_bot()
    refused: list[discord.HTTPException] = []

    async def open_unfit(act: Act) -> None:
        try:
            await act.response.send_modal(Raw(MODAL | change))
        except discord.HTTPException as error:
            refused.append(error)
            await act.response.defer()

    local.bot.on_act = open_unfit
    channel = local.bot.get_channel(int(CHANNEL)) or await local.bot.fetch_channel(int(CHANNEL))
    assert isinstance(channel, discord.TextChannel)
    message = await channel.send("Check-in", view=Buttons())
    await local.server.presses(ANA, str(message.id), "open")
    (error,) = refused
    assert error.code == 50035
    assert f"{place}:" in str(error)

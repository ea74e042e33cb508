"""The workshop club's bot on hikari."""

from __future__ import annotations

import asyncio
import os
import sys
from collections.abc import Awaitable, Callable
from typing import Final

import hikari
from hikari.impl import special_endpoints as build

Command = hikari.CommandInteraction
EPHEMERAL = hikari.MessageFlag.EPHEMERAL
CREATE: Final = hikari.ResponseType.MESSAGE_CREATE
TOPICS = ("Robots", "Rockets", "Gardens")

bot = hikari.GatewayBot(
    os.environ["CLUB_BOT_TOKEN"],
    rest_url=os.environ["CLUB_ADDRESS"] + "/api/v10",
    intents=hikari.Intents.GUILDS | hikari.Intents.GUILD_MESSAGES | hikari.Intents.DM_MESSAGES,
    banner=None,
    logs="WARNING",
    allow_color=False,
    max_retries=0,
    suppress_optimization_warning=True,
)


def command() -> build.SlashCommandBuilder:
    made = build.SlashCommandBuilder("club", "Workshops of the club")
    topic = hikari.CommandOption(
        type=hikari.OptionType.STRING,
        name="topic",
        description="What about",
        is_required=True,
        autocomplete=True,
    )
    seats = hikari.CommandOption(
        type=hikari.OptionType.INTEGER, name="seats", description="How many", min_value=1
    )
    who = hikari.CommandOption(type=hikari.OptionType.USER, name="who", description="Whom", is_required=True)
    options = {"find": [topic, seats], "invite": [who]}
    for name, (words, _) in COMMANDS.items():
        made.add_option(
            hikari.CommandOption(
                type=hikari.OptionType.SUB_COMMAND,
                name=name,
                description=words,
                options=options.get(name),
            )
        )
    return made


def controls() -> list[hikari.api.ComponentBuilder]:
    when = build.MessageActionRowBuilder()
    menu = when.add_text_menu("when", placeholder="When")
    menu.add_option("Monday", "mon").add_option("Friday", "fri")
    join = build.MessageActionRowBuilder()
    join.add_interactive_button(hikari.ButtonStyle.PRIMARY, "join", label="Join")
    helper = build.MessageActionRowBuilder()
    helper.add_select_menu(hikari.ComponentType.USER_SELECT_MENU, "helper", placeholder="Helper")
    return [join, when, helper]


async def plan(act: Command) -> None:
    rows = [build.ModalActionRowBuilder(), build.ModalActionRowBuilder()]
    rows[0].add_text_input("title", "Title", min_length=3)
    rows[1].add_text_input("level", "Level", required=False)
    await act.create_modal_response("Plan a workshop", "plan", components=rows)


async def look(act: Command) -> None:
    await act.create_initial_response(hikari.ResponseType.DEFERRED_MESSAGE_CREATE, flags=EPHEMERAL)
    assert act.guild_id is not None
    rest = bot.rest
    said = await rest.create_message(act.channel_id, "Remember me")
    await said.edit("Remember this")
    read = await rest.fetch_messages(act.channel_id).limit(1)
    await said.delete()
    guild = await rest.fetch_guild(act.guild_id)
    member = await rest.fetch_member(act.guild_id, act.user)
    found = await rest.search_members(act.guild_id, "ana")
    parts = (guild.name, member.display_name, found[0].display_name, read[0].content or "")
    await act.edit_initial_response(", ".join(parts))


async def report(act: Command) -> None:
    await act.create_initial_response(hikari.ResponseType.DEFERRED_MESSAGE_CREATE)
    await act.edit_initial_response("The report", attachment=hikari.Bytes("goggles", "report.txt"))
    more = await act.execute("More for you", flags=EPHEMERAL)
    await act.edit_message(more, "Less for you")


async def wrong(act: Command) -> None:
    words = "no error"
    try:
        await bot.rest.fetch_channel(700000000000000404)
    except hikari.NotFoundError as refused:
        words = f"{int(refused.code)} {int(refused.status)}"
    await act.create_initial_response(CREATE, words, flags=EPHEMERAL)


async def card(act: Command) -> None:
    shown = build.ContainerComponentBuilder()
    shown.add_text_display("**Workshops**")
    row = build.MessageActionRowBuilder()
    row.add_interactive_button(hikari.ButtonStyle.SUCCESS, "greet", label="Greet")
    shown.add_component(row)
    await act.create_initial_response(CREATE, component=shown, flags=hikari.MessageFlag.IS_COMPONENTS_V2)


async def find(act: Command) -> None:
    given = {option.name: option.value for option in (act.options or [])[0].options or ()}
    words = f"{given['topic']} for {given.get('seats', 'all')}"
    await act.create_initial_response(CREATE, words, flags=EPHEMERAL)


async def invite(act: Command) -> None:
    assert act.resolved is not None
    (invited,) = act.resolved.users.values()
    words = "Invited"
    try:
        await invited.send("You are invited")
    except hikari.ForbiddenError as refused:
        words = f"Not invited: {int(refused.code)}"
    await act.create_initial_response(CREATE, words, flags=EPHEMERAL)


Answer = Callable[[Command], Awaitable[None]]
COMMANDS: dict[str, tuple[str, Answer]] = {
    "plan": ("Plan a workshop", plan),
    "look": ("Say who and what is here", look),
    "report": ("Make a long report", report),
    "wrong": ("Go where nothing is", wrong),
    "card": ("Show a card", card),
    "find": ("Find a workshop", find),
    "invite": ("Invite somebody", invite),
}


@bot.listen()
async def commanded(event: hikari.CommandInteractionCreateEvent) -> None:
    act = event.interaction
    await COMMANDS[(act.options or [])[0].name][1](act)


@bot.listen()
async def completed(event: hikari.AutocompleteInteractionCreateEvent) -> None:
    (typed,) = [option for option in event.interaction.options[0].options or () if option.is_focused]
    found = [topic for topic in TOPICS if str(typed.value).casefold() in topic.casefold()]
    await event.interaction.create_response([build.AutocompleteChoiceBuilder(each, each) for each in found])


@bot.listen()
async def submitted(event: hikari.ModalInteractionCreateEvent) -> None:
    act = event.interaction
    given = {field.custom_id: field.value for row in act.components for field in row.components}
    words = f"{given['title']}, {given['level'] or 'any level'}"
    await act.create_initial_response(CREATE, words, components=controls())
    await bot.rest.create_message(
        act.channel_id, "What to bring", attachment=hikari.Bytes("goggles", "plan.txt")
    )


@bot.listen()
async def chosen(event: hikari.ComponentInteractionCreateEvent) -> None:
    act = event.interaction
    if act.custom_id == "join":
        words = f"<@{act.user.id}> joins"
        await act.create_initial_response(hikari.ResponseType.MESSAGE_UPDATE, words, components=controls())
    elif act.custom_id == "greet":
        welcome = build.TextDisplayComponentBuilder(content=f"Welcome <@{act.user.id}>")
        await act.create_initial_response(hikari.ResponseType.MESSAGE_UPDATE, component=welcome)
    elif act.custom_id == "when":
        await act.create_initial_response(CREATE, f"On {act.values[0]}", flags=EPHEMERAL)
    else:
        await act.create_initial_response(hikari.ResponseType.DEFERRED_MESSAGE_UPDATE)
        await act.edit_initial_response(f"<@{act.values[0]}> helps", components=[])


@bot.listen()
async def heard(event: hikari.DMMessageCreateEvent) -> None:
    if not event.is_bot:
        await event.message.respond(f"Heard: {event.content}", reply=True)


@bot.listen()
async def started(_: hikari.StartedEvent) -> None:
    application = await bot.rest.fetch_application()
    (registered,) = await bot.rest.set_application_commands(application, [command()])
    (known,) = await bot.rest.fetch_application_commands(application)
    assert known.id == registered.id
    print("ready", flush=True)  # noqa: T201 - awaited


async def main() -> None:
    await bot.start(check_for_updates=False)
    await asyncio.to_thread(sys.stdin.read)
    await bot.close()


if __name__ == "__main__":
    asyncio.run(main())

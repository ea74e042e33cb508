from typing import Any

import pytest

from bot.chat.cards import Button, Buttons, Menu, Option, Paragraph, card
from bot.chat.events import ActionCall, CommandCall, FormSubmission, Person, Place
from bot.chat.forms import ChoiceField, Form, PersonField, TextField
from bot.chat.parameters import Kind, Parameter
from bot.chat.replies import Ask, Correct, Replace, Reply, Say
from bot.chat.routes import Action, Command, Submission
from tests.platforms.discord.discord_town import (
    ANA,
    BEN,
    CHANNEL,
    GUILD,
    controls,
    local_town,
    says,
    until,
    words,
)

pytestmark = pytest.mark.wire


def _command(
    path: str, run: Any, *parameters: Parameter, private: bool = True, opens_form: bool = False
) -> Command:
    summary, example = f"About {path}", f"/stem {path}"
    return Command(path, run, summary, example, parameters, private=private, opens_form=opens_form)


def _asks(_desk: Any, _call: CommandCall) -> Reply:
    buttons = Buttons((Button("Moving", "moved:7", "main"), Button("Write more", "more:7")))
    return Say(
        card(Paragraph("How did it go?"), buttons, Menu("later:7", "Later", (Option("mon", "On Monday"),)))
    )


def _recorded(_desk: Any, call: ActionCall) -> Reply:
    return Replace(says(f"Recorded: {call.action} {call.argument} {call.value}"))


def _form(_desk: Any, _call: ActionCall | CommandCall) -> Reply:
    levels = (Option("1", "Getting started"), Option("2", "Progressing"))
    fields = (
        TextField("what", "What moved?"),
        ChoiceField("level", "Level", levels),
        PersonField("who", "Who?"),
    )
    return Ask(Form("detail:7", "Add detail", fields, ("Say as much as you like.",)))


def _sent(_desk: Any, call: FormSubmission) -> Reply:
    return Replace(
        says(f"Got {call.argument}: {call.values['what']} {call.values['level']} {call.values['who']}")
    )


CHECK_IN = (
    _command("check", _asks),
    _command("form", _form, opens_form=True),
    Action("moved", _recorded),
    Action("later", _recorded),
    Action("more", _form, opens_form=True),
    Submission("detail", _sent),
)


async def test_a_command_is_answered_only_to_the_person() -> None:
    async with local_town(*CHECK_IN) as town:
        await town.server.types(ANA, CHANNEL, "/stem check")
        (answer,) = town.seen()
        assert (words(answer), answer.private, town.seen(BEN)) == ("How did it go?", True, [])
        (call,) = town.reception.calls
        assert (call.person, call.place) == (Person("discord", "", ANA), Place("discord", GUILD, CHANNEL))


async def test_a_public_command_is_answered_to_everyone() -> None:
    async with local_town(_command("check", _asks, private=False)) as town:
        await town.server.types(ANA, CHANNEL, "/stem check")
        assert [message.private for message in town.seen(BEN)] == [False]


async def test_in_a_direct_message_the_answer_stays() -> None:
    async with local_town(*CHECK_IN) as town:
        await town.server.types(ANA, town.direct(), "/stem check")
        (answer,) = town.seen(place=town.direct())
        assert (answer.private, words(answer)) == (False, "How did it go?")
        assert town.reception.calls[0].place == Place("discord", "", town.direct(), direct=True)


async def test_a_button_changes_its_message() -> None:
    async with local_town(*CHECK_IN) as town:
        await town.server.types(ANA, CHANNEL, "/stem check")
        await town.server.presses(ANA, town.seen()[0].id, "moved:7")
        (answer,) = town.seen()
        assert (words(answer), controls(answer)) == ("Recorded: moved 7 ", [])


async def test_a_menu_gives_its_choice() -> None:
    async with local_town(*CHECK_IN) as town:
        await town.server.types(ANA, CHANNEL, "/stem check")
        await town.server.presses(ANA, town.seen()[0].id, "later:7", "mon")
        assert words(town.seen()[0]) == "Recorded: later 7 mon"


async def test_a_form_from_a_button_changes_the_buttons_message() -> None:
    async with local_town(*CHECK_IN) as town:
        await town.server.types(ANA, CHANNEL, "/stem check")
        await town.server.presses(ANA, town.seen()[0].id, "more:7")
        form = town.server.form(ANA)
        assert form is not None
        assert (form.title, [one.kind for one in form.fields]) == (
            "Add detail",
            ["note", "text", "choice", "person"],
        )
        await town.server.submits(ANA, {"what": "Two *new* seats", "level": "2", "who": BEN})
        assert [words(one) for one in town.seen()] == [f"Got 7: Two *new* seats 2 {BEN}"]


async def test_a_form_from_a_command_is_answered_with_a_message() -> None:
    async with local_town(*CHECK_IN) as town:
        await town.server.types(ANA, CHANNEL, "/stem form")
        await town.server.submits(ANA, {"what": "It moved", "level": "1"})
        (answer,) = town.seen()
        assert (words(answer), answer.private) == ("Got 7: It moved 1 ", True)


async def test_a_wrong_form_names_its_problems_and_offers_to_edit() -> None:
    def wrong(_desk: Any, _call: FormSubmission) -> Reply:
        form = Form("detail:7", "Add detail", (TextField("what", "What moved?"),))
        return Correct(form, {"what": "Please fill this in."}, draft="d1")

    async with local_town(
        _command("form", _form, opens_form=True), Submission("detail", wrong, private=False)
    ) as town:
        await town.server.types(ANA, CHANNEL, "/stem form")
        await town.server.submits(ANA, {"level": "1"})
        (answer,) = town.seen()
        assert answer.private
        assert "What moved?: Please fill this in." in words(answer)
        assert controls(answer) == ["draft:d1"]


async def test_options_arrive_by_name_and_people_as_mentions() -> None:
    def echoes(_desk: Any, call: CommandCall) -> Reply:
        return Say(says(f"{dict(sorted(call.options.items()))}"))

    parameters = (Parameter("note", Kind.TEXT, "Note"), Parameter("who", Kind.PERSON, "Who", required=True))
    async with local_town(_command("tasks add", echoes, *parameters)) as town:
        await town.server.types(ANA, CHANNEL, "/stem tasks add who:Ben note:paint the poster")
        assert words(town.seen()[0]) == f"{{'note': 'paint the poster', 'who': '@{{{BEN}}}'}}"


async def test_a_long_answer_comes_in_several_messages() -> None:
    def long(_desk: Any, _call: CommandCall) -> Reply:
        return Say(card(*(Paragraph(f"{number} " + "x" * 1500) for number in range(5))))

    async with local_town(_command("long", long)) as town:
        await town.server.types(ANA, CHANNEL, "/stem long")
        await until(lambda: len(town.seen()) == 3)
        shown = town.seen()
        assert [one.private for one in shown] == [True] * 3
        assert [line[0] for one in shown for line in words(one).split("\n")] == ["0", "1", "2", "3", "4"]


async def test_half_typed_values_are_completed() -> None:
    def suggest(_desk: Any, call: CommandCall, typed: str) -> list[Option]:
        return [Option("EC1.Leaders2", f"{typed}!", f"level {call.options.get('level', '')} " + "long " * 12)]

    parameters = (
        Parameter("level", Kind.LEVEL, "Level"),
        Parameter("indicator", Kind.INDICATOR, "I", suggest=suggest),
    )
    async with local_town(_command("rate", _asks, *parameters)) as town:
        (found,) = await town.server.suggests(ANA, CHANNEL, "/stem rate level:3 indicator:EC1")
        assert found.label.startswith("EC1! · level 3 long")
        assert "EC1.Leaders2" in found.text


@pytest.mark.parametrize("person", [ANA, BEN])
async def test_a_command_that_is_gone_is_passed_on_as_it_was_typed(person: str) -> None:
    async with local_town(*CHECK_IN) as town:
        del town.reception.router.commands["check"]
        await town.server.types(person, CHANNEL, "/stem check")
        assert words(town.seen(person)[0]) == "no command: check"

from typing import Any

import pytest

from bot.chat.cards import Button, Buttons, Menu, Option, Paragraph, card
from bot.chat.events import ActionCall, CommandCall, FormSubmission, MessageRef, Person, Place
from bot.chat.forms import ChoiceField, DateField, Form, PersonField, TextField
from bot.chat.replies import Ask, Correct, Replace, Reply, Say
from bot.chat.routes import Action, Submission
from tests.platforms.slack.slack_town import (
    ANA,
    BEN,
    CHANNEL,
    CY,
    LOBBY,
    SCHOOL_CHANNEL,
    command,
    controls,
    local_town,
    says,
    until,
)

pytestmark = pytest.mark.wire


def _asks(_desk: Any, _call: CommandCall) -> Reply:
    buttons = Buttons((Button("Moving", "moved:7", "main"), Button("Write more", "more:7")))
    later = Menu("later:7", "Later", (Option("mon", "On Monday"),))
    return Say(card(Paragraph("How did it go?"), buttons, later))


def _recorded(_desk: Any, call: ActionCall) -> Reply:
    return Replace(says(f"Recorded: {call.action} {call.argument} {call.value}".strip()))


def _form(_desk: Any, _call: ActionCall | CommandCall) -> Reply:
    levels = (Option("1", "Getting started"), Option("2", "Progressing", "a plan exists"))
    fields = (
        TextField("what", "What moved?", "paragraph"),
        ChoiceField("level", "Level", levels),
        PersonField("who", "Who?"),
        DateField("day", "When?"),
    )
    return Ask(Form("detail:7", "Add detail", fields, ("Say as much as you like.",)))


FILLED = {"what": "Two seats & more", "level": "2", "who": BEN, "day": "2026-12-11"}


def _sent(_desk: Any, call: FormSubmission) -> Reply:
    return Replace(says(f"Got {call.argument}: {' '.join(call.values[name] for name in FILLED)}"))


CHECK_IN = (
    command("check", _asks),
    command("public", _asks, private=False),
    command("form", _form, opens_form=True),
    Action("moved", _recorded),
    Action("later", _recorded),
    Action("more", _form, opens_form=True),
    Submission("detail", _sent),
)


async def test_a_private_command_is_answered_only_to_the_person() -> None:
    async with local_town(*CHECK_IN) as town:
        await town.types('/stem check "a & b <c>" @Ben Okafor now')

        (seen,) = town.seen()
        assert (seen.words, seen.private) == ("How did it go?", True)
        assert controls(seen) == ["moved:7", "more:7", "later:7"]
        assert town.seen(BEN) == []
        (call,) = town.reception.calls
        assert isinstance(call, CommandCall)
        assert (call.person, call.place) == (
            Person("slack", "T0DISTRICT", ANA),
            Place("slack", "T0DISTRICT", CHANNEL),
        )
        assert (call.command, call.line) == ("check", '"a & b <c>" @{U0BEN} now')
        assert call.key.startswith("slack:")


async def test_an_open_command_is_answered_to_the_channel() -> None:
    async with local_town(*CHECK_IN) as town:
        await town.types("/stem public")

        (seen,) = town.seen(BEN)
        assert (seen.words, seen.private) == ("How did it go?", False)


async def test_a_private_answer_in_the_direct_message_is_an_ordinary_message_and_stays() -> None:
    async with local_town(*CHECK_IN) as town:
        await town.types("/stem check", place=town.direct())

        (seen,) = town.seen(place=town.direct())
        assert (seen.words, seen.private) == ("How did it go?", False)
        assert town.reception.calls[0].place.direct


async def test_a_command_works_where_the_bot_is_not_a_member() -> None:
    async with local_town(*CHECK_IN) as town:
        await town.types("/stem check", place=LOBBY)
        await town.presses(town.seen(place=LOBBY)[0], "moved:7")

        (seen,) = town.seen(place=LOBBY)
        assert (seen.words, seen.private) == ("Recorded: moved 7", True)


async def test_an_unknown_subcommand_reaches_the_reception_with_the_whole_line() -> None:
    async with local_town(*CHECK_IN) as town:
        await town.types("/stem chekc in")

        assert town.seen()[0].words == "no command: chekc in"
        assert town.seen()[0].private


async def test_two_workspaces_are_served_each_with_its_own_token() -> None:
    async with local_town(*CHECK_IN) as town:
        await town.types("/stem check", CY, SCHOOL_CHANNEL)
        await town.presses(town.seen(CY, SCHOOL_CHANNEL)[0], "moved:7", user=CY)

        assert [one.words for one in town.seen(CY, SCHOOL_CHANNEL)] == ["Recorded: moved 7"]
        assert town.reception.calls[0].person == Person("slack", "T0SCHOOL", CY)


@pytest.mark.parametrize("line", ["/stem check", "/stem public"])
async def test_a_press_changes_its_message_private_or_not(line: str) -> None:
    async with local_town(*CHECK_IN) as town:
        await town.types(line)
        await town.presses(town.seen()[0], "moved:7")

        (seen,) = town.seen()
        assert seen.words == "Recorded: moved 7"
        assert controls(seen) == []


async def test_a_choice_from_a_menu_brings_the_options_id() -> None:
    async with local_town(*CHECK_IN) as town:
        await town.types("/stem check")
        await town.presses(town.seen()[0], "later:7", "mon")

        assert town.seen()[0].words == "Recorded: later 7 mon"


@pytest.mark.parametrize("line", ["/stem check", "/stem public"])
async def test_a_form_opens_from_a_button_and_its_answer_changes_the_message(line: str) -> None:
    async with local_town(*CHECK_IN) as town:
        await town.types(line)
        before = town.seen()[0]
        await town.presses(before, "more:7")
        form = town.server.hands.form(ANA)
        assert form is not None
        assert [one.kind for one in form.fields] == ["note", "text", "choice", "person", "date"]
        assert form.title == "Add detail"
        await town.server.hands.submits(ANA, FILLED)

        await until(lambda: town.seen()[0].words != before.words)
        assert [one.words for one in town.seen()] == ["Got 7: Two seats & more 2 U0BEN 2026-12-11"]
        assert town.server.hands.form(ANA) is None
        submission = town.reception.calls[-1]
        assert isinstance(submission, FormSubmission)
        private = line.endswith("check")
        message = None if private else MessageRef("slack", "T0DISTRICT", CHANNEL, before.id)
        assert submission.message == message


async def test_a_form_from_a_command_is_answered_privately_where_it_was_typed() -> None:
    async with local_town(*CHECK_IN) as town:
        await town.types("/stem form", place=LOBBY)
        await town.server.hands.submits(ANA, FILLED)

        await until(lambda: town.seen(place=LOBBY))
        (seen,) = town.seen(place=LOBBY)
        assert (seen.words, seen.private) == ("Got 7: Two seats & more 2 U0BEN 2026-12-11", True)


async def test_mistakes_stand_at_their_fields_and_the_form_stays_open() -> None:
    form = Form("fix:1", "Add a link", (TextField("link", "Link", "link"), TextField("why", "Why")))
    routes = (
        command("form", lambda _desk, _call: Ask(form), opens_form=True),
        Submission("fix", lambda _desk, _call: Correct(form, {"link": "This is not a web address."}, "d1")),
    )
    async with local_town(*routes) as town:
        await town.types("/stem form")
        await town.server.hands.submits(ANA, {"link": "nowhere"})

        opened = town.server.hands.form(ANA)
        assert opened is not None
        assert [(one.error, one.value) for one in opened.fields] == [
            ("This is not a web address.", "nowhere"),
            ("", ""),
        ]


async def test_a_form_from_a_route_that_opens_none_is_our_mistake_and_gets_a_reference() -> None:
    async with local_town(command("form", _form)) as town:
        await town.types("/stem form")

        (seen,) = town.seen()
        assert "reference: " in seen.words
        assert town.server.hands.form(ANA) is None


async def test_a_long_answer_comes_in_several_messages_and_nothing_is_lost() -> None:
    paragraphs = [Paragraph(f"{number} " + "word " * 300) for number in range(6)]
    async with local_town(command("long", lambda _desk, _call: Say(card(*paragraphs)))) as town:
        await town.types("/stem long")

        await until(lambda: len(town.seen()) == 3)
        assert "\n".join(one.words for one in town.seen()) == "\n".join(one.words for one in paragraphs)
        assert all(one.private for one in town.seen())

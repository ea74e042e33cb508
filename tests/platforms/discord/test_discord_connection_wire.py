import asyncio
import time
from dataclasses import replace
from typing import Any

import pytest

from bot.chat.cards import Button, Buttons, Option, Paragraph, card
from bot.chat.events import ActionCall, CommandCall, FormSubmission
from bot.chat.forms import Form, TextField
from bot.chat.messenger import BotAway
from bot.chat.parameters import Kind, Parameter
from bot.chat.replies import Ask, Correct, Replace, Reply, Say
from bot.chat.routes import Action, Command, Submission
from bot.platforms.discord.sign_in import CannotSignIn
from bot.sandbox.discord.windows import Windows
from bot.sandbox.fault_desk import FaultName, FaultOrder
from bot.sandbox.faults import Fault
from tests.platforms.discord.discord_town import (
    ANA,
    APP,
    BEN,
    CHANNEL,
    connect,
    local_town,
    says,
    until,
    words,
)

pytestmark = pytest.mark.wire
CALLBACK = "POST /interactions/{interaction_id}/{token}/callback"
COMMANDS = "/applications/{application_id}/commands"


def _hello(_desk: Any, _call: CommandCall) -> Reply:
    return Say(card(Paragraph("Hello"), Buttons((Button("More", "more:7"), Button("Ask", "ask:7")))))


def _more(_desk: Any, _call: ActionCall) -> Reply:
    return Replace(says("Recorded"))


def _aside(_desk: Any, _call: ActionCall) -> Reply:
    return Say(says("Aside"))


def _form(_desk: Any, _call: CommandCall | ActionCall) -> Reply:
    return Ask(Form("sent:7", "Detail", (TextField("what", "What?"),)))


HELLO = Command("hello", _hello, "Says hello", "/stem hello")
PUBLIC = Command("shout", _hello, "Says hello to all", "/stem shout", private=False)
ASKS = Command("ask", _form, "Asks", "/stem ask", opens_form=True)
MORE, ASK = Action("more", _more), Action("ask", _form, opens_form=True)


def _count(town: Any, method_and_path: str) -> int:
    return sum(one.what == method_and_path for one in town.server.traffic)


async def test_commands_are_put_only_when_they_changed() -> None:
    async with local_town(HELLO, windows=Windows(identify=0.0)) as town:
        assert _count(town, f"PUT {COMMANDS}") == 1
        await town.connection.stop()
        again = connect(town.server, town.reception)
        await again.start()
        await again.stop()
        assert (_count(town, f"GET {COMMANDS}"), _count(town, f"PUT {COMMANDS}")) == (2, 1)


async def test_a_wrong_token_is_explained() -> None:
    async with local_town(HELLO, started=False) as town:
        wrong = connect(town.server, town.reception, "another-token")
        with pytest.raises(CannotSignIn, match="does not accept the bot token"):
            await wrong.start()


async def test_a_server_that_is_away_is_waited_for() -> None:
    async with local_town(HELLO, started=False) as town:
        port = int(town.server.address.rpartition(":")[2])
        await town.server.stop()
        started = asyncio.create_task(town.connection.start())
        await asyncio.sleep(0.3)
        await town.server.start(port=port)
        await started
        assert town.connection.connected


async def test_a_slow_command_is_deferred_and_then_answered_privately() -> None:
    async with local_town(HELLO, MORE) as town:
        town.reception.seconds = 2.0
        await town.server.types(ANA, CHANNEL, "/stem hello")
        await until(lambda: town.seen() and words(town.seen()[0]) == "Hello")
        assert (len(town.seen()), town.seen()[0].private, town.seen(BEN)) == (1, True, [])
        assert not town.server.troubles(ANA)


async def test_a_slow_button_still_changes_its_message() -> None:
    async with local_town(HELLO, MORE) as town:
        await town.server.types(ANA, CHANNEL, "/stem hello")
        town.reception.seconds = 2.0
        await town.server.presses(ANA, town.seen()[0].id, "more:7")
        await until(lambda: words(town.seen()[0]) == "Recorded")
        assert len(town.seen()) == 1


async def test_a_slow_button_on_a_public_message_can_be_answered_aside() -> None:
    async with local_town(PUBLIC, Action("more", _aside)) as town:
        await town.server.types(ANA, CHANNEL, "/stem shout")
        town.reception.seconds = 2.0
        await town.server.presses(BEN, town.seen()[0].id, "more:7")
        await until(lambda: len(town.seen(BEN)) == 2)
        assert (words(town.seen(BEN)[1]), town.seen(BEN)[1].private, len(town.seen())) == ("Aside", True, 1)


async def test_a_slow_correction_of_a_public_form_stays_private() -> None:
    def wrong(_desk: Any, call: FormSubmission) -> Reply:
        form = Form("sent:7", "Detail", (TextField("what", "What?"),))
        return Correct(form, {"what": call.values["what"]}, "d1")

    async with local_town(ASKS, Submission("sent", wrong, private=False)) as town:
        await town.server.types(ANA, CHANNEL, "/stem ask")
        town.reception.seconds = 2.0
        await town.server.submits(ANA, {"what": "my secret"})
        await until(lambda: any("my secret" in words(one) for one in town.seen()))
        assert [one.private for one in town.seen()] == [True]
        assert town.seen(BEN) == []


async def test_a_form_that_comes_too_late_is_apologised_for() -> None:
    async with local_town(ASKS) as town:
        town.reception.seconds = 2.7
        started = time.monotonic()
        await town.server.types(ANA, CHANNEL, "/stem ask")
        assert time.monotonic() - started < 3.0
        assert "Please try once more" in words(town.seen()[0])
        assert (town.seen()[0].private, town.server.form(ANA)) == (True, None)
        assert not town.server.troubles(ANA)


async def test_a_database_that_is_away_is_said() -> None:
    async with local_town(HELLO) as town:
        town.reception.away = BotAway()
        await town.server.types(ANA, CHANNEL, "/stem hello")
        assert "out of reach" in words(town.seen()[0])
        assert town.seen()[0].private


async def test_a_failure_is_told_with_its_reference_and_the_log_keeps_no_words(
    capsys: pytest.CaptureFixture[str],
) -> None:
    async with local_town(HELLO) as town:
        town.reception.away = RuntimeError("something Ana typed")
        await town.server.types(ANA, CHANNEL, "/stem hello")
        reference = words(town.seen()[0]).rpartition(" ")[2]
        logged = capsys.readouterr().out
        assert (len(reference), town.seen()[0].private) == (8, True)
        assert reference in logged
        assert "something Ana typed" not in logged


async def test_a_form_from_a_route_that_does_not_declare_it_is_an_error() -> None:
    async with local_town(Command("ask", _form, "Asks", "/stem ask")) as town:
        await town.server.types(ANA, CHANNEL, "/stem ask")
        assert "Something went wrong" in words(town.seen()[0])


@pytest.mark.parametrize("refusal", ["10062", "40060"])
async def test_an_interaction_that_discord_gave_up_on_is_no_crash(
    refusal: str, capsys: pytest.CaptureFixture[str]
) -> None:
    async with local_town(HELLO, windows=Windows(first_answer=0.5)) as town:
        town.server.faults.next(CALLBACK, Fault("refuse", error=refusal))
        await town.server.types(ANA, CHANNEL, "/stem hello")
        await until(lambda: refusal in capsys.readouterr().out)
        await town.server.types(ANA, CHANNEL, "/stem hello")
        assert words(town.seen()[-1]) == "Hello"


async def test_an_answer_that_was_lost_on_the_way_back_is_not_given_twice() -> None:
    async with local_town(HELLO) as town:
        town.server.faults.next(CALLBACK, Fault("lose-the-answer"))
        await town.server.types(ANA, CHANNEL, "/stem hello")
        await until(lambda: _count(town, CALLBACK) == 2)
        assert [words(one) for one in town.seen()] == ["Hello"]


async def test_a_late_answer_that_is_no_form_takes_the_place_of_the_apology() -> None:
    late = Command("ask", _hello, "Asks", "/stem ask", opens_form=True)
    async with local_town(late) as town:
        town.reception.seconds = 2.7
        await town.server.types(ANA, CHANNEL, "/stem ask")
        await until(lambda: words(town.seen()[0]) == "Hello")
        assert len(town.seen()) == 1


@pytest.mark.parametrize("gone", ["command", "parameter"])
async def test_completion_of_what_is_gone_offers_nothing(
    gone: str, capsys: pytest.CaptureFixture[str]
) -> None:
    def suggest(_desk: Any, _call: CommandCall, _typed: str) -> list[Option]:
        return [Option("1", "One")]

    level = Parameter("level", Kind.LEVEL, "Level", suggest=suggest)
    async with local_town(Command("rate", _hello, "Rates", "/stem rate", (level,))) as town:
        commands = town.reception.router.commands
        rate = commands.pop("rate")
        if gone == "parameter":
            commands["rate"] = replace(rate, parameters=())
        assert list(await town.server.suggests(ANA, CHANNEL, "/stem rate level:1")) == []
        commands["rate"] = rate
        assert len(await town.server.suggests(ANA, CHANNEL, "/stem rate level:1")) == 1
    assert "answer_failed" not in capsys.readouterr().out


async def test_a_completion_that_breaks_is_logged_and_harms_nothing(
    capsys: pytest.CaptureFixture[str],
) -> None:
    def breaks(_desk: Any, _call: CommandCall, typed: str) -> list[Option]:
        raise LookupError(typed)

    level = Parameter("level", Kind.LEVEL, "Level", suggest=breaks)
    async with local_town(Command("rate", _hello, "Rates", "/stem rate", (level,))) as town:
        await town.server.suggests(ANA, CHANNEL, "/stem rate level:private words")
        await town.server.types(ANA, CHANNEL, "/stem rate")
        assert words(town.seen()[0]) == "Hello"
    logged = capsys.readouterr().out
    assert "LookupError" in logged
    assert "private words" not in logged


async def test_the_buttons_of_an_earlier_process_still_work() -> None:
    async with local_town(HELLO, MORE, windows=Windows(identify=0.0)) as town:
        await town.server.types(ANA, CHANNEL, "/stem hello")
        await town.connection.stop()
        later = connect(town.server, town.reception)
        await later.start()
        await town.server.presses(ANA, town.seen()[0].id, "more:7")
        assert words(town.seen()[0]) == "Recorded"
        await later.stop()


async def test_what_was_begun_is_finished_before_the_connection_closes() -> None:
    async with local_town(HELLO) as town:
        town.reception.seconds = 1.0
        typed = asyncio.create_task(town.server.types(ANA, CHANNEL, "/stem hello"))
        await until(lambda: town.reception.calls)
        await town.connection.stop()
        await typed
        assert words(town.seen()[0]) == "Hello"
        assert not town.connection.connected


@pytest.mark.parametrize("cut", ["drop-sockets", "reconnect"])
async def test_a_command_typed_while_the_connection_is_cut_is_answered(cut: FaultName) -> None:
    async with local_town(HELLO) as town:
        await town.server.fault_desk.order(FaultOrder(cut))
        await town.server.types(ANA, CHANNEL, "/stem hello")
        assert words(town.seen()[0]) == "Hello"
        await until(lambda: town.connection.connected)


async def test_no_token_is_ever_logged(capfd: pytest.CaptureFixture[str]) -> None:
    async with local_town(HELLO) as town:
        with pytest.raises(CannotSignIn):
            await connect(town.server, town.reception, APP.bot_token + "-wrong").start()
        await town.server.types(ANA, CHANNEL, "/stem hello")
    logged = capfd.readouterr()
    assert APP.bot_token not in logged.out + logged.err

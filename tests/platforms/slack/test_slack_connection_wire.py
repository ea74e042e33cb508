import asyncio
from collections.abc import Mapping
from datetime import UTC, datetime
from typing import Any

import pytest

from bot.chat.cards import Button, Buttons, Link, Paragraph, card
from bot.chat.forms import Form, TextField
from bot.chat.messenger import BotAway
from bot.chat.phrases import Phrases
from bot.chat.replies import Ask, Correct, Replace, Say
from bot.chat.router import Router
from bot.chat.routes import Action, Submission
from bot.platforms.slack.connection import SlackConnection
from bot.platforms.slack.manifest import slack_manifest
from bot.platforms.slack.sign_in import CannotSignIn
from bot.sandbox.faults import Fault
from bot.sandbox.slack.delivery.envelopes import Envelope
from bot.sandbox.slack.server import SlackServer
from bot.sandbox.slack.windows import Windows
from tests.platforms.slack.slack_town import (
    ANA,
    APP_TOKEN,
    DISTRICT,
    SmallReception,
    command,
    controls,
    local_town,
    says,
    until,
)

pytestmark = pytest.mark.wire

FORM = Form("detail:7", "Add detail", (TextField("what", "What moved?"),))
ROUTES = (
    command("hello", lambda _desk, _call: Say(says("Hello"))),
    command("form", lambda _desk, _call: Ask(FORM), opens_form=True),
    command(
        "check",
        lambda _desk, _call: Say(card(Paragraph("How?"), Buttons((Button("Moving", "moved:7"),)))),
        private=False,
    ),
    Action("moved", lambda _desk, _call: Replace(says("Recorded"))),
    Submission("detail", lambda _desk, call: Correct(FORM, {"what": f"Not {call.values['what']}"}, "d1")),
)


async def test_a_slow_command_is_acknowledged_in_time_and_answered_afterwards() -> None:
    async with local_town(*ROUTES, patience=0.05) as town:
        town.reception.seconds = 0.3
        await town.types("/stem hello")
        assert town.seen() == []

        await until(town.seen)
        assert [(one.words, one.private) for one in town.seen()] == [("Hello", True)]
        assert town.server.hands.troubles(ANA) == ()


async def test_a_slow_press_is_acknowledged_in_time_and_changes_the_message_afterwards() -> None:
    async with local_town(*ROUTES, patience=0.05) as town:
        await town.types("/stem check")
        town.reception.seconds = 0.3
        await town.presses(town.seen()[0], "moved:7")
        assert town.seen()[0].words == "How?"

        await until(lambda: town.seen()[0].words == "Recorded")


async def test_mistakes_found_too_late_for_the_form_come_as_a_private_card_with_a_way_back() -> None:
    async with local_town(*ROUTES, patience=0.05) as town:
        await town.types("/stem form")
        town.reception.seconds = 0.3
        await town.server.hands.submits(ANA, {"what": "much"})
        assert town.server.hands.form(ANA) is None

        await until(town.seen)
        (seen,) = town.seen()
        assert "What moved?: Not much" in seen.words
        assert (controls(seen), seen.private) == (["draft:d1"], True)


async def test_a_form_that_comes_too_late_to_open_is_explained() -> None:
    async with local_town(*ROUTES, windows=Windows(trigger=0.1)) as town:
        town.reception.seconds = 0.3
        await town.types("/stem form")

        assert town.server.hands.form(ANA) is None
        assert [one.words for one in town.seen()] == [
            "That took too long, so the form could not open. Please try once more."
        ]


async def test_while_the_records_are_away_an_event_stays_unacknowledged() -> None:
    async with local_town(*ROUTES, windows=Windows(answer=0.3)) as town:
        town.reception.away = BotAway("no database")
        await town.types("/stem hello")

        assert town.seen() == []
        (trouble,) = town.server.hands.troubles(ANA)
        assert "operation_timeout" in trouble.words


async def test_when_the_records_turn_out_to_be_away_late_the_person_is_told() -> None:
    async with local_town(*ROUTES, patience=0.05) as town:
        town.reception.away, town.reception.seconds = BotAway("no database"), 0.2
        await town.types("/stem hello")

        await until(town.seen)
        assert "out of reach" in town.seen()[0].words


async def test_a_broken_route_is_answered_with_a_reference() -> None:
    def breaks(_desk: Any, _call: Any) -> Any:
        raise ZeroDivisionError

    async with local_town(command("breaks", breaks)) as town:
        await town.types("/stem breaks")

        (seen,) = town.seen()
        assert "reference: " in seen.words
        assert seen.private


async def test_a_form_that_slack_refuses_is_answered_with_a_reference_and_not_with_silence() -> None:
    async with local_town(*ROUTES) as town:
        town.server.faults.next("views.open", Fault("refuse", error="invalid_arguments"))
        await town.types("/stem form")

        assert "reference: " in town.seen()[0].words


async def test_a_press_is_not_lost_to_a_rate_limit_or_a_lost_answer() -> None:
    async with local_town(*ROUTES) as town:
        await town.types("/stem check")
        town.server.faults.next("chat.update", Fault("rate-limited", seconds=1))
        town.server.faults.next("chat.update", Fault("lose-the-answer"))
        await town.presses(town.seen()[0], "moved:7")

        await until(lambda: len(town.server.traffic.of("chat.update")) == 3)
        assert town.seen()[0].words == "Recorded"


async def test_following_a_link_calls_nobody_and_is_acknowledged() -> None:
    link = card(Buttons((Link("Read it", "https://example.org/"),)))
    async with local_town(command("link", lambda _desk, _call: Say(link))) as town:
        await town.types("/stem link")
        (seen,) = town.seen()
        await town.presses(seen, controls(seen)[0])

        assert len(town.reception.calls) == 1
        assert town.server.hands.troubles(ANA) == ()


async def test_stopping_waits_for_what_is_under_way() -> None:
    async with local_town(*ROUTES, patience=0.05) as town:
        town.reception.seconds = 0.5
        await town.types("/stem hello")
        await town.connection.stop()

        assert [one.words for one in town.seen()] == ["Hello"]


async def test_stopping_does_not_lose_an_acknowledgement_that_is_due() -> None:
    async with local_town(*ROUTES) as town:
        town.reception.seconds = 0.3
        typing = asyncio.create_task(town.types("/stem hello"))
        await until(lambda: town.reception.calls)
        await town.connection.stop()
        await typing

        assert [one.words for one in town.seen()] == ["Hello"]


async def test_stopping_waits_for_an_event_that_has_only_just_come_in() -> None:
    async with local_town(*ROUTES) as town:
        town.server.faults.next("conversations.open", Fault("slow", seconds=0.3))
        typing = asyncio.create_task(town.types("/stem hello", place=town.direct()))
        await until(lambda: town.server.traffic.of("conversations.open"))
        await town.connection.stop()
        await typing

        assert [one.words for one in town.seen(place=town.direct())] == ["Hello"]


async def test_an_event_that_nobody_asked_for_is_acknowledged() -> None:
    event = {"type": "message", "channel_type": "im", "user": ANA, "text": "hi", "channel": "D1", "ts": "1.1"}
    payload = {"type": "event_callback", "team_id": "T0DISTRICT", "event_id": "Ev1", "event": event}
    async with local_town(*ROUTES, windows=Windows(answer=0.5)) as town:
        assert await town.server.sockets.ask(APP_TOKEN, Envelope("events_api", payload)) == {}
        assert town.reception.calls == []


async def test_what_it_said_itself_is_acknowledged_and_nobody_hears_of_it() -> None:
    event = {"type": "message", "channel_type": "im", "user": ANA, "text": "hi", "channel": "D1", "ts": "1.1"}
    payload = {"type": "event_callback", "team_id": "T0DISTRICT", "event_id": "Ev1", "api_app_id": "A1"}
    async with local_town(*ROUTES, windows=Windows(answer=0.5)) as town:
        own = Envelope("events_api", {**payload, "event": {**event, "app_id": "A1"}})
        assert await town.server.sockets.ask(APP_TOKEN, own) == {}
        persons = Envelope("events_api", {**payload, "event": event})
        assert await town.server.sockets.ask(APP_TOKEN, persons) == {}
        await until(lambda: town.reception.happenings)
        assert len(town.reception.happenings) == 1


async def test_it_connects_again_when_slack_asks_for_it_and_when_the_socket_drops() -> None:
    async with local_town(*ROUTES) as town:
        await town.server.sockets.ask_to_reconnect(APP_TOKEN)
        await until(lambda: town.server.sockets.count(APP_TOKEN) == 1)
        await town.types("/stem hello")
        town.server.sockets.drop(APP_TOKEN)
        await until(lambda: town.server.sockets.count(APP_TOKEN) == 0)
        await until(lambda: town.server.sockets.count(APP_TOKEN) == 1, seconds=10)
        await town.types("/stem hello")

        assert [one.words for one in town.seen()] == ["Hello", "Hello"]


async def test_it_says_whether_it_is_connected_and_for_how_long_it_heard_nothing() -> None:
    async with local_town(*ROUTES) as town:
        assert town.connection.connected
        assert (town.connection.link.silent_for or 0) < 3

        await town.connection.stop()
        assert not town.connection.connected


@pytest.mark.parametrize(
    ("app_token", "bot_tokens", "named"),
    [
        ("xapp-wrong", {"T0DISTRICT": "xoxb-local-1"}, "app token"),
        (APP_TOKEN, {"T0DISTRICT": "xoxb-wrong"}, "T0DISTRICT"),
        (APP_TOKEN, {"T0OTHER": "xoxb-local-1"}, "belongs to T0DISTRICT"),
    ],
)
async def test_a_wrong_token_ends_the_start_and_is_named(
    app_token: str, bot_tokens: Mapping[str, str], named: str
) -> None:
    server = SlackServer([DISTRICT], lambda: datetime.now(UTC), manifest=slack_manifest())
    await server.start()
    reception = SmallReception(Router(ROUTES, when_empty="hello"))
    connection = SlackConnection(server.address + "/api/", app_token, bot_tokens, reception, Phrases())
    try:
        with pytest.raises(CannotSignIn, match=named):
            await connection.start()
    finally:
        await connection.stop()
        await server.stop()


async def test_it_waits_for_a_slack_that_comes_up_later() -> None:
    async with local_town(*ROUTES) as town:
        await town.connection.stop()
        town.server.faults.next("auth.test", Fault("server-error", status=503))
        again = SlackConnection(
            town.server.address + "/api/",
            APP_TOKEN,
            {"T0DISTRICT": "xoxb-local-1"},
            town.reception,
            Phrases(),
        )
        await again.start()

        assert again.connected
        await again.stop()

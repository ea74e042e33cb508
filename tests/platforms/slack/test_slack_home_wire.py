"""The home page in Slack: published when it is opened or pressed, never for nothing, whatever Slack says."""

from __future__ import annotations

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from typing import Any

import pytest
from structlog.testing import capture_logs

from bot.chat.cards import Button, Buttons, Card, Paragraph, Part, Rule, card
from bot.chat.events import ActionCall, CommandCall, FormSubmission, Place
from bot.chat.forms import Form, TextField
from bot.chat.messenger import BotAway
from bot.chat.replies import Ask, Correct, Replace, Reply, Say
from bot.chat.routes import Action, Route, Submission
from bot.sandbox.faults import Fault
from bot.sandbox.seen import SeenButton, SeenPart, SeenRow
from bot.sandbox.slack.windows import Windows
from tests.platforms.slack.slack_town import ANA, Town, command, local_town, says, until
from tests.words import words_of_parts

pytestmark = pytest.mark.wire

PUBLISH = "views.publish"


class Desk:
    """What a home shows here: the page, and how often something was recorded."""

    def __init__(self, sections: int = 1) -> None:
        self.recorded = 0
        self.sections = sections
        self.broken = False
        self.form = Form("detail:7", "Add detail", (TextField("what", "What moved?"),))

    def page(self, _desk: Any, _call: CommandCall) -> Reply:
        if self.broken:
            return Ask(self.form)
        parts: list[Part] = [
            Paragraph(f"Recorded so far: {self.recorded}"),
            _row("moved:7", "Moving"),
            _row("more:7", "More…"),
        ]
        for number in range(1, self.sections):
            parts += [Rule(), Paragraph(f"Section {number}."), Paragraph("Its words.")]
        return Say(Card(tuple(parts)), kept=False)

    def moved(self, _desk: Any, _call: ActionCall) -> Reply:
        self.recorded += 1
        return Replace(card(Paragraph("Recorded: moving"), _row("more:7", "Add detail")))

    def long(self, _desk: Any, _call: ActionCall) -> Reply:
        return Say(Card(tuple(Paragraph(f"Line {number}") for number in range(80))))

    def asks(self, _desk: Any, _call: ActionCall) -> Reply:
        return Ask(self.form)

    def sent(self, _desk: Any, call: FormSubmission) -> Reply:
        if not call.values["what"].strip("- "):
            return Correct(self.form.filled(call.values), {"what": "Say something."})
        return Say(says(f"Got: {call.values['what']}"))

    @property
    def routes(self) -> tuple[Route, ...]:
        return (
            command("home", self.page),
            command("hello", lambda _desk, _call: Say(says("Hello"))),
            Action("moved", self.moved),
            Action("long", self.long),
            Action("more", self.asks, opens_form=True),
            Submission("detail", self.sent),
        )


class Visitor:
    """Ana before her page."""

    def __init__(self, town: Town) -> None:
        self.town = town
        self.hands = town.server.hands

    async def opens(self) -> None:
        await self.hands.opens_home(ANA)

    async def presses(self, label: str) -> None:
        rows = [part for part in self.parts if isinstance(part, SeenRow)]
        found = [
            one for row in rows for one in row.controls if isinstance(one, SeenButton) and one.label == label
        ]
        await self.hands.presses(ANA, "home", found[0].id)

    async def sees(self, *words: str) -> None:
        await until(lambda: all(word in self.words for word in words))

    @property
    def parts(self) -> list[SeenPart]:
        return list(self.hands.home(ANA) or ())

    @property
    def words(self) -> str:
        return words_of_parts(self.parts)

    @property
    def in_messages(self) -> str:
        return "\n".join(one.words for one in self.town.seen(ANA, self.town.direct(ANA)))

    @property
    def published(self) -> list[Any]:
        return self.town.server.traffic.of(PUBLISH)


@asynccontextmanager
async def ana_at(desk: Desk, *routes: Route, **given: Any) -> AsyncIterator[Visitor]:
    async with local_town(*desk.routes, *routes, **given) as town:
        yield Visitor(town)


def _row(wire: str, label: str) -> Buttons:
    return Buttons((Button(label, wire),))


async def test_the_page_that_was_opened_is_asked_for_as_a_command_and_not_published_twice() -> None:
    async with ana_at(Desk()) as ana:
        await ana.opens()
        await ana.sees("Recorded so far: 0")
        await ana.opens()
        await until(lambda: len(ana.town.reception.calls) == 2)

        assert len(ana.published) == 1
        first, second = ana.town.reception.calls
        assert isinstance(first, CommandCall)
        assert (first.command, first.place) == ("home", Place("slack", "T0DISTRICT", "", direct=True))
        assert first.key.startswith("slack:Ev")
        assert first.key != second.key


async def test_what_was_pressed_stands_first_and_goes_when_the_page_is_opened_again() -> None:
    async with ana_at(Desk()) as ana:
        await ana.opens()
        await ana.sees("Recorded so far: 0")
        await ana.presses("Moving")

        await ana.sees("Recorded so far: 1")
        assert ana.words.startswith("Recorded: moving\n[ Add detail ]")
        (press,) = [one for one in ana.town.reception.calls if isinstance(one, ActionCall)]
        assert (press.message, press.delivery) == (None, "")
        assert ana.published[1].sent["hash"]
        await ana.opens()
        await until(lambda: ana.words.startswith("Recorded so far: 1"))


async def test_a_form_opened_on_the_page_shows_its_mistakes_and_ends_there() -> None:
    async with ana_at(Desk()) as ana:
        await ana.opens()
        await ana.sees("Recorded so far: 0")
        await ana.presses("More…")
        await ana.hands.submits(ANA, {"what": "--"})
        form = ana.hands.form(ANA)
        assert form is not None
        assert form.fields[0].error == "Say something."
        await ana.hands.submits(ANA, {"what": "Two seats"})

        await ana.sees("Got: Two seats", "Recorded so far: 0")
        assert ana.in_messages == ""


async def test_a_rate_limit_is_waited_for() -> None:
    async with ana_at(Desk()) as ana:
        ana.town.server.faults.next(PUBLISH, Fault("rate-limited", seconds=1))
        await ana.opens()
        await ana.sees("Recorded so far: 0")
        assert [one.status for one in ana.published] == [429, 200]


async def test_while_a_workspace_rests_nothing_is_asked_of_it_and_the_answer_comes_as_a_message() -> None:
    async with ana_at(Desk()) as ana:
        await ana.opens()
        await ana.sees("Recorded so far: 0")
        ana.town.server.faults.next(PUBLISH, Fault("rate-limited", seconds=90))
        await ana.presses("Moving")
        await until(lambda: "Recorded: moving" in ana.in_messages)
        await ana.opens()
        await ana.presses("Moving")
        await until(lambda: ana.in_messages.count("Recorded: moving") == 2)
        assert len(ana.published) == 2


@pytest.mark.parametrize(
    "fault",
    [Fault("refuse", error="view_too_large"), Fault("refuse", error="not_enabled"), Fault("server-error")],
)
async def test_a_page_that_slack_does_not_take_costs_nobody_their_answer(
    fault: Fault,
) -> None:
    async with ana_at(Desk()) as ana:
        await ana.opens()
        await ana.sees("Recorded so far: 0")
        ana.town.server.faults.next(PUBLISH, fault, times=3)
        with capture_logs() as logs:
            await ana.presses("Moving")
            await until(lambda: "Recorded: moving" in ana.in_messages)
        (told,) = [one for one in logs if one["event"] == "slack.home_not_published"]
        assert len(told["reference"]) == 8


async def test_a_page_that_cannot_be_drawn_costs_nobody_their_answer() -> None:
    desk = Desk()
    async with ana_at(desk) as ana:
        await ana.opens()
        await ana.sees("Recorded so far: 0")
        desk.broken = True
        with capture_logs() as logs:
            await ana.presses("Moving")
            await until(lambda: "Recorded: moving" in ana.in_messages)
        assert [one["problem"] for one in logs if one["event"] == "slack.home_not_published"] == ["TypeError"]


async def test_a_page_that_was_published_meanwhile_is_drawn_once_more() -> None:
    async with ana_at(Desk()) as ana:
        await ana.opens()
        await ana.sees("Recorded so far: 0")
        modals = ana.town.server.town.modals
        modals.publish(ANA, modals.homes[ANA].sent)
        await ana.presses("Moving")
        await ana.sees("Recorded: moving", "Recorded so far: 1")
        assert [one.answer.get("error") for one in ana.published] == [None, "hash_conflict", None]


async def test_what_has_no_room_is_counted_and_one_press_away() -> None:
    async with ana_at(Desk(sections=80)) as ana:
        await ana.opens()
        await ana.sees("Section 1.", "[ Show the rest ]")
        read, pages = ana.words, 1
        while "[ Show the rest ]" in ana.words:
            before = ana.words
            assert len(ana.parts) <= 100
            await ana.presses("Show the rest")
            await until(lambda: ana.words != before)  # noqa: B023
            read, pages = read + ana.words, pages + 1
        assert "more sections of this page." in read
        assert all(f"Section {number}." in read for number in range(1, 80))
        assert pages == 3
        await ana.presses("Back to the beginning")
        await ana.sees("Recorded so far: 0")


async def test_an_answer_that_is_too_long_for_the_page_is_a_message_and_the_page_says_so() -> None:
    desk = Desk()
    desk.page = lambda _desk, _call: Say(Card((_row("long:1", "Everything"),)))  # type: ignore[method-assign]
    async with ana_at(desk) as ana:
        await ana.opens()
        await ana.sees("[ Everything ]")
        await ana.presses("Everything")
        await ana.sees("That is long, so it stands among your messages with me.")
        await until(lambda: "Line 0" in ana.in_messages and "Line 79" in ana.in_messages)


async def test_the_page_follows_a_command_of_who_looked_at_it_lately_and_of_nobody_else() -> None:
    desk = Desk()
    async with ana_at(desk) as ana:
        await ana.town.types("/stem hello")
        await ana.opens()
        await ana.sees("Recorded so far: 0")
        desk.recorded = 5
        await ana.town.types("/stem hello")
        await ana.town.types("/stem hello")
        await ana.sees("Recorded so far: 5")
        assert len(ana.published) == 2


async def test_while_the_records_are_away_the_visit_comes_again() -> None:
    async with ana_at(Desk(), windows=Windows(answer=0.3)) as ana:
        ana.town.reception.away = BotAway("no database")
        await ana.opens()
        await until(lambda: len(ana.town.reception.calls) > 1)
        keys = {one.key for one in ana.town.reception.calls}
        ana.town.reception.away = None
        await ana.sees("Recorded so far: 0")
        assert len(keys) == 1

"""What comes from a home page and what is drawn on it, as JSON."""

from __future__ import annotations

import json
from typing import Any

import pytest

from bot.chat.cards import Button, Buttons, Card, Heading, Paragraph, Part, Rule
from bot.chat.events import ActionCall, CommandCall, FormSubmission, Person, Place
from bot.chat.phrases import Phrases
from bot.chat.replies import Reply, Say
from bot.chat.router import Router
from bot.chat.routes import Action, Submission
from bot.chat.text import Markup
from bot.platforms.slack.home_view import BLOCKS, BYTES, fits_as_note, home_view
from bot.platforms.slack.inbound import read, where
from bot.platforms.slack.visits import Visit, visit

pytestmark = pytest.mark.unit

ANA = Person("slack", "T1", "U1")
OPENED = {
    "type": "event_callback",
    "team_id": "T1",
    "event_id": "Ev1",
    "event": {
        "type": "app_home_opened",
        "user": "U1",
        "channel": "D1",
        "tab": "home",
        "view": {"hash": "1.a"},
    },
}
PRESSED = {
    "type": "block_actions",
    "team": {"id": "T1"},
    "user": {"id": "U1", "team_id": "T1"},
    "container": {"type": "view", "view_id": "V1"},
    "view": {"id": "V1", "type": "home", "hash": "1.b"},
    "trigger_id": "trigger-1",
}


def _pressed(action_id: str) -> dict[str, Any]:
    return {**PRESSED, "actions": [{"type": "button", "action_id": action_id}]}


def _run(_desk: Any, _call: Any) -> Reply:
    return Say(Card((Paragraph("well"),)))


ROUTER = Router((Action("done", _run, opens_form=True), Submission("detail", _run)), when_empty="help")


def test_looking_at_the_home_tab_is_a_visit_with_a_key_of_the_event() -> None:
    found = visit(OPENED)
    assert found == Visit("slack:Ev1", ANA, "1.a")
    place = Place("slack", "T1", "", direct=True)
    assert found.call("es-LA") == CommandCall("slack:Ev1", ANA, place, "home", locale="es-LA")


@pytest.mark.parametrize("change", [{"tab": "messages"}, {"type": "message", "tab": "home"}, {"tab": None}])
def test_looking_at_anything_else_is_none(change: dict[str, Any]) -> None:
    assert visit({**OPENED, "event": {**OPENED["event"], **change}}) is None  # type: ignore[dict-item]


def test_asking_for_the_rest_of_the_page_is_a_visit_that_passes_what_was_seen() -> None:
    assert visit(_pressed("home#12")) == Visit("slack:trigger-1", ANA, "1.b", 12)
    assert visit(_pressed("home#x")) is None
    assert visit(_pressed("done:7")) is None


def test_a_press_on_the_page_has_no_message_and_proves_no_delivery() -> None:
    payload = _pressed("done:7")
    arrival = read(payload, where(payload), ROUTER)
    assert arrival is not None
    assert arrival.call == ActionCall(
        "slack:trigger-1", ANA, Place("slack", "T1", ""), "done", "7", message=None, delivery=""
    )
    assert (arrival.reach.home, arrival.opens_form) == (True, True)


def test_a_press_in_a_form_is_still_let_go() -> None:
    payload = {**_pressed("done:7"), "view": {"type": "modal"}}
    assert read(payload, where(payload), ROUTER) is None


def test_a_form_that_was_opened_on_the_page_finds_back_to_it() -> None:
    pressed = where(_pressed("done:7"))
    view = {"type": "modal", "callback_id": "detail:7", "private_metadata": pressed.metadata(), "state": {}}
    payload = {**PRESSED, "type": "view_submission", "view": view, "trigger_id": "trigger-2"}
    arrival = read(payload, where(payload), ROUTER)
    assert arrival is not None
    assert isinstance(arrival.call, FormSubmission)
    assert (arrival.reach.home, arrival.reach.trigger_id, arrival.call.message) == (True, "trigger-2", None)


def test_a_note_stands_above_the_page_and_may_offer_the_same() -> None:
    same = Buttons((Button("Rate", "rate-walk:riverbend"),))
    view = home_view(Card((Paragraph("Page"), same)), Phrases(), [Paragraph("Recorded"), same])
    assert view["type"] == "home"
    assert [one["type"] for one in view["blocks"]] == ["section", "actions", "divider", "section", "actions"]


@pytest.mark.parametrize("section", [1, 7, 90, 250])
def test_nothing_is_dropped_however_large_the_page_is(section: int) -> None:
    lines = [Paragraph(f"Line {number}.") for number in range(400)]
    parts: list[Part] = []
    for number, line in enumerate(lines):
        parts += [Rule()] if number % section == 0 else []
        parts.append(line)
    seen, passed = "", 0
    for _ in range(400):
        view = home_view(Card(tuple(parts)), Phrases(), (), passed)
        assert len(view["blocks"]) <= BLOCKS
        seen += json.dumps(view)
        more = [one for one in _buttons(view) if one["text"]["text"] == "Show the rest"]
        if not more:
            break
        passed = int(more[0]["action_id"].removeprefix("home#"))
    assert all(f'"{line.words}"' in seen for line in lines)


def test_a_page_that_became_shorter_than_what_was_passed_begins_again() -> None:
    page = Card((Paragraph("Line 1."), Rule(), Paragraph("Line 2.")))
    assert home_view(page, Phrases(), (), 5) == home_view(page, Phrases())


def test_a_page_of_heavy_letters_stays_below_what_slack_takes() -> None:
    parts = [part for number in range(30) for part in (Rule(), Heading(f"{number}"), Paragraph("😀" * 2000))]
    view = home_view(Card(tuple(parts)), Phrases(), [Paragraph("😀" * 2000)] * 2)
    assert len(json.dumps(view)) <= BYTES
    (count,) = [one["text"]["text"] for one in view["blocks"] if "more sections" in str(one)]
    assert count == "23 more sections of this page."


def test_a_note_that_fills_the_page_leaves_the_page_one_press_away() -> None:
    note = [Paragraph(Markup("word"))] * 60
    page = Card(tuple(Paragraph(f"Line {number}") for number in range(40)))
    view = home_view(page, Phrases(), note)
    assert fits_as_note(note)
    assert not fits_as_note([*note, *note])
    assert len(view["blocks"]) <= BLOCKS
    assert any(one["action_id"].startswith("home#") for one in _buttons(view))


def _buttons(view: dict[str, Any]) -> list[dict[str, Any]]:
    return [one for block in view["blocks"] if block["type"] == "actions" for one in block["elements"]]

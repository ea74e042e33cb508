"""What the parts do is measured, stays what it was, and nobody's words become a measure."""

from __future__ import annotations

import asyncio
import threading
from collections.abc import AsyncIterator

import pytest
from sqlalchemy.orm import Session

from bot.chat.events import ActionCall, Call, CommandCall, FormSubmission, MessageRef, Person, Place
from bot.chat.messenger import NotSent, Refused, Unclear
from bot.chat.router import Router
from bot.features.all import ROUTES
from bot.operations.measured_messenger import MeasuredMessenger
from bot.operations.measured_reception import route_name
from bot.operations.measured_store import MeasuredStore
from bot.operations.measures import Measures
from bot.sandbox.faults import Fault
from bot.store.engine import Store, open_store
from tests.reception.front_desk import ANA as SOMEBODY
from tests.reception.front_desk import HERE, MESSAGE
from tests.schedule.outbox_rows import CHANNEL, hello_card
from tests.schedule.post_office import EDIT, SEND, Office, open_office

ROUTER = Router(ROUTES)
GONE = {"slack": "channel_not_found", "discord": "10003"}


@pytest.fixture
async def office(migrated_sqlite_url: str, platform: str) -> AsyncIterator[Office]:
    store = open_store(migrated_sqlite_url)
    async with open_office(store, platform) as opened:
        yield opened
    await store.close()


def count(measures: Measures, name: str, **labels: str) -> float:
    return measures.registry.get_sample_value(name, labels) or 0.0


@pytest.mark.wire
async def test_calls_to_a_platform_are_counted_by_how_they_ended(office: Office) -> None:
    measures = Measures()
    messenger = MeasuredMessenger(office.messenger, measures)
    place, words = CHANNEL[office.platform], hello_card("Hello")
    message = await messenger.send(place, words, "k1")
    await messenger.edit(message, hello_card("Hello again"))
    assert await messenger.find(place, "k1", office.clock.at) == message
    assert await messenger.find(place, "k2", office.clock.at) is None
    for fault, error in (
        (Fault("rate-limited", seconds=17), NotSent),
        (Fault("lose-the-answer"), Unclear),
        (Fault("refuse", error=GONE[office.platform]), Refused),
    ):
        office.fails(SEND, fault)
        with pytest.raises(error):
            await messenger.send(place, words, "k3")
    office.fails(EDIT, Fault("slow", seconds=5))
    with pytest.raises(TimeoutError):
        async with asyncio.timeout(0.1):
            await messenger.edit(message, words)
    found = {
        (sample.labels["call"], sample.labels["end"]): sample.value
        for metric in measures.calls.collect()
        for sample in metric.samples
        if sample.name == "stembot_platform_calls_total" and sample.labels["platform"] == office.platform
    }
    assert found == {
        ("send", "done"): 1,
        ("edit", "done"): 1,
        ("find", "done"): 1,
        ("find", "absent"): 1,
        ("send", "retry"): 1,
        ("send", "ambiguous"): 1,
        ("send", "refused"): 1,
        ("edit", "ambiguous"): 1,
    }
    assert (messenger.platform, messenger.limits) == (office.platform, office.messenger.limits)


async def test_transactions_are_timed_and_those_under_way_are_counted(store: Store) -> None:
    measures = Measures()
    watched = MeasuredStore(store, measures)
    go_on = threading.Event()

    def slow(_session: Session) -> str:
        go_on.wait(10)
        return "done"

    under_way = asyncio.create_task(watched.write(slow))
    await asyncio.sleep(0)
    assert count(measures, "stembot_store_queue", kind="write") == 1
    go_on.set()
    assert await under_way == "done"

    def refuse(_session: Session) -> None:
        raise LookupError

    with pytest.raises(LookupError):
        await watched.read(refuse)
    assert count(measures, "stembot_store_queue", kind="write") == 0
    assert count(measures, "stembot_store_queue", kind="read") == 0
    assert count(measures, "stembot_transaction_seconds_count", kind="write") == 1
    assert count(measures, "stembot_transaction_seconds_count", kind="read") == 1
    assert watched.dialect == store.dialect


def command(path: str, line: str = "") -> Call:
    return CommandCall("E1", SOMEBODY, HERE, path, line)


@pytest.mark.unit
@pytest.mark.parametrize(
    ("call", "name"),
    [
        (command("tasks add"), "command:tasks add"),
        (command("", "tasks add Call the library"), "command:tasks add"),
        (command("", "tasks"), "command:tasks list"),
        (command("", "my secret is 42"), "unknown"),
        (command("gone"), "unknown"),
        (ActionCall("E1", SOMEBODY, HERE, "my secret", "7", MESSAGE), "unknown"),
        (FormSubmission("E1", SOMEBODY, HERE, "my secret", "7", {}), "unknown"),
    ],
)
def test_an_event_is_measured_under_the_name_of_its_declared_route(call: Call, name: str) -> None:
    assert route_name(ROUTER, call) == name


@pytest.mark.unit
def test_buttons_and_forms_go_by_their_own_names() -> None:
    place, person = Place("slack", "T0", "C0"), Person("slack", "T0", "U0")
    for route in ROUTES:
        name = getattr(route, "name", "")
        if type(route).__name__ == "Action":
            pressed = ActionCall("E1", person, place, name, "7", MessageRef("slack", "T0", "C0", "1"))
            assert route_name(ROUTER, pressed) == f"action:{name}"
        elif type(route).__name__ == "Submission":
            sent = FormSubmission("E1", person, place, name, "7", {})
            assert route_name(ROUTER, sent) == f"form:{name}"

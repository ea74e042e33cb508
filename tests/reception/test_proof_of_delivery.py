"""Whatever a press leads to, the message that it was on stands there, on both databases."""

from __future__ import annotations

from datetime import timedelta

import pytest

from bot.schedule import outbox
from bot.store.models import Delivery
from tests.reception.front_desk import MESSAGE, NOW, Counter

LATER = NOW + timedelta(days=3)


@pytest.fixture
async def key(counter: Counter) -> str:
    """The key of a delivery whose sender died before it heard the answer."""
    delivery = Delivery(
        key=outbox.delivery_key("prompt:7"),
        purpose="prompt:7",
        kind="prompt",
        platform="slack",
        workspace=MESSAGE.workspace,
        account="U0ANA",
        card={},
        state=outbox.SENDING,
        attempts=1,
        created_at=NOW,
        not_before=NOW,
        started_at=NOW,
        expires_at=LATER,
        lease_until=LATER,
    )
    await counter.store.write(lambda session: session.add(delivery))
    return outbox.delivery_key("prompt:7")


async def known(counter: Counter) -> tuple[str, str | None, str | None]:
    """What the outbox knows of it."""
    delivery = await counter.store.read(lambda session: session.get_one(Delivery, 1))
    return delivery.state, delivery.channel, delivery.message


@pytest.mark.parametrize("pressed", ["press", "push", "look", "refuse", "form"])
async def test_a_press_on_its_message_settles_a_delivery(counter: Counter, key: str, pressed: str) -> None:
    await counter.presses(pressed, delivery=key)
    assert await known(counter) == ("sent", MESSAGE.channel, MESSAGE.message)


async def test_proof_and_effect_are_stored_together_and_the_repeat_changes_neither(
    counter: Counter, key: str
) -> None:
    await counter.presses("press", delivery=key)
    await counter.presses("press", delivery=key)
    assert await counter.notes() == ["7"]
    assert (await known(counter))[0] == "sent"


async def test_what_a_feature_stored_before_it_refused_is_not_kept_with_the_proof(
    counter: Counter, key: str
) -> None:
    await counter.presses("refuse", delivery=key)
    assert await counter.notes() == []
    assert (await known(counter))[0] == "sent"


async def test_a_feature_that_breaks_leaves_the_question_to_the_history(counter: Counter, key: str) -> None:
    await counter.presses("break", delivery=key)
    assert (await known(counter))[0] == "sending"


async def test_a_press_on_an_answer_settles_nothing(counter: Counter, key: str) -> None:
    await counter.presses("press")
    await counter.presses("look", key="slack:2", delivery=key + "x")
    assert (await known(counter))[0] == "sending"

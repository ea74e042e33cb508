"""Every event has one effect and gets an answer, whatever happens, on both databases."""

from __future__ import annotations

import asyncio
from typing import Any

import pytest
from sqlalchemy import select

from bot.chat.events import CommandCall
from bot.chat.messenger import BotAway
from bot.chat.replies import Ask, Correct, Replace, Say
from bot.store.engine import open_store
from bot.store.models import Draft, SeenEvent
from tests.reception.front_desk import ANA, FORM, HERE, Counter, words_of


async def test_the_same_event_twice_has_one_effect_and_the_same_answer(counter: Counter) -> None:
    first = await counter.types('note "new seats"')
    again = await counter.types('note "new seats"')
    assert words_of(first) == words_of(again) == "Note 1 is *kept*"
    assert isinstance(again, Say)
    assert await counter.notes() == ["new seats"]


async def test_two_events_that_say_the_same_are_two(counter: Counter) -> None:
    await counter.types("note seats", "slack:1")
    assert words_of(await counter.types("note seats", "slack:2")) == "Note 2 is *kept*"


async def test_a_press_that_comes_again_replaces_the_message_again(counter: Counter) -> None:
    await counter.presses()
    again = await counter.presses()
    assert isinstance(again, Replace)
    assert words_of(again) == "Pressed 1"
    assert await counter.notes() == ["7"]


async def test_the_same_event_at_several_processes_at_once_has_one_effect(
    counter: Counter, migrated_url: str
) -> None:
    other = Counter(open_store(migrated_url))
    try:
        answers = await asyncio.gather(*(one.types("note seats") for one in (counter, other) * 4))
    finally:
        await other.store.close()
    assert {words_of(one) for one in answers} == {"Note 1 is *kept*"}
    assert await counter.notes() == ["seats"]


async def test_a_form_is_made_again_and_never_stored(counter: Counter) -> None:
    assert await counter.types("ask") == await counter.types("ask") == Ask(FORM)
    assert await counter.notes() == ["asked", "asked"]
    seen = await counter.store.read(lambda session: session.scalars(select(SeenEvent)).all())
    assert seen == []


@pytest.mark.parametrize("line", ["blurt", "correct"])
async def test_a_form_that_cannot_open_there_is_a_mistake_of_ours(
    counter: Counter, line: str, logged: list[Any]
) -> None:
    assert words_of(await counter.types(line)).startswith("Something went wrong on my side")
    assert [one["event"] for one in logged] == ["feature_failed"]
    assert await counter.notes() == []


async def test_a_feature_that_breaks_answers_with_a_reference_that_stands_in_the_log(
    counter: Counter, logged: list[Any]
) -> None:
    answer = words_of(await counter.types("break"))
    (entry,) = logged
    assert entry["event"] == "feature_failed"
    assert entry["exc_info"]
    assert f"this reference: {entry['reference']}" in answer
    assert "nothing was recorded" in answer
    assert await counter.notes() == []
    assert counter.wakes == 0


async def test_an_event_that_failed_may_come_again(counter: Counter) -> None:
    await counter.types("break", "slack:1")
    assert words_of(await counter.types("note seats", "slack:1")) == "Note 1 is *kept*"


async def test_a_refusal_keeps_nothing(counter: Counter, logged: list[Any]) -> None:
    assert words_of(await counter.types("refuse")) == "No, because."
    assert await counter.notes() == []
    assert (logged, counter.wakes) == ([], 0)


async def test_the_clock_is_woken_after_a_commit_that_may_have_made_something_due(counter: Counter) -> None:
    await counter.types("count", "slack:1")
    await counter.types("note seats", "slack:2")
    assert counter.wakes == 0
    await counter.types("join", "slack:3")
    assert counter.wakes == 1


async def test_a_route_that_says_it_only_reads_cannot_write(counter: Counter, logged: list[Any]) -> None:
    assert words_of(await counter.types("count")) == "0 notes"
    assert words_of(await counter.types("sneak", "slack:2")).startswith("Something went wrong")
    assert await counter.notes() == []
    assert len(logged) == 1


@pytest.mark.parametrize(
    ("typed", "answer"),
    [
        ("nite seats", 'There is no /stem nite. Closest: /stem note. Try: /stem note "new seats"'),
        ("Note seats", "Note 1 is *kept*"),
        ("zzzz", "There is no /stem zzzz. All that I can do: /stem help"),
        ("`*zz*`", "There is no /stem `*zz*`. All that I can do: /stem help"),
        ("", "0 notes"),
        ("   ", "0 notes"),
    ],
)
async def test_a_command_that_nobody_knows_is_answered_with_the_nearest(
    counter: Counter, typed: str, answer: str
) -> None:
    assert words_of(await counter.types(typed)) == answer


async def test_a_declared_command_of_another_version_is_answered_with_the_nearest(counter: Counter) -> None:
    answer = await counter.desk.answer(CommandCall("discord:1", ANA, HERE, "notes"))
    assert words_of(answer).startswith("There is no /stem notes. Closest: /stem note.")


async def test_a_button_or_form_of_a_version_that_is_gone_says_so(counter: Counter) -> None:
    gone = "This button is from an older message and does nothing any more. /stem help lists what I can do."
    assert words_of(await counter.presses("forgotten")) == gone
    assert words_of(await counter.sends("seats", "forgotten")) == gone
    assert words_of(await counter.presses("push", "slack:2")) == "Pressed 1", "an old name still works"


async def test_without_a_database_the_event_is_left_for_later(counter: Counter, logged: list[Any]) -> None:
    await counter.store.close()
    with pytest.raises(BotAway):
        await counter.types("note seats")
    with pytest.raises(BotAway):
        await counter.types("count")
    assert [one["event"] for one in logged] == ["store_away", "store_away"]
    assert await counter.completes("words", "new") == []


async def test_what_was_typed_into_a_form_with_mistakes_is_kept_as_it_was(counter: Counter) -> None:
    answer = await counter.sends(" ")
    assert isinstance(answer, Correct)
    assert answer.problems == {"words": "Please fill this in."}
    assert answer.form == FORM.filled({"words": " "})
    draft = await counter.store.read(lambda session: session.get(Draft, int(answer.draft)))
    assert draft is not None
    assert (draft.account, draft.form, draft.argument) == (ANA.account, "written", "7")
    assert draft.values == {"words": " "}
    assert await counter.notes() == []


async def test_a_form_without_mistakes_is_taken_once(counter: Counter) -> None:
    answers = [words_of(await counter.sends("seats")) for _ in range(2)]
    assert answers == ["Written 1", "Written 1"]


async def test_what_was_chosen_counts_before_what_was_typed(counter: Counter) -> None:
    call = CommandCall("discord:1", ANA, HERE, "note", "typed", {"words": "chosen"})
    await counter.desk.answer(call)
    assert await counter.notes() == ["chosen"]


async def test_a_parameter_is_completed_while_it_is_typed(counter: Counter) -> None:
    assert await counter.completes("words", "new") == ["new… seats"]


@pytest.mark.parametrize(
    ("command", "parameter", "typed"),
    [
        ("note", "words", "refused"),
        ("note", "words", "broken"),
        ("note", "gone", "new"),
        ("gone", "words", "new"),
        ("count", "words", "new"),
    ],
)
async def test_where_nothing_can_be_offered_nothing_is(
    counter: Counter, command: str, parameter: str, typed: str, logged: list[Any]
) -> None:
    assert await counter.completes(parameter, typed, command) == []
    assert [one["event"] for one in logged] == (["suggestion_failed"] if typed == "broken" else [])

"""A rubric that changed: what counts on, what is history, and that it is read with its words of then."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import UTC, date, datetime, time, timedelta

import pytest
from sqlalchemy import select
from sqlalchemy.orm import Session

from bot.store.models import AgreedState, Goal, InstrumentVersion, Prompt, Rating
from rubric.as_data import instrument_as_data
from rubric.fingerprint import fingerprint
from rubric.load import load_library
from rubric.model import Descriptor, Indicator, Instrument, Level
from tests.builders import (
    INSTRUMENT,
    TEAM,
    Someone,
    add_rating,
    add_schedule,
    add_state,
    add_team,
    person_called,
)
from tests.features.digest_week import FRIDAY_4PM, a_full_week, settle_in
from tests.rubric.versions import reworded
from tests.town import Somebody, Town

pytestmark = pytest.mark.wire

TODAY = load_library().instrument(INSTRUMENT)
PEOPLE = ("pat", "cora", "theo", "sam", "stella")
LONG_AGO = datetime(2026, 3, 2, 15, tzinfo=UTC)
SHORT = ("Low", "Middle", "High")


def as_version_zero(changed: Instrument) -> Instrument:
    return replace(changed, version="0")


def with_indicator(old_id: str, changed: Indicator) -> Instrument:
    return as_version_zero(
        replace(TODAY, indicators=tuple(changed if each.id == old_id else each for each in TODAY.indicators))
    )


def on_three_levels() -> Instrument:
    levels = tuple(Level(number, name) for number, name in enumerate(SHORT, start=1))
    return as_version_zero(
        replace(
            TODAY,
            levels=levels,
            indicators=tuple(
                replace(
                    each,
                    descriptors=tuple(
                        Descriptor(level, f"Then {level.name}", ("Do it",)) for level in levels
                    ),
                )
                for each in TODAY.indicators
            ),
        )
    )


RENAMED = with_indicator(
    "EC1.Leaders2", replace(TODAY.indicator("EC1.Leaders2"), id="EC1.Team", aliases=("EC1.Leaders2",))
)
GONE = with_indicator(
    "EC1.Leaders2",
    replace(TODAY.indicator("EC1.Leaders2"), id="EC1.Gone9", aliases=(), short_title="What is gone"),
)
REWORDED = as_version_zero(reworded(TODAY, "EC1.Leaders2", 3, "The words of then"))


@pytest.fixture
async def pat(town: Town, platform: str) -> Somebody:
    people = tuple(Someone(name, (platform,), ("building-administration",)) for name in PEOPLE)
    await town.tell(lambda session: add_team(session, people))
    return town.person("pat", platform)


async def said_under(
    town: Town,
    old: Instrument,
    indicator: str,
    levels: Sequence[int],
    *,
    agreed: int | None = None,
    provisional: bool = False,
) -> None:
    """Keep an old version, and what people and the team said under it."""

    def tell(session: Session) -> None:
        session.add(
            InstrumentVersion(
                instrument=old.id,
                version=old.version,
                fingerprint=fingerprint(old),
                content=instrument_as_data(old),
                first_seen_at=LONG_AGO,
            )
        )
        for name, level in zip(PEOPLE, levels, strict=False):
            rating = add_rating(session, name, indicator, level)
            rating.version, rating.fingerprint, rating.given_at = old.version, fingerprint(old), LONG_AGO
        if agreed:
            add_state(session, indicator, agreed, date(2026, 3, 2), people=5, provisional=provisional)
            session.flush()
            state = session.scalars(select(AgreedState)).one()
            state.version, state.fingerprint = old.version, fingerprint(old)

    await town.tell(tell)


async def test_ratings_of_an_indicator_with_a_new_id_count_on(pat: Somebody, town: Town) -> None:
    await said_under(town, RENAMED, "EC1.Team", [1, 3, 3, 3, 3])
    await town.tell(lambda session: add_rating(session, "pat", "EC1.Leaders2", 4))
    await pat.types("/stem status")
    await pat.sees("5 ratings so far: median 3, range 3–4.")
    assert "Not counted" not in "".join(pat.messages())


async def test_what_was_agreed_before_says_its_version_and_its_words(pat: Somebody, town: Town) -> None:
    await said_under(town, REWORDED, "EC1.Leaders2", [3], agreed=3)
    await pat.types("/stem status")
    await pat.sees(
        "agreed on 1 of 16 indicators", "agreed on Mon 2 Mar by 5 people. That was under version 0."
    )
    await pat.types("/stem indicator EC1.Leaders2")
    await pat.sees(
        "3 · Refining and Expanding · your team is here (agreed on Mon 2 Mar) · your rating (Mon 2 Mar)",
        "When that was said, version 0 had here: “Refining and Expanding: The words of then”",
    )


async def test_another_scale_counts_in_nothing_and_stays_readable(pat: Somebody, town: Town) -> None:
    await said_under(town, on_three_levels(), "EC1.Leaders2", [2, 2, 2, 2, 2], agreed=2)
    await pat.types("/stem status")
    await pat.sees("agreed on 0 of 16 indicators")
    await pat.sees("Not counted: 6 ratings, agreed levels and goals from engaged-stem-community, version 0.")
    await pat.types("/stem indicator EC1.Leaders2")
    await pat.sees(
        "Version 0 had 3 levels, so what was said then does not count here.",
        "Your team agreed on 2 · Middle (Mon 2 Mar). Your rating was 2 · Middle (Mon 2 Mar).",
    )
    await pat.sees("Your team has not agreed yet where it stands.")


async def test_a_level_without_consensus_on_another_scale_is_not_called_agreed(
    pat: Somebody, town: Town
) -> None:
    await said_under(town, on_three_levels(), "EC1.Leaders2", [2], agreed=2, provisional=True)
    await pat.types("/stem indicator EC1.Leaders2")
    await pat.sees("Your team was at 2 · Middle for now, without consensus (Mon 2 Mar).")


async def test_an_indicator_that_is_gone_is_shown_as_it_was(pat: Somebody, town: Town) -> None:
    await said_under(town, GONE, "EC1.Gone9", [4], agreed=2)
    await pat.types("/stem indicator ec1.gone9")
    await pat.sees(
        "What is gone (EC1.Gone9)",
        "This was an indicator in version 0. Version 1, which your team works with now, has it no more",
    )
    await pat.sees("2 · Progressing · your team is here (agreed on Mon 2 Mar)")
    await pat.sees("4 · Fully Implementing · your rating (Mon 2 Mar)")
    assert "Rate it" not in "".join(pat.messages())


async def test_ratings_of_another_instrument_do_not_count_whatever_their_ids(
    pat: Somebody, town: Town
) -> None:
    def tell(session: Session) -> None:
        for name in PEOPLE:
            add_rating(session, name, "EC1.Leaders2", 2).instrument = "another"
        session.add(
            Goal(
                team_id=TEAM,
                instrument="another",
                version="1",
                indicator="EC1.Leaders2",
                level=5,
                by_day=date(2027, 5, 1),
                set_on=date(2026, 9, 1),
                managed="chat",
            )
        )

    await town.tell(tell)
    await pat.types("/stem status")
    await pat.sees("Not counted: 6 ratings, agreed levels and goals from another, version 1.")
    assert "Goal: 5" not in "".join(pat.messages())


async def test_words_that_changed_past_the_version_do_not_count_either(pat: Somebody, town: Town) -> None:
    def tell(session: Session) -> None:
        for name in PEOPLE:
            add_rating(session, name, "EC1.Leaders2", 2).fingerprint = "0" * 64

    await town.tell(tell)
    await pat.types("/stem status")
    await pat.sees("Not counted: 5 ratings, agreed levels and goals from engaged-stem-community, version 1.")


async def test_a_rating_keeps_instrument_version_and_fingerprint(pat: Somebody, town: Town) -> None:
    await pat.types("/stem rate EC1.Leaders2 3")
    await pat.sees("Recorded for Riverbend SLT")
    (rating,) = await town.ask(lambda session: session.scalars(select(Rating)).all())
    assert (rating.instrument, rating.version, rating.fingerprint) == (INSTRUMENT, "1", fingerprint(TODAY))


async def test_the_rating_before_is_told_in_its_own_words(pat: Somebody, town: Town) -> None:
    first = TODAY.levels[2]
    old = as_version_zero(
        replace(
            TODAY,
            levels=tuple(replace(each, name="Halfway") if each == first else each for each in TODAY.levels),
            indicators=tuple(
                replace(
                    one,
                    descriptors=tuple(
                        replace(each, level=replace(each.level, name="Halfway"))
                        if each.level == first
                        else each
                        for each in one.descriptors
                    ),
                )
                for one in TODAY.indicators
            ),
        )
    )
    await said_under(town, old, "EC1.Leaders2", [3])
    await pat.types("/stem rate EC1.Leaders2 4")
    await pat.sees("Before: 3 · Halfway (Mon 2 Mar, in the words of version 0).")


async def test_evidence_for_an_old_rating_stays_with_its_old_words(pat: Somebody, town: Town) -> None:
    await pat.types("/stem rate EC1.Leaders2 3")
    await pat.sees("Recorded for Riverbend SLT")
    old = on_three_levels()

    def grow_old(session: Session) -> None:
        rating = session.scalars(select(Rating)).one()
        rating.version, rating.fingerprint = "0", fingerprint(old)

    await said_under(town, old, "EC1.Leaders1", [])
    await town.tell(grow_old)
    await pat.presses("Add evidence")
    await pat.fills({"What did you see": "two seats filled"})
    await pat.sees("two seats filled", "3 · High: Then High")
    newest = await town.ask(
        lambda session: session.scalars(select(Rating).order_by(Rating.id.desc())).first()
    )
    assert newest is not None
    assert (newest.version, newest.fingerprint, newest.level) == ("0", fingerprint(old), 3)
    assert newest.person_id == (await town.ask(lambda session: person_called(session, "pat").id))


async def test_a_check_in_about_what_is_gone_can_still_be_answered(pat: Somebody, town: Town) -> None:
    await town.tell(lambda session: add_schedule(session, "check-in", "weekly on Mon", time(10)))
    await town.time.move_to(town.clock.now() + timedelta(hours=2))
    await pat.sees("How has it moved lately?")
    await said_under(town, GONE, "EC1.Gone9", [])

    def lose(session: Session) -> None:
        for prompt in session.scalars(select(Prompt)):
            prompt.subject = "EC1.Gone9"

    await town.tell(lose)
    await pat.presses("Moving")
    await pat.sees("Check-in · What is gone", "Recorded: moving")


async def test_a_rating_under_words_that_nobody_has_cannot_be_changed(pat: Somebody, town: Town) -> None:
    await pat.types("/stem rate EC1.Leaders2 3")
    await pat.sees("Recorded for Riverbend SLT")

    def forget(session: Session) -> None:
        session.scalars(select(Rating)).one().version = "unknown"

    await town.tell(forget)
    await pat.presses("Undo")
    await pat.sees("EC1.Leaders2 belongs to a rubric that your team works with no more.")


async def test_the_digest_tells_of_an_answer_under_an_old_id(town: Town, platform: str) -> None:
    await settle_in(town, platform)
    await a_full_week(town, platform)
    renamed = TODAY.indicator("EC1.StrategicAlliances1")

    def as_asked_before(session: Session) -> None:
        pat = person_called(session, "pat").id
        session.scalars(select(Prompt).where(Prompt.person_id == pat)).one().subject = renamed.aliases[0]

    await town.tell(as_asked_before)
    await town.time.move_to(FRIDAY_4PM)
    await town.person("pat", platform).sees(f"Moved\n{renamed.short_title} ({renamed.id})", channel=True)

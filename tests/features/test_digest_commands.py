"""`/stem digest`: of now, of next time, shared, and sent ones opened again and corrected."""

from __future__ import annotations

import asyncio
from datetime import date, timedelta

import pytest
from sqlalchemy import func, select

from bot.store.models import Change, Delivery, Occurrence
from tests.features.digest_week import BLOCKER, FRIDAY_4PM, a_full_week, overdue, settle_in
from tests.pairs import EACH_ONCE
from tests.town import Somebody, Town

pytestmark = [pytest.mark.wire, EACH_ONCE]

NOON = FRIDAY_4PM - timedelta(hours=4)
MOVED = "1 indicator moved. 1 is stuck. 2 of 3 check-ins answered."


@pytest.fixture
async def fay(town: Town, platform: str) -> Somebody:
    await settle_in(town, platform)
    return town.person("fay", platform)


async def digests(town: Town) -> int:
    count = select(func.count()).where(Delivery.kind == "digest")
    return await town.ask(lambda session: session.scalar(count)) or 0


async def test_everybody_reads_what_is_theirs_of_now_and_nothing_is_sent(fay: Somebody, town: Town) -> None:
    await a_full_week(town, fay.platform)
    await overdue(town, "stella", "Poster for the showcase")
    await town.time.move_to(NOON)
    dina, pat = town.person("dina", fay.platform), town.person("pat", fay.platform)
    await fay.types("/stem digest")
    await fay.sees(MOVED, f"“{BLOCKER}” (Stella)", "[ Share with the team… ] [ A picture of it ]")
    await dina.types("/stem digest now")
    await dina.sees(MOVED, f"“{BLOCKER}”", "a student leader")
    assert not any("Share with" in one or "(Stella)" in one for one in dina.messages())
    await pat.types("/stem digest")
    seen = await pat.sees(MOVED)
    assert seen is not None
    assert not any(word in one for word in ("Stella", "Poster", "Share with") for one in pat.messages()[-1:])
    assert BLOCKER not in "".join(pat.messages())
    assert await digests(town) == 0


async def test_the_preview_says_when_it_goes_and_to_whom_and_sends_nothing(fay: Somebody, town: Town) -> None:
    await a_full_week(town, fay.platform)
    await fay.types("/stem digest preview")
    await fay.sees(
        "goes next on Fri 4 Dec, 4:00 pm.",
        "It goes to 2 channels of the team. By direct message, with what is theirs alone: Fay, Dina, Theo.",
        MOVED,
        "Nothing is sent yet.",
    )
    assert BLOCKER not in fay.messages()[-1]
    await town.person("pat", fay.platform).types("/stem digest preview")
    await town.person("pat", fay.platform).sees("Only a facilitator of Riverbend SLT can do this.")
    assert await digests(town) == 0


async def test_a_share_is_seen_first_posted_once_and_does_not_shorten_the_next(
    fay: Somebody, town: Town
) -> None:
    await a_full_week(town, fay.platform)
    await town.time.move_to(NOON)
    await fay.types("/stem digest share")
    asked = await fay.sees(
        "This would be posted in 2 channels of the team:", MOVED, "[ Post it ] [ Not now ]"
    )
    assert not any(MOVED in one for one in fay.messages(channel=True))
    await fay.presses("Post it")
    await fay.sees("Posted in the team's channels.")
    await fay.sees(MOVED, "See status", channel=True)
    await fay.types("/stem digest share")
    await fay.presses("Post it")
    await fay.sees("It was posted already")
    assert asked is not None
    assert await digests(town) == 2
    logged = await town.ask(
        lambda session: session.scalars(select(Change.what).where(Change.record == "digest")).all()
    )
    assert logged == ["shared: team"]
    await town.time.move_to(FRIDAY_4PM)
    await fay.sees(MOVED, "Riverbend SLT, Fri 27 Nov to Fri 4 Dec.")


async def test_pressing_twice_at_once_posts_once(fay: Somebody, town: Town) -> None:
    await a_full_week(town, fay.platform)
    await town.time.move_to(NOON)
    await fay.types("/stem digest share")
    await fay.sees("This would be posted in 2 channels")
    await asyncio.gather(*(fay.presses("Post it") for _ in range(3)))
    await fay.sees("Posted in the team's channels.")
    await fay.sees(MOVED, channel=True)
    shared = select(func.count()).where(Occurrence.slot.startswith("shared"))
    assert await town.ask(lambda session: session.scalar(shared)) == 1
    assert await digests(town) == 2
    assert not any("reference" in one for one in fay.messages())


async def test_what_changed_after_it_was_shown_is_shown_again_before_it_goes(
    fay: Somebody, town: Town
) -> None:
    await a_full_week(town, fay.platform)
    await town.time.move_to(NOON)
    await fay.types("/stem digest share")
    await fay.sees("This would be posted")
    await overdue(town, "pat", "Minutes of the board")
    await fay.presses("Post it")
    await fay.sees("Nothing is posted yet: this is how it is now.", "Minutes of the board")
    assert await digests(town) == 0
    await town.time.move_to(NOON + timedelta(hours=2))
    await fay.presses("Post it")
    await fay.sees("Nothing is posted yet: this is how it is now.")
    assert await digests(town) == 0
    await fay.presses("Post it")
    await fay.sees("Minutes of the board", channel=True)
    await fay.types("/stem digest share")
    await fay.presses("Not now")
    await fay.sees("Nothing was posted.")
    await fay.types("/stem team pause")
    await fay.sees("Paused, and the team's channels are told.")
    await fay.types("/stem digest share")
    await fay.sees("Riverbend SLT is paused. First end the pause: /stem team resume")


async def test_a_sent_digest_opens_as_each_got_it_whatever_happened_since(fay: Somebody, town: Town) -> None:
    await a_full_week(town, fay.platform)
    await town.time.move_to(FRIDAY_4PM)
    await fay.sees(MOVED)
    await overdue(town, "pat", "Minutes of the board")
    await fay.types("/stem digest past")
    await fay.sees("As it was sent on Fri 4 Dec, 4:00 pm", f"“{BLOCKER}” (Stella)", "[ Correct it… ]")
    assert "Minutes" not in fay.messages()[-1]
    pat = town.person("pat", fay.platform)
    await pat.types("/stem digest past 2026-12-04")
    await pat.sees("As it was sent on", MOVED)
    assert not any(word in pat.messages()[-1] for word in (BLOCKER, "Stella", "Correct"))
    await pat.types("/stem digest past 2026-12-03")
    await pat.sees("No digest went out on Thu 3 Dec.", "those of Fri 4 Dec", "/stem digest past 2026-12-04")


async def test_an_earlier_one_is_chosen_from_the_menu(fay: Somebody, town: Town) -> None:
    await a_full_week(town, fay.platform)
    await town.time.move_to(FRIDAY_4PM)
    await town.time.move_to(FRIDAY_4PM + timedelta(days=7))
    await fay.types("/stem digest past")
    await fay.sees("As it was sent on Fri 11 Dec")
    await fay.chooses("Fri 4 Dec")
    await fay.sees("As it was sent on Fri 4 Dec", MOVED)


async def test_a_correction_goes_to_all_who_got_it_and_stands_under_it_from_then_on(
    fay: Somebody, town: Town
) -> None:
    await a_full_week(town, fay.platform)
    await fay.types('/stem digest correct "The visit is on Monday."')
    await fay.sees("No digest has gone out to Riverbend SLT yet.")
    await town.time.move_to(FRIDAY_4PM)
    before = await town.ask(
        lambda session: session.scalars(select(Delivery.card).order_by(Delivery.id)).all()
    )
    await fay.types("/stem digest correct")
    await fay.sees("Say what was wrong, for example: /stem digest correct")
    await fay.types('/stem digest correct "Stella is not stuck."')
    await fay.sees("This names a student")
    await fay.types('/stem digest correct "The visit is on Monday."')
    await fay.sees("Sent to 2 channels and 3 people who got the digest of Fri 4 Dec.")
    await fay.types('/stem digest correct "The visit is on Monday."')
    await fay.sees("This was sent already")
    dina, pat = town.person("dina", fay.platform), town.person("pat", fay.platform)
    await pat.sees("Correction to the digest of Fri 4 Dec", "The visit is on Monday.", channel=True)
    await dina.sees("Correction to the digest of Fri 4 Dec", "The visit is on Monday.")
    await dina.presses("Open that digest")
    await dina.sees(MOVED, "Corrected on Fri 4 Dec:", "The visit is on Monday.")
    after = await town.ask(lambda session: session.scalars(select(Delivery.card).order_by(Delivery.id)).all())
    assert after[: len(before)] == before
    assert not any("Correction" in one for one in pat.messages())


async def test_a_digest_that_is_open_is_corrected_in_a_form(fay: Somebody, town: Town) -> None:
    await a_full_week(town, fay.platform)
    await town.time.move_to(FRIDAY_4PM)
    await fay.types("/stem digest past")
    await fay.presses("Correct it…")
    await fay.sees_in_form("everybody who got the digest of Fri 4 Dec")
    await fay.fills({"What was wrong": "Stella is not stuck."})
    if fay.platform == "discord":
        await fay.sees("This names a student")
        await fay.presses("Edit answers")
    await fay.sees_in_form("Stella is not stuck.")
    await fay.fills({"What was wrong": "It is not stuck."})
    await fay.sees("Sent to 2 channels and 3 people")
    kept = await town.ask(
        lambda session: session.scalars(
            select(Occurrence.details).where(Occurrence.day == date(2026, 12, 4))
        ).one()
    )
    assert [one["words"] for one in kept["corrections"]] == ["It is not stuck."]


async def test_a_team_without_a_planned_digest_reads_the_last_seven_days(fay: Somebody, town: Town) -> None:
    await a_full_week(town, fay.platform)
    await fay.types("/stem digest schedule")
    await fay.presses("End…")
    await fay.presses("End it")
    await fay.sees("has ended")
    await fay.types("/stem digest")
    await fay.sees(MOVED, "Riverbend SLT, Tue 24 Nov to Tue 1 Dec.")
    await fay.types("/stem digest now report:qarterly")
    await fay.sees("There is no report qarterly.", "/stem digest now")


async def test_what_went_to_others_alone_is_neither_read_now_nor_opened_again(
    town: Town, platform: str
) -> None:
    await settle_in(town, platform)
    fay, pat = town.person("fay", platform), town.person("pat", platform)
    await fay.types("/stem digest schedule to:leaders")
    await fay.sees("Goes to: leaders by direct message.")
    await fay.types(
        '/stem digest schedule rule:"weekly on Fri at 15:00" name:brief report:stepback to:leaders'
    )
    await fay.sees("Progress, challenges and support")
    await pat.types(
        "/stem digest now stepback" if platform == "slack" else "/stem digest now report:stepback"
    )
    await pat.sees("This report (stepback) goes to nobody with your seat in Riverbend SLT.")
    await town.time.move_to(FRIDAY_4PM)
    await fay.types("/stem digest past")
    await fay.chooses("Fri 4 Dec, 3:00 pm · brief")
    await fay.sees("As it was sent on Fri 4 Dec, 3:00 pm (brief)", "Stepback brief")
    await pat.types("/stem digest past")
    await pat.sees("No digest has gone out to Riverbend SLT yet.")
    await fay.types("/stem digest share")
    await fay.sees("A quiet week for Riverbend SLT.", "[ Post it ]")

"""The pace: never above what a platform takes in any window, hardly below it, and urgent things at once."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.chat.sending_limits import Allowance, SendingLimits
from bot.platforms.discord import limits as discord
from bot.platforms.slack import limits as slack
from bot.schedule.pace import AHEAD, Lane, Pace, Parcel

pytestmark = pytest.mark.unit

SLACK, DISCORD = {"slack": slack.sending_limits()}, {"discord": discord.sending_limits()}
WHOLE = 1e-6


def to(number: int, lane: Lane = "fan-out", workspace: str = "T1", platform: str = "slack") -> Parcel:
    """A message to somebody."""
    return Parcel((platform, workspace, f"U{number}"), lane)


def send_all(pace: Pace, parcels: list[Parcel], until: float, begin: float = 0.0) -> list[float]:
    """Book the parcels in order, as many as fit at each moment, as the postman does; the turns."""
    now, turns, left = begin, list[float](), list(parcels)
    while left and now < until:
        trial = pace.trial()
        fitting = [one for one in left[:32] if trial.fits(one, now)]
        for one in fitting:
            turns.append(pace.book(one, now))
            pace.landed(one, now)
            left.remove(one)
        opens = pace.shut(now).until
        now = max(now + 0.01, min(opens or now, now + 1.0))
    return turns


def most_within(turns: list[float], window: float) -> int:
    """The most that falls into any window of that many seconds."""
    ordered = sorted(turns)
    return max(
        (
            sum(first <= at < first + window - WHOLE for at in ordered[place:])
            for place, first in enumerate(ordered)
        ),
        default=0,
    )


@given(
    st.integers(60, 2000),
    st.lists(st.tuples(st.floats(0, 5), st.sampled_from(["urgent", "fan-out"])), max_size=120),
)
def test_in_no_minute_a_workspace_gets_more_posts_than_it_takes(
    per_minute: int, asked: list[tuple[float, Lane]]
) -> None:
    pace, now, turns = Pace({"slack": slack.sending_limits(per_minute)}), 0.0, list[float]()
    for number, (later, lane) in enumerate(asked):
        now += later
        turns.append(pace.book(to(number, lane), now))
    assert all(turn >= 0 for turn in turns)
    assert most_within(turns, 60) <= per_minute


@given(
    st.floats(0.1, 100),
    st.floats(1, 50),
    st.lists(st.tuples(st.floats(0, 2), st.sampled_from(["urgent", "fan-out", "edit"])), max_size=60),
    st.floats(0.1, 30),
)
def test_in_any_window_never_more_than_the_burst_and_what_drips_in(
    rate: float, burst: float, asked: list[tuple[float, Lane]], window: float
) -> None:
    limits = SendingLimits(
        Allowance(rate, burst),
        Allowance(1000, 1000),
        1000,
        reserve=burst / 2,
        calls_to_edit=2,
        first_contact=1,
    )
    pace, now, calls = Pace({"slack": limits}), 0.0, list[float]()
    for number, (later, lane) in enumerate(asked):
        now += later
        calls += [pace.book(to(number, lane), now)] * 2
    assert most_within(calls, window) <= max(burst, 2) + rate * window + WHOLE


def test_a_fan_out_uses_nearly_all_that_slack_takes() -> None:
    turns = send_all(Pace(SLACK), [to(number) for number in range(3000)], until=300)
    within = sum(turn < 300 for turn in turns)
    assert within >= 0.95 * slack.POSTS_PER_MINUTE * 5
    assert most_within(turns, 60) <= slack.POSTS_PER_MINUTE


def test_a_fan_out_to_people_it_knows_uses_nearly_all_that_discord_takes() -> None:
    pace = Pace(DISCORD)
    people = [to(number, platform="discord", workspace="") for number in range(700)]
    known = send_all(pace, people, until=600)
    turns = send_all(pace, people, until=700, begin=600)
    assert len(known) == len(turns) == len(people)
    assert len(people) / (max(turns) - 600) >= 0.95 * discord.REQUESTS_PER_SECOND
    assert most_within(turns, 1) <= discord.REQUESTS_PER_SECOND


def test_the_first_message_to_a_person_in_discord_counts_twice_and_the_servers_share_one_budget() -> None:
    pace = Pace(DISCORD)
    one = send_all(pace, [to(1, platform="discord", workspace="G1")], 1)
    first = send_all(pace, [to(n, platform="discord", workspace="G2") for n in range(200)], 100)
    again = send_all(pace, [to(n, platform="discord", workspace="G2") for n in range(200)], 200, begin=100)
    assert one == [0]
    assert max(first) == pytest.approx(2 * (max(again) - 100), rel=0.05)


def test_one_workspace_does_not_slow_another_down() -> None:
    pace = Pace(SLACK)
    send_all(pace, [to(number) for number in range(200)], until=10)
    assert ("slack", "T1") in {line for line, _ in pace.shut(9.99).lanes}
    assert pace.book(to(1, workspace="T2"), 9.99) == 9.99


def test_what_people_wait_for_goes_at_once_while_a_fan_out_is_under_way() -> None:
    pace = Pace(SLACK)
    fan_out = send_all(pace, [to(number) for number in range(400)], until=20)
    assert max(fan_out) > 20
    shut = pace.shut(max(fan_out) - AHEAD / 2)
    assert (("slack", "T1"), "fan-out") in shut.lanes
    assert (("slack", "T1"), "urgent") not in shut.lanes
    assert [pace.book(to(number, "urgent"), 20.0) for number in range(3)] == [20.0] * 3


def test_edits_have_a_budget_of_their_own_in_slack_and_none_in_discord() -> None:
    pace = Pace(SLACK | DISCORD)
    edits = [pace.book(to(number, "edit"), 0) for number in range(60)]
    assert most_within(edits, 60) <= 50 - 50 / 5
    assert pace.book(to(1), 0) == 0
    in_discord = [pace.book(to(number, "edit", platform="discord"), 0) for number in range(48)]
    assert most_within(in_discord, 1) <= discord.REQUESTS_PER_SECOND / 2
    assert pace.book(to(1, platform="discord"), 0) > 1


def test_one_channel_gets_one_message_a_second_after_a_short_burst_and_holds_up_no_other() -> None:
    pace = Pace(SLACK)
    turns = send_all(pace, [to(7)] * 20, until=60)
    assert turns[:5] == [0.0] * 5
    assert most_within(turns, 10) <= 15
    assert most_within(turns[5:], 1) == 1
    assert ("slack", "T1", "U7") in pace.shut(max(turns) - 1).places
    assert ("slack", "T1", "U8") not in pace.shut(max(turns) - 1).places


def test_nothing_is_booked_further_ahead_than_a_second() -> None:
    pace = Pace(SLACK)
    trial = pace.trial()
    booked = [number for number in range(100) if trial.fits(to(number), 0.0)]
    turns = [pace.book(to(number), 0.0) for number in booked]
    assert 0 < turns.count(0.0) <= slack.sending_limits().at_once
    assert 0 < max(turns) <= AHEAD
    assert pace.shut(0.0).lanes


def test_few_are_under_way_at_once_and_a_landing_makes_room() -> None:
    quick = Allowance(1000, 1000)
    pace = Pace({"slack": SendingLimits(quick, quick, 4)})
    trial = pace.trial()
    fitting = [to(number) for number in range(9) if trial.fits(to(number), 0.0)]
    assert len(fitting) == 4
    for one in fitting:
        pace.book(one, 0.0)
    assert (("slack", "T1"), "fan-out") in pace.shut(0.0).lanes
    assert pace.shut(0.0).until is None, "no clock opens it, only a landing"
    assert pace.trial().fits(to(10, "urgent"), 0.0)
    assert [pace.landed(one, 0.0) for one in fitting] == [False, True, False, False]
    assert pace.shut(0.0).lanes == frozenset()


def test_a_landing_makes_no_room_where_the_budget_is_used_up_too() -> None:
    pace = Pace({"slack": SendingLimits(Allowance(10, 4), Allowance(1000, 1000), 4)})
    flying, waiting = [to(number) for number in range(4)], [to(4 + number) for number in range(8)]
    for one in (*flying, *waiting):
        pace.book(one, 0.0)
    assert pace.shut(0.0).until == pytest.approx(0.4), "the clock opens it"
    assert not any(pace.landed(one, 0.0) for one in flying)
    assert (("slack", "T1"), "fan-out") in pace.shut(0.0).lanes


def test_what_has_its_turn_to_come_takes_no_room_from_what_is_on_its_way() -> None:
    pace = Pace({"slack": SendingLimits(Allowance(10, 2), Allowance(1000, 1000), 4)})
    turns = [pace.book(to(number), 0.0) for number in range(11)]
    assert turns[:2] == [0.0, 0.0]
    assert turns[-1] == pytest.approx(0.9)
    assert pace.trial().fits(to(11), 0.0), "two are on their way, the others in the second to come"
    assert not pace.trial().fits(to(11), 0.95), "all of them are on their way"


def test_what_waits_of_a_fan_out_goes_in_steps_and_what_people_wait_for_does_not() -> None:
    tenth = SendingLimits(Allowance(10, 1), Allowance(1000, 1000), 4, step=0.5)
    pace = Pace({"slack": tenth})
    turns = [pace.book(to(number), 0.0) for number in range(11)]
    assert turns == [0.0] + [0.5] * 5 + [1.0] * 5
    assert pace.book(to(11, "urgent"), 0.0) == pytest.approx(1.1)


def test_what_did_not_fit_is_among_what_is_shut_until_there_is_room() -> None:
    pace = Pace({"slack": SendingLimits(Allowance(1000, 1000), Allowance(1, 1), 2)})
    both = [to(1), to(2)]
    for one in both:
        pace.book(one, 0.0)
    assert not pace.trial().fits(to(3), 0.0)
    assert pace.is_shut(to(3), pace.shut(0.0)), "too many are on their way"
    for one in both:
        pace.landed(one, 0.0)
    assert not pace.is_shut(to(3), pace.shut(0.0))
    assert pace.is_shut(to(1), pace.shut(0.0)), "its place has had what it takes"


def test_a_platform_without_limits_takes_everything_at_once() -> None:
    pace = Pace({})
    assert {pace.book(to(1), 5.0) for _ in range(100)} == {5.0}
    assert pace.trial().fits(to(1), 5.0)
    assert pace.shut(5.0).lanes == frozenset()
    assert not pace.landed(to(1), 5.0), "there was room all the time"


def test_a_trial_changes_nothing() -> None:
    pace = Pace(SLACK)
    trial = pace.trial()
    for number in range(50):
        trial.fits(to(number), 0.0)
    assert pace.shut(0.0) == Pace(SLACK).shut(0.0)
    assert [pace.book(to(number), 0.0) for number in range(5)] == [0.0] * 5


def test_what_is_paid_off_is_forgotten() -> None:
    quick = Allowance(1e6, 1e6)
    pace = Pace({"slack": SendingLimits(quick, Allowance(1, 5), 10**6)})
    for number in range(5000):
        pace.book(to(number), float(number))
    pace.shut(5000.0)
    assert len(pace._places) < 100  # noqa: SLF001 - what a year of messages leaves behind cannot be seen from outside

"""`kill -9` at every named place of the event, schedule and delivery code: nothing is lost, nothing twice.

`python -m tests.crash.long` does the same a thousand times.
"""

from __future__ import annotations

import pytest

from tests.crash.campaign import Campaign, side_by_side
from tests.crash.points import POINTS, SENT_UNNOTED

# Every bot is a process that has to start, and some have to wait for what a dead one held.
pytestmark = [pytest.mark.acceptance, pytest.mark.timeout(300)]

CHANCES = 3


async def test_nothing_is_lost_and_nothing_comes_twice_wherever_it_dies(
    campaigns: tuple[Campaign, ...],
) -> None:
    verdicts = await side_by_side(campaigns, POINTS)
    assert [(one.lost, one.twice) for one in verdicts] == [([], [])] * len(campaigns)
    assert sum(campaign.kills for campaign in campaigns) >= 2 * len(POINTS)


async def test_without_looking_for_its_own_messages_it_sends_them_twice(
    campaigns: tuple[Campaign, ...],
) -> None:
    for campaign in campaigns:
        campaign.forgets = True
    verdicts = await side_by_side(campaigns, (SENT_UNNOTED,) * CHANCES)
    assert [one.lost for one in verdicts] == [[]] * len(campaigns)
    assert all(one.twice for one in verdicts), verdicts

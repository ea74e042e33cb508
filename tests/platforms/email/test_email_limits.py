from __future__ import annotations

import pytest

from bot.platforms.email.limits import sending_limits

pytestmark = pytest.mark.unit


@pytest.mark.parametrize("most", [2, 10, 30, 6000])
def test_a_minute_never_holds_more_than_the_server_allows(most: int) -> None:
    posts = sending_limits(most).posts
    assert posts.burst >= 1
    assert posts.burst + 60 * posts.per_second == pytest.approx(most)

"""What docs/partners.md tells the makers of receivers works as it stands there."""

from __future__ import annotations

import re
from base64 import b64encode
from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from bot.platforms.webhook.signature import signed

pytestmark = pytest.mark.unit

PAGE = Path(__file__).parents[3] / "docs" / "partners.md"
BODY, SECRET = b'{"id":"k1"}', b"s" * 24
Check = Callable[[dict[str, str], bytes, str], bool]


@pytest.fixture(scope="module")
def is_from_the_bot() -> Check:
    (example,) = re.findall(r"```python\n(.*?)```", PAGE.read_text(encoding="utf-8"), re.DOTALL)
    names: dict[str, Check] = {}
    exec(example, names)  # noqa: S102 - our own page
    return names["is_from_the_bot"]


def said(secret: bytes) -> str:
    return f"whsec_{b64encode(secret).decode()}"


def test_the_example_takes_what_the_bot_sends(is_from_the_bot: Check) -> None:
    headers = signed("k1", datetime.now(UTC), BODY, SECRET)
    assert is_from_the_bot(headers, BODY, said(SECRET))
    both = {**headers, "webhook-signature": f"v1,bm90IGl0 {headers['webhook-signature']}"}
    assert is_from_the_bot(both, BODY, said(SECRET))


def test_the_example_refuses_what_is_changed_old_or_of_another(is_from_the_bot: Check) -> None:
    now = datetime.now(UTC)
    headers = signed("k1", now, BODY, SECRET)
    assert not is_from_the_bot(headers, BODY + b" ", said(SECRET))
    assert not is_from_the_bot(headers, BODY, said(b"t" * 24))
    assert not is_from_the_bot({**headers, "webhook-id": "k2"}, BODY, said(SECRET))
    assert not is_from_the_bot(signed("k1", now - timedelta(minutes=6), BODY, SECRET), BODY, said(SECRET))

from __future__ import annotations

import pytest

from tests.databases import unavailable


def test_what_cannot_run_is_skipped_with_a_reason(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("CI", raising=False)
    monkeypatch.delenv("STEM_BOT_REQUIRE_ALL", raising=False)
    with pytest.raises(pytest.skip.Exception, match="no server here"):
        unavailable("no server here")


@pytest.mark.parametrize("name", ["CI", "STEM_BOT_REQUIRE_ALL"])
def test_what_cannot_run_fails_where_everything_has_to(monkeypatch: pytest.MonkeyPatch, name: str) -> None:
    monkeypatch.setenv(name, "1")
    with pytest.raises(pytest.fail.Exception, match="no server here"):
        unavailable("no server here")

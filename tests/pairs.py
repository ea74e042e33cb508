"""Each platform and each database once, for tests in which the one does not depend on the other."""

from __future__ import annotations

import pytest

EACH_ONCE = pytest.mark.parametrize(
    ("database_url", "platform"),
    [("sqlite", "discord"), pytest.param("postgres", "slack", marks=pytest.mark.postgres)],
    indirect=True,
)

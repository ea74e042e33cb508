"""Whether the options of `stem-bot sandbox` reach the servers."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.sandbox.alone.processes import MANIFEST, asked, sandbox


@pytest.mark.acceptance
async def test_the_scopes_and_commands_of_a_manifest_hold(tmp_path: Path) -> None:
    file = tmp_path / "manifest.yaml"
    file.write_text(MANIFEST, encoding="utf-8")
    async with sandbox("--manifest", file) as there:
        async with there.script.get("/api/town") as response:
            assert (await response.json())["workspaces"][0]["app"] == "Friendly"
        refused = await asked(there.ports.slack, "chat.postMessage", channel="C0GENERAL", text="hello")
        assert refused["error"] == "missing_scope"
        line = {"persona": "ada-abara", "platform": "slack", "place": "C0GENERAL", "text": "/other"}
        async with there.script.post("/api/type", json=line) as response:
            troubles = (await response.json())["troubles"]
        assert "/other" in troubles[-1]["words"]


@pytest.mark.acceptance
@pytest.mark.parametrize(("limits", "refused"), [([], True), (["--no-rate-limits"], False)])
async def test_too_many_requests_are_refused_unless_it_is_told_otherwise(
    limits: list[str], *, refused: bool
) -> None:
    async with sandbox(*limits) as there:
        told = [
            await asked(there.ports.slack, "chat.postMessage", channel="C0GENERAL", text="x")
            for _ in range(60)
        ]

    assert any(one.get("error") == "ratelimited" for one in told) is refused

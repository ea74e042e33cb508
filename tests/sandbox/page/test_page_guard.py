from __future__ import annotations

import aiohttp
import pytest

from bot.sandbox.page.guard import is_loopback

LINE = {"persona": "ana", "platform": "slack", "place": "C0TEAM", "text": "hello"}


@pytest.mark.wire
@pytest.mark.parametrize("host", ["evil.example", "evil.example:80", "127.0.0.1.evil.example", "10.0.0.7"])
async def test_a_name_that_was_made_to_point_here_is_refused(
    script: aiohttp.ClientSession, host: str
) -> None:
    for path in ("/", "/api/town"):
        async with script.get(path, headers={"Host": host}) as response:
            assert response.status == 403
            assert host in (await response.json())["error"]


@pytest.mark.wire
@pytest.mark.parametrize("kind", ["text/plain", "application/x-www-form-urlencoded"])
async def test_a_foreign_pages_simple_post_is_refused(script: aiohttp.ClientSession, kind: str) -> None:
    async with script.post("/api/clock", data='{"move": "week"}', headers={"Content-Type": kind}) as response:
        assert response.status == 415
    async with script.get("/api/town") as response:
        assert (await response.json())["clock"]["now"] == "2026-12-08T17:00:00Z"


@pytest.mark.wire
async def test_the_page_may_load_only_from_itself(script: aiohttp.ClientSession) -> None:
    async with script.get("/") as response:
        assert response.content_type == "text/html"
        policy = response.headers["Content-Security-Policy"]
    assert "default-src 'none'" in policy
    assert "script-src 'self';" in policy
    assert "unsafe" not in policy


@pytest.mark.wire
async def test_no_file_but_the_shipped_ones_can_be_asked_for(script: aiohttp.ClientSession) -> None:
    for path in ("/nothing.js", "/..%2fserver.py", "/%2e%2e/server.py", "/static/main.js"):
        async with script.get(path) as response:
            assert response.status == 404
            assert "error" in await response.json()


@pytest.mark.wire
async def test_a_body_that_is_too_large_is_refused_in_words(script: aiohttp.ClientSession) -> None:
    async with script.post("/api/type", json={**LINE, "text": "x" * 300_000}) as response:
        assert response.status == 413
        assert "error" in await response.json()


@pytest.mark.unit
@pytest.mark.parametrize(
    "host", ["localhost", "localhost:8765", "127.0.0.1", "127.0.0.1:1", "127.8.8.8", "[::1]", "[::1]:8765"]
)
def test_these_hosts_are_this_machine(host: str) -> None:
    assert is_loopback(host)


@pytest.mark.unit
@pytest.mark.parametrize("host", ["", "localhost.evil.example", "1.2.3.4:80", "0.0.0.7", "[::2]:80", ":80"])
def test_these_hosts_are_not(host: str) -> None:
    assert not is_loopback(host)

"""Posts payloads to the app's own URLs, where its manifest has Socket Mode off."""

from __future__ import annotations

import json
import secrets
from urllib.parse import urlencode

import aiohttp

from bot.sandbox.slack.delivery.envelopes import Envelope
from bot.sandbox.slack.delivery.failures import (
    AnsweredLate,
    AnsweredWithError,
    NotConnected,
    NotDelivered,
    TooManyRedirects,
)
from bot.sandbox.slack.delivery.signatures import signed
from bot.sandbox.slack.manifest import AppManifest
from bot.sandbox.slack.records import Json
from bot.sandbox.slack.windows import Windows

MOST_REDIRECTS = 2
_FORM = "application/x-www-form-urlencoded"
_JSON = "application/json"


class RequestUrls:
    """Signed HTTP delivery; open between `start` and `stop`."""

    def __init__(self, manifest: AppManifest, windows: Windows) -> None:
        self._manifest = manifest
        self._windows = windows
        self._session: aiohttp.ClientSession | None = None

    def start(self) -> None:
        """Be ready to post."""
        self._session = aiohttp.ClientSession(headers={"User-Agent": "Slackbot 1.0"})

    async def stop(self) -> None:
        """Give up the connections."""
        if self._session is not None:
            await self._session.close()

    async def ask(self, signing_secret: str, envelope: Envelope) -> Json:
        """Post an envelope's payload and read the answer: a JSON object, or text as `{"text": …}`.

        Raises NotDelivered when there is no URL, nobody there, another status than 2xx or no answer in 3 s.
        """
        media_type, body = _body(envelope)
        retry = {"X-Slack-Retry-Num": str(envelope.attempt), "X-Slack-Retry-Reason": envelope.retry_reason}
        headers = {"Content-Type": media_type, **(retry if envelope.attempt else {})}
        return _answer(await self._post(self._url_for(envelope), signing_secret, body, headers))

    async def verify(self, signing_secret: str) -> str:
        """Post the challenge to the events' URL; returns what Slack would say is wrong, "" if nothing is."""
        challenge = secrets.token_urlsafe(30)
        asked = {"token": "local-verification", "challenge": challenge, "type": "url_verification"}
        body = json.dumps(asked).encode()
        try:
            answer = _answer(
                await self._post(self._manifest.events_url, signing_secret, body, {"Content-Type": _JSON})
            )
        except NotDelivered as failed:
            return f"Your request URL gave us an error: {failed.retry_reason} {failed}".rstrip()
        if challenge in (answer.get("challenge"), answer.get("text")):
            return ""
        return "Your URL didn't respond with the value of the challenge parameter."

    async def _post(
        self, url: str, signing_secret: str, body: bytes, headers: dict[str, str]
    ) -> tuple[str, bytes]:
        if self._session is None or not url:
            raise NotConnected
        timeout = aiohttp.ClientTimeout(total=self._windows.answer)
        headers = headers | signed(signing_secret, body)
        try:
            async with self._session.post(
                url, data=body, headers=headers, timeout=timeout, max_redirects=MOST_REDIRECTS
            ) as answer:
                if not answer.ok:
                    raise AnsweredWithError(
                        answer.status, final=answer.headers.get("X-Slack-No-Retry") == "1"
                    )
                return answer.content_type, await answer.read()
        except TimeoutError:
            raise AnsweredLate from None
        except aiohttp.TooManyRedirects:
            raise TooManyRedirects from None
        except (aiohttp.ClientError, ValueError):
            raise NotConnected from None

    def _url_for(self, envelope: Envelope) -> str:
        match envelope.kind:
            case "events_api":
                return self._manifest.events_url
            case "interactive" if envelope.what == "block_suggestion":
                return self._manifest.options_url or self._manifest.request_url
            case "interactive":
                return self._manifest.request_url
            case "slash_commands":
                command = self._manifest.command(str(envelope.payload["command"]))
                return command.url if command else ""


def _body(envelope: Envelope) -> tuple[str, bytes]:
    if envelope.kind == "events_api":
        return _JSON, json.dumps(envelope.payload).encode()
    form = {"payload": json.dumps(envelope.payload)} if envelope.kind == "interactive" else envelope.payload
    return _FORM, urlencode(form).encode()


def _answer(answered: tuple[str, bytes]) -> Json:
    media_type, body = answered
    text = body.decode("utf-8", "replace")
    if media_type != _JSON and not text.lstrip().startswith("{"):
        return {"text": text} if text.strip() else {}
    try:
        decoded = json.loads(text or "{}")
    except (ValueError, RecursionError):
        return {"text": text}
    return decoded if isinstance(decoded, dict) else {}

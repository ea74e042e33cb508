"""conversations.history and conversations.replies: reading back what was posted."""

from __future__ import annotations

from collections.abc import Sequence

from bot.sandbox.slack.records import Json, Post
from bot.sandbox.slack.refusals import Refused
from bot.sandbox.slack.stamps import microseconds_of
from bot.sandbox.slack.web_api.call import Call
from bot.sandbox.slack.web_api.pages import PageRules, page
from bot.sandbox.slack.web_api.places import conversation
from bot.sandbox.slack.wire import message_json

_FAR = 10**18
_HISTORY = PageRules(usual=100, most=999)
_REPLIES = PageRules(usual=1000, most=1000)


def history(call: Call) -> Json:
    """Messages of a channel, newest first, without ephemeral ones and replies; metadata only on request."""
    channel = conversation(call, "history")
    if not channel.has_app:
        raise Refused("not_in_channel")
    posts = [post for post in call.workspace.posts(channel.id) if not post.is_reply or post.broadcast]
    newest_first = sorted(_within(call, posts), key=_moment, reverse=True)
    return _answer(call, newest_first, _HISTORY) | {"pin_count": 0}


def replies(call: Call) -> Json:
    """A message and the replies to it, oldest first; `ts` may be that of a reply too."""
    channel = conversation(call, "history")
    named = call.workspace.post(channel.id, call.arguments.text("ts"))
    if named is None or named.only_for:
        raise Refused("thread_not_found")
    parent = call.workspace.post(channel.id, named.thread_ts) or named
    thread = _within(call, call.workspace.replies(channel.id, parent.ts))
    return _answer(call, [parent, *thread], _REPLIES)


def _within(call: Call, posts: Sequence[Post]) -> list[Post]:
    oldest = _bound(call, "oldest", 0)
    latest = _bound(call, "latest", _FAR)
    edge = 0 if call.arguments.flag("inclusive") else 1
    return [post for post in posts if not post.only_for and oldest + edge <= _moment(post) <= latest - edge]


def _bound(call: Call, name: str, otherwise: int) -> int:
    if not call.arguments.has(name):
        return otherwise
    try:
        return microseconds_of(call.arguments.text(name))
    except ValueError:
        raise Refused(f"invalid_ts_{name}") from None


def _moment(post: Post) -> int:
    return microseconds_of(post.ts)


def _answer(call: Call, posts: Sequence[Post], rules: PageRules) -> Json:
    metadata = call.arguments.flag("include_all_metadata")
    shown, response_metadata = page(call, posts, rules)
    return {
        "messages": [message_json(call.workspace, post, metadata=metadata) for post in shown],
        "has_more": bool(response_metadata["next_cursor"]),
        "response_metadata": response_metadata,
    }

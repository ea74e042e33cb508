"""Which thread a new message joins."""

from __future__ import annotations

from bot.sandbox.slack.records import Channel
from bot.sandbox.slack.refusals import Refused
from bot.sandbox.slack.stamps import microseconds_of
from bot.sandbox.slack.web_api.call import Call


def thread_of(call: Call, channel: Channel) -> str:
    """The `ts` of the first message of the thread that `thread_ts` names, empty when it names none.

    A reply's own `ts` leads to its thread. Refused when there is no such message.
    """
    thread_ts = call.arguments.text("thread_ts")
    if not thread_ts:
        return ""
    try:
        microseconds_of(thread_ts)
    except ValueError:
        raise Refused("invalid_thread_ts") from None
    parent = call.workspace.post(channel.id, thread_ts)
    if parent is None or parent.only_for:
        raise Refused("thread_not_found")
    return parent.thread_ts or parent.ts

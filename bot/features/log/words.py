"""What was changed, in the reader's words; what has none is said as it was written down."""

from __future__ import annotations

from bot.chat.phrases import N_, Phrases
from bot.chat.text import Markup, escape

RECORDS = {
    "absence": N_("time away"),
    "account": N_("account"),
    "agreed state": N_("agreed level"),
    "answer": N_("answer"),
    "at-a-glance": N_("at-a-glance"),
    "consensus round": N_("consensus round"),
    "consensus vote": N_("vote"),
    "digest": N_("digest"),
    "evidence": N_("evidence"),
    "goal": N_("goal"),
    "importance": N_("importance"),
    "membership": N_("seat"),
    "person": N_("person"),
    "prompt": N_("question"),
    "rating": N_("rating"),
    "role holder": N_("role"),
    "role_holder": N_("role"),
    "schedule": N_("schedule"),
    "task": N_("task"),
    "team": N_("team"),
}
# What was done, as it begins in the journal; what follows is about what.
DONE = {
    "added": N_("added"),
    "agreed to messages": N_("agreed to messages"),
    "away": N_("away"),
    "back": N_("back"),
    "called off": N_("called off"),
    "cast": N_("cast"),
    "changed": N_("changed"),
    "confirmed": N_("confirmed"),
    "corrected": N_("corrected"),
    "declined messages": N_("declined messages"),
    "discarded": N_("discarded"),
    "done": N_("done"),
    "ended": N_("ended"),
    "exported as": N_("exported as"),
    "given": N_("given"),
    "help asked for": N_("help asked for"),
    "name changed": N_("name changed"),
    "made facilitator": N_("made facilitator"),
    "no consensus": N_("no consensus"),
    "not mine": N_("marked as not theirs"),
    "open a day longer": N_("open a day longer"),
    "open again": N_("open again"),
    "opted in": N_("wanted again"),
    "opted out": N_("opted out"),
    "paused": N_("paused"),
    "prepared": N_("prepared"),
    "recorded": N_("recorded"),
    "resumed": N_("resumed"),
    "revealed": N_("revealed"),
    "run at once": N_("sent at once"),
    "said what they saw": N_("said what they saw"),
    "set": N_("set"),
    "shared": N_("shared"),
    "skipped": N_("skipped"),
    "started for": N_("started for"),
    "times changed": N_("times changed"),
    "undone": N_("taken back"),
    "voted on again": N_("voted on again"),
    "withdrawn": N_("withdrawn"),
    "zone changed": N_("time zone changed"),
}
_WHO = {"config": N_("the settings"), "stem-bot": N_("the bot")}


def record(name: str, t: Phrases) -> Markup:
    """A sort of record."""
    return t(RECORDS[name]) if name in RECORDS else escape(name)


def done(what: str, t: Phrases) -> Markup:
    """What was done to it, and about what."""
    beginning = max((one for one in DONE if _begins(what, one)), key=len, default="")
    if not beginning:
        return escape(what)
    return Markup(t(DONE[beginning]) + escape(what.removeprefix(beginning)))


def who(name: str, t: Phrases) -> Markup:
    """Who did it, if it was no person."""
    return t(_WHO[name]) if name in _WHO else escape(name)


def _begins(what: str, beginning: str) -> bool:
    return what == beginning or what.startswith((f"{beginning}:", f"{beginning} "))

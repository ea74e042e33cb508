"""What is in the way, for those who can clear it: with the name for a facilitator, for leaders without."""

from __future__ import annotations

from collections.abc import Sequence

from bot.chat.cards import Button, Buttons, Part
from bot.chat.routes import wire
from bot.chat.text import Markup, mention, shorten
from bot.features.digest.sections.lines import listing
from bot.features.digest.viewer import Viewer
from bot.features.digest.week import Blocker, Week

MOST = 4
_QUOTED = 200


def in_the_way(week: Week, viewer: Viewer) -> Sequence[Part]:
    """What people said is in the way; a text that names a student goes to the facilitator alone."""
    if not week.blockers or not viewer.leads:
        return ()
    t = viewer.t
    readable = [one for one in week.blockers if viewer.may_read(one.words, week.students)]
    lines = [_line(one, viewer) for one in readable[:MOST]]
    if left := len(week.blockers) - len(lines):
        lines.append(_rest(left, viewer))
    give = Button(t("Give a task"), wire("task-form", week.team.id))
    return (*listing(t("In the way"), lines), *((Buttons((give,)),) if viewer.facilitates else ()))


def _rest(left: int, viewer: Viewer) -> Markup:
    if viewer.facilitates:
        return viewer.t.plural("and {count} more", "and {count} more", left)
    return viewer.t.plural(
        "and {count} more, which your facilitator can tell you about",
        "and {count} more, which your facilitator can tell you about",
        left,
    )


def _line(blocker: Blocker, viewer: Viewer) -> Markup:
    t, title = viewer.t, blocker.indicator.short_title
    words = shorten(blocker.words, _QUOTED)
    if not viewer.facilitates:
        return t("{title}: “{words}”", title=title, words=words)
    helper = _helper(blocker, viewer)
    if not helper:
        return t("{title}: “{words}” ({name})", title=title, words=words, name=blocker.author.name)
    return t(
        "{title}: “{words}” ({name}; could help: {helper})",
        title=title,
        words=words,
        name=blocker.author.name,
        helper=helper,
    )


def _helper(blocker: Blocker, viewer: Viewer) -> Markup | str:
    """Who could help, by name; somebody on no roster as a mention, where it would mean them."""
    if blocker.helper_name or blocker.platform != viewer.platform:
        return blocker.helper_name
    return mention(blocker.helper) if blocker.helper else ""

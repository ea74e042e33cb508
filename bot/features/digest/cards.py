"""The digest as a message: short, without names in a channel, with what waits for leaders in theirs."""

from __future__ import annotations

from collections.abc import Sequence

from bot.chat.cards import Button, Buttons, Card, Part, SmallPrint, card
from bot.chat.limits import BUTTONS_IN_A_ROW
from bot.chat.routes import wire
from bot.chat.text import Markup
from bot.features.digest.sections.headline import headline
from bot.features.digest.sections.table import TABLE
from bot.features.digest.viewer import Viewer
from bot.features.digest.week import Week


def digest(week: Week, viewer: Viewer) -> Card:
    """What the viewer may see of the week: the sections that they get, without those that are empty."""
    chosen = [TABLE[name] for name in viewer.shows if name in TABLE]
    told = [one for one in chosen if one.always or not week.quiet]
    parts = [part for one in told for part in one.parts(week, viewer)]
    see = Button(viewer.t("See status"), wire("status", week.team.id))
    print_ = None if week.quiet else SmallPrint(_small_print(week, viewer))
    return card(*_ending_with(see, parts or headline(week, viewer)), print_)


def _ending_with(button: Button, parts: Sequence[Part]) -> Sequence[Part]:
    """The parts and the button, in the last row if that is one of buttons with room."""
    *others, last = parts
    if isinstance(last, Buttons) and len(last.buttons) < BUTTONS_IN_A_ROW:
        return (*others, Buttons((*last.buttons, button)))
    return (*parts, Buttons((button,)))


def _small_print(week: Week, viewer: Viewer) -> Markup:
    return viewer.t(
        "{team}, {first} to {last}.",
        team=week.team.name,
        first=viewer.reader.day_of(week.since),
        last=viewer.reader.day_of(week.until),
    )

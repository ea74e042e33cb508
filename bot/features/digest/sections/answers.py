"""Who answered what, for the facilitator alone: a check-in says that they see it with the name."""

from __future__ import annotations

from collections.abc import Sequence

from bot.chat.cards import Part
from bot.chat.phrases import N_
from bot.chat.text import Markup, join, link, shorten
from bot.features.digest.sections.lines import first, listing
from bot.features.digest.viewer import Viewer
from bot.features.digest.week import Said, Week

MOST = 4
_QUOTED = 120
_MOVEMENTS = {"moving": N_("moving"), "no-change": N_("no change"), "stuck": N_("stuck")}


def answers(week: Week, viewer: Viewer) -> Sequence[Part]:
    """The answers with their authors, those with words first."""
    if not viewer.facilitates:
        return ()
    lines = [_line(one, viewer) for one in week.answers]
    return listing(viewer.t("Answers, for you alone"), first(lines, MOST, viewer.t))


def _line(said: Said, viewer: Viewer) -> Markup:
    t = viewer.t
    line = t(
        "{name}: {title}, {movement}",
        name=said.author.name,
        title=said.indicator.short_title,
        movement=t(_MOVEMENTS[said.movement]),
    )
    words = [t("“{words}”", words=shorten(said.words, _QUOTED))] if said.words else []
    evidence = [link(t("link"), said.link)] if said.link else []
    return join(" ", [line, *words, *evidence])

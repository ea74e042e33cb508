"""Who answered what, for the facilitator alone: a check-in says that they see it with the name."""

from __future__ import annotations

from bot.chat.cards import Paragraph, Part
from bot.chat.phrases import N_
from bot.chat.text import Markup, bold, join, link, shorten
from bot.features.digest.viewer import Viewer
from bot.features.digest.week import Said, Week

MOST = 4
_QUOTED = 120
_MOVEMENTS = {"moving": N_("moving"), "no-change": N_("no change"), "stuck": N_("stuck")}


def by_name(week: Week, viewer: Viewer) -> Part | None:
    """The answers with their authors, those with words first."""
    if not week.answers:
        return None
    t = viewer.t
    lines = [_line(one, viewer) for one in week.answers[:MOST]]
    if left := len(week.answers) - len(lines):
        lines.append(t.plural("and {count} more", "and {count} more", left))
    return Paragraph(join("\n", [bold(t("Answers, for you alone")), *lines]))


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

"""Whose voices were heard: by audience and role where they are enough, never by name."""

from __future__ import annotations

from collections.abc import Sequence

from bot.chat.cards import Button, Buttons, Part
from bot.chat.routes import wire
from bot.chat.text import Markup, join
from bot.features.digest.sections.lines import listing
from bot.features.digest.turnout import Turnout, Voices
from bot.features.digest.viewer import Viewer
from bot.features.digest.week import Week
from bot.language.lists import listed
from bot.schedule.participation_words import apart
from bot.schedule.shares import Share


def voices(week: Week, viewer: Viewer) -> Sequence[Part]:
    """Who answered by audience, which audiences were not heard, who could not answer."""
    sentences = [*_counts(week.turnout, viewer), *apart(week.turnout.every, viewer.t)]
    if not sentences:
        return ()
    answer = Button(viewer.t("Answer what is open for me"), wire("checkin-open"))
    return (*listing(viewer.t("Voices"), sentences), Buttons((answer,)))


def _counts(turnout: Turnout, viewer: Viewer) -> list[Markup]:
    """Nothing where the headline has said it all."""
    t, left_out = viewer.t, turnout.not_counted_out
    if not turnout.voices or len(turnout.voices) + len(left_out) == 1:
        return []
    heard = [_voices(one, viewer) for one in turnout.voices if one.share.answered]
    silent = [_count(one.share, viewer) for one in turnout.voices if not one.share.answered]
    sentences = [t("Answered: {counts}.", counts=join(", ", heard))] if heard else []
    if silent:
        sentences.append(t("Not heard yet: {counts}.", counts=join(", ", silent)))
    if left_out:
        sentences.append(
            t(
                "Too few to be counted, so ask at the next meeting: {audiences}.",
                audiences=listed(left_out, t),
            )
        )
    return sentences


def _voices(one: Voices, viewer: Viewer) -> Markup:
    whole = _count(one.share, viewer)
    if not one.roles:
        return whole
    return viewer.t(
        "{audience} ({roles})", audience=whole, roles=join(", ", [_count(each, viewer) for each in one.roles])
    )


def _count(share: Share, viewer: Viewer) -> Markup:
    return viewer.t(
        "{audience} {answered} of {asked}",
        audience=share.audience,
        answered=share.answered,
        asked=share.asked,
    )

"""The forms of rating: every level in view, its behaviours to tick, then the choice; and evidence."""

from __future__ import annotations

from collections.abc import Sequence

from bot.chat.cards import Option
from bot.chat.forms import ChoiceField, Form, TextField, TicksField
from bot.chat.limits import OPTIONS
from bot.chat.phrases import Phrases
from bot.chat.routes import wire
from bot.chat.text import Markup, bold, join
from bot.desk import Desk, Seat
from bot.features.rating.earlier import Earlier
from bot.features.rating.words import level_words, said_before, title, who_sees_it
from bot.suggestions import behaviour_option
from rubric import behaviours
from rubric.behaviours import Behaviour
from rubric.model import Indicator

EVIDENCE_LONGEST = 1000
# The fields with behaviours to tick; two hold what one cannot.
SEEN = ("seen", "seen-above")
# The choice of who wants to know which level the ticks suggest, before choosing one.
SUGGEST = "suggest"


def rating_form(
    desk: Desk, seat: Seat, indicator: Indicator, before: Earlier | None, progress: Markup | None = None
) -> Form:
    """The levels in full as text, the behaviours, then the choice; nothing is preselected.

    One of several ratings has its `progress` above; sent, it comes back to `rate-all`.
    """
    t = desk.t
    lines = [join(" ", [bold(f"{level_words(each.level)}:"), each.summary]) for each in indicator.descriptors]
    intro = [
        progress,
        title(indicator),
        join("\n", lines),
        said_before(desk, seat, before),
        who_sees_it(desk, seat),
    ]
    return Form(
        wire("rate-all" if progress else "rate", seat.team.id, indicator.id),
        t("Rate an indicator"),
        (
            *_ticks(indicator, t),
            ChoiceField("level", t("What does it look like now?"), _level_options(indicator, t)),
            _evidence(t),
        ),
        tuple(words for words in intro if words),
        t("Record"),
    )


def evidence_form(desk: Desk, said: Earlier) -> Form:
    """What supports a rating."""
    t = desk.t
    field = _evidence(t, required=True, value=said.rating.evidence)
    about = title(said.words)
    return Form(wire("rate-evidence", said.rating.id), t("Add evidence"), (field,), (about,), t("Record"))


def offered(indicator: Indicator) -> tuple[Behaviour, ...]:
    """The behaviours that the form offers to tick."""
    return tuple(one for part in behaviours.in_two(indicator, OPTIONS) for one in part)


def _evidence(t: Phrases, *, required: bool = False, value: str = "") -> TextField:
    label = t("What did you see? A link is fine too")
    return TextField("evidence", label, "paragraph", required=required, longest=EVIDENCE_LONGEST, value=value)


def _ticks(indicator: Indicator, t: Phrases) -> tuple[TicksField, ...]:
    parts = behaviours.in_two(indicator, OPTIONS)
    return tuple(
        TicksField(field, _of_levels(part, t), tuple(behaviour_option(one, with_level=True) for one in part))
        for field, part in zip(SEEN, parts, strict=False)
    )


def _of_levels(part: Sequence[Behaviour], t: Phrases) -> Markup:
    first, last = part[0].level, part[-1].level
    if first == last:
        return t("What have you seen? Level {level}", level=first)
    return t("What have you seen? Levels {first}–{last}", first=first, last=last)


def _level_options(indicator: Indicator, t: Phrases) -> tuple[Option, ...]:
    levels = [Option(str(each.level.number), level_words(each.level)) for each in indicator.descriptors]
    others = [Option("dont-know", t("I don't know")), Option("not-applicable", t("Not applicable"))]
    unsure = (
        [Option(SUGGEST, t("Not sure yet: which level do my ticks suggest?"))] if offered(indicator) else []
    )
    return (*levels, *others, *unsure)

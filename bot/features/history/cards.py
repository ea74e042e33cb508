"""The past of an indicator as a message that only the reader sees."""

from __future__ import annotations

from bot.chat.cards import Card, Heading, Paragraph, Part, SmallPrint, card
from bot.chat.phrases import Phrases
from bot.chat.text import Markup, bold, join
from bot.desk import Desk, Seat
from bot.features.history.past import Past
from bot.features.history.periods import Period
from bot.language.reader import Reader
from bot.store.models import AgreedState
from rubric import measure
from rubric.measure import Move

_AGREED_SHOWN, _PERIODS_SHOWN = 6, 6


def history(desk: Desk, seat: Seat, past: Past) -> Card:
    """What was agreed, how it was rated, what changed, each audience, and the reader beside the team."""
    t, reader = desk.t, seat.reader
    title = join(" ", [past.indicator.short_title, f"({past.indicator.id})"])
    return card(
        Heading(t("How it has gone · {title}", title=title)),
        Paragraph(_agreed(past, reader, t)),
        Paragraph(_goal(past, reader, t)) if past.goal else None,
        *_ratings(past, reader, t),
        _change(past, reader, t),
        _groups(past, reader, t),
        _own(past, t),
        SmallPrint(
            t(
                "Each person's last rating until then counts. Levels are shown once {floor} people have "
                "rated anew. A rating window in which so many rated stands for its quarter. "
                "Only you see this message.",
                floor=past.floor,
            )
        ),
    )


def _agreed(past: Past, reader: Reader, t: Phrases) -> Markup:
    if not past.agreed:
        return t("Your team has not agreed on it yet.")
    lines = [_state(past, state, reader, t) for state in past.agreed[:_AGREED_SHOWN]]
    return join("\n", [bold(t("Where the team stood:")), *lines])


def _state(past: Past, state: AgreedState, reader: Reader, t: Phrases) -> Markup:
    words = past.lineage.as_it_was(state) or past.indicator
    level = words.descriptor(state.level).level
    line = t("{day}: {level}", day=reader.day(state.agreed_on), level=f"{level.number} · {level.name}")
    marks = [t.plural("{count} vote", "{count} votes", state.people)] if state.people else []
    if state.agreement is not None:
        marks.append(t("agreement {agreement}", agreement=f"{state.agreement:.2f}"))
    if state.provisional:
        marks.append(t("no consensus, for now"))
    return join(", ", [line, *marks])


def _goal(past: Past, reader: Reader, t: Phrases) -> Markup:
    if past.goal is None:
        raise ValueError("there is no goal to speak of")
    return t("Goal: {goal} by {day}.", goal=past.goal.level, day=reader.day(past.goal.by_day))


def _ratings(past: Past, reader: Reader, t: Phrases) -> list[Part]:
    if not past.periods:
        return [Paragraph(t("No ratings so far."))]
    lines = [_period(past, each, reader, t) for each in past.periods[-_PERIODS_SHOWN:]]
    return [Paragraph(join("\n", [bold(t("Rated:")), *lines]))]


def _when(period: Period, reader: Reader, t: Phrases) -> Markup:
    if period.window:
        return t("window of {day}", day=reader.day_with_year(period.begins))
    return Markup(reader.months(period.begins, period.last_month))


def _period(past: Past, period: Period, reader: Reader, t: Phrases) -> Markup:
    when, count = _when(period, reader, t), len(period.levels)
    if period.window:
        when = t("Window of {day}", day=reader.day_with_year(period.begins))
    if period.open:
        return t.plural(
            "{when}: {count} rating so far; levels are shown once it has closed",
            "{when}: {count} ratings so far; levels are shown once it has closed",
            count,
            when=when,
        )
    levels = past.shown.get(period.name)
    if not levels:
        return t.plural(
            "{when}: {count} rating, not shown", "{when}: {count} ratings, not shown", count, when=when
        )
    spread = measure.distribution(levels, len(past.indicator.descriptors))
    each = ", ".join(f"{number}: {given}" for number, given in enumerate(spread, start=1) if given)
    return t(
        "{when}: median {median} of {count} ratings ({each})",
        when=when,
        median=f"{measure.median(levels):g}",
        count=len(levels),
        each=each,
    )


def _change(past: Past, reader: Reader, t: Phrases) -> Part | None:
    change = past.change
    if change is None:
        return None
    since = _when(past.over[-2], reader, t)
    overall = t("Since {when}: {move}.", when=since, move=_move(change.overall, t))
    if change.same_raters is None:
        rest = t("Too few people rated both times to say whether it moved for them.")
    else:
        rest = t(
            "For the {count} who rated both times: {move}.",
            count=change.same_raters.raters_after,
            move=_move(change.same_raters, t),
        )
    return Paragraph(join(" ", [overall, rest]))


def _move(move: Move, t: Phrases) -> Markup:
    if not move.levels:
        return t("no change (median {median})", median=f"{move.after:g}")
    return t("median {before} → {after}", before=f"{move.before:g}", after=f"{move.after:g}")


def _groups(past: Past, reader: Reader, t: Phrases) -> Part | None:
    if len(past.groups) < 2:  # noqa: PLR2004 - one audience alone is no comparison
        return None
    said = [
        t(
            "{audience} see {median} ({count})",
            audience=one.audience,
            median=f"{one.median:g}",
            count=one.people,
        )
        for one in past.groups
    ]
    when = _when(past.over[-1], reader, t)
    return Paragraph(t("By audience, {when}: {groups}.", when=when, groups=join(", ", said)))


def _own(past: Past, t: Phrases) -> Part | None:
    if past.own is None or not past.agreed:
        return None
    newest = past.agreed[0]
    if newest.provisional:
        words = t("You said {own}; the team stands at {level}, for now.", own=past.own, level=newest.level)
    else:
        words = t("You said {own}; the team agreed on {agreed}.", own=past.own, agreed=newest.level)
    return Paragraph(words)

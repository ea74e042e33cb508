"""Goals as messages: one that was set, all of them, and ideas for the next."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from bot.chat.cards import Card, Heading, Menu, Option, Paragraph, Part, SmallPrint, card
from bot.chat.limits import OPTION_LABEL
from bot.chat.phrases import Phrases
from bot.chat.routes import wire
from bot.chat.text import Markup, bold, join, shorten
from bot.desk import Desk, Seat
from bot.features.goals.ideas import Idea
from bot.features.goals.standing import MOST_IN_FOCUS, Aim, aims
from bot.language.reader import Reader
from bot.permissions import Act, Reach
from bot.store.queries.roster import DECLARED


def goal_set(desk: Desk, seat: Seat, aim: Aim, earlier: Aim | None) -> Card:
    """The goal as recorded, and what it takes the place of."""
    t = desk.t
    before = (
        [
            Paragraph(
                t(
                    "Before: level {level} by {day}.",
                    level=earlier.goal.level,
                    day=seat.reader.day(earlier.goal.by_day),
                )
            )
        ]
        if earlier
        else []
    )
    count = len(aims(desk, seat.team))
    more = (
        SmallPrint(
            t(
                "Your team has {count} goals now. The {most} with the nearest days are its focus.",
                count=count,
                most=MOST_IN_FOCUS,
            )
        )
        if count > MOST_IN_FOCUS
        else None
    )
    return card(
        Paragraph(t("Goal set for {team}:", team=seat.team.name)),
        *_goal(desk, seat, aim),
        *before,
        more,
    )


def listing(desk: Desk, seat: Seat, every: Sequence[Aim]) -> Card:
    """All running goals, those in focus first."""
    t = desk.t
    if not every:
        example = "/stem goal ideas"
        return card(
            Paragraph(t("Your team has no goals yet.")),
            SmallPrint(t("What might be worth one: `{example}`", example=example)),
        )
    parts: list[Part] = [Heading(t("Focus"))]
    parts += _all(desk, seat, every, in_focus=True)
    others = _all(desk, seat, every, in_focus=False)
    return card(*parts, *([Heading(t("Other goals")), *others] if others else []))


def ideas(desk: Desk, seat: Seat, found: Sequence[Idea], floor: int) -> Card:
    """What might be taken up next, the most wanted first."""
    t = desk.t
    how = t(
        "In order of how important people find it, times the share of ratings below what is wanted. "
        "Counted from {floor} people on. Say how important one is to you: `/stem goal important {id} 4`",
        floor=floor,
        id=desk.instrument(seat.team).indicators[0].id,
    )
    if not found:
        return card(
            Paragraph(t("Not enough people have rated, or said what is important, to suggest anything yet.")),
            SmallPrint(how),
        )
    return card(
        Paragraph(t("Worth a goal, most of all:")),
        *[Paragraph(_idea(each, t)) for each in found],
        SmallPrint(how),
    )


def _idea(idea: Idea, t: Phrases) -> Markup:
    words = t(
        "Important: {importance} of 5 (median). Rated below {target}: {below} of {count}.",
        importance=f"{idea.importance:g}",
        target=idea.target,
        below=idea.below,
        count=idea.count,
    )
    return join("\n", [join(" ", [bold(idea.indicator.short_title), f"({idea.indicator.id})"]), words])


def _all(desk: Desk, seat: Seat, every: Iterable[Aim], *, in_focus: bool) -> list[Part]:
    return [part for aim in every if aim.in_focus == in_focus for part in _goal(desk, seat, aim)]


def _goal(desk: Desk, seat: Seat, aim: Aim) -> list[Part]:
    """The goal in words; who gives tasks can make them of its steps."""
    words = _words(aim, seat.reader, desk.t)
    if not aim.goal.steps or desk.reach(seat, Act.GIVE_TASKS) is Reach.NONE:
        return [words]
    steps = tuple(
        Option(str(place), shorten(step, OPTION_LABEL)) for place, step in enumerate(aim.goal.steps)
    )
    return [words, Menu(wire("task-of-step", aim.goal.id), desk.t("Make a task of…"), steps)]


def _words(aim: Aim, reader: Reader, t: Phrases) -> Paragraph:
    title = join(" ", [bold(aim.indicator.short_title), f"({aim.indicator.id})"])
    lines = [title, join(" ", [_aim(aim, reader, t), *_way(aim, t)]), *_steps(aim)]
    if aim.goal.managed == DECLARED:
        lines.append(t("From the installation's file."))
    return Paragraph(join("\n", lines))


def _aim(aim: Aim, reader: Reader, t: Phrases) -> Markup:
    level, day = bold(_level(aim, aim.goal.level)), reader.day(aim.goal.by_day)
    if aim.agreed is None:
        return t("Goal: {level} by {day}. Not yet agreed where you are now.", level=level, day=day)
    return t("Now {now}, goal {level} by {day}.", now=_level(aim, aim.agreed.level), level=level, day=day)


def _way(aim: Aim, t: Phrases) -> list[Markup]:
    if aim.left is None:
        return []
    if aim.left <= 0:
        return [t("Reached.")]
    left = t.plural("{count} level to go.", "{count} levels to go.", aim.left)
    if aim.done is None or aim.done[0] <= 0:
        return [left]
    done, way = aim.done
    return [t("{done} of {way} levels done.", done=done, way=way), left]


def _steps(aim: Aim) -> list[str]:
    return [f"• {step}" for step in aim.goal.steps]


def _level(aim: Aim, number: int) -> str:
    found = aim.indicator.descriptor(number).level
    return f"{found.number} · {found.name}"

"""The district's report as a message: what the teams have in common first, then each by its name."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from bot.chat.cards import Button, Buttons, Card, Heading, Paragraph, Part, SmallPrint, card
from bot.chat.limits import PART_TEXT
from bot.chat.routes import wire
from bot.chat.text import Markup, bold, join, packed, shorten
from bot.features.district.attention import reasons, wanting
from bot.features.district.blocks import LONGEST_NAME, block, goals
from bot.features.district.common import Hard, hard_for_most
from bot.features.district.exporting import FILE
from bot.features.district.shown import District, Group, Told, totals
from bot.schedule.report import Recipient
from rubric import measure

# So many teams are told of each in full; of more, those that may want support, and all in a file.
MOST_IN_FULL: Final = 10
MOST_WANTING: Final = 10
_MOST_TOO_FEW: Final = 10
_LONGEST_TITLE: Final = 100


def report(district: District, to: Recipient) -> Card:
    """The whole report; it may be too big for one message."""
    title = to.t("Progress report: {team}", team=shorten(district.team.name, _LONGEST_TITLE))
    return card(
        Heading(title),
        Paragraph(join(" ", list(_headline(district, to)))),
        *[part for group in district.groups for part in _group(district, group, to)],
        *_too_few(district, to),
        _file(district, to),
        SmallPrint(join(" ", list(_small_print(district, to)))),
    )


def not_for_you(district: District, to: Recipient) -> Card:
    """What somebody reads whom the installation's file does not name."""
    words = to.t("This report goes to the leaders of {team} alone.", team=district.team.name)
    return card(Paragraph(words))


def no_teams(district: District, to: Recipient) -> Card:
    """There is nothing to report on; only whoever runs the installation can change that."""
    words = to.t(
        "No team is named for this report. Whoever runs me names them in the installation's file: "
        "`teams:` below the digest of {team}.",
        team=district.team.name,
    )
    return card(Paragraph(words))


def _headline(district: District, to: Recipient) -> Iterator[Markup]:
    t, sums = to.t, totals(district.told)
    yield t.plural("{count} team.", "{count} teams.", len(district.teams))
    if small := len(district.too_few):
        yield t.plural(
            "{count} of them has too few people to be shown.",
            "{count} of them have too few people to be shown.",
            small,
        )
    if counted := goals(sums.goals, t):
        yield t("Goals: {counts}.", counts=join(", ", counted))
    if sums.response is not None:
        yield t(
            "{answered} of {asked} check-ins answered.",
            answered=sums.response.answered,
            asked=sums.response.eligible,
        )


def _group(district: District, group: Group, to: Recipient) -> Iterator[Part]:
    """The teams with one instrument; of several each under its title, for their levels mean other things."""
    if len(district.groups) > 1:
        yield Heading(shorten(group.instrument.title, _LONGEST_TITLE))
    if group.told:
        yield Paragraph(_together(group, to))
    if hard := hard_for_most(group):
        lines = [_hard(one, group, to) for one in hard]
        yield Paragraph(join("\n", [bold(to.t("Hard for most teams")), *lines]))
    if len(district.teams) <= MOST_IN_FULL:
        for one in group.teams:
            yield Paragraph(block(one, group.instrument, to.t, to.reader))
    else:
        yield from _wanting(group, to)


def _together(group: Group, to: Recipient) -> Markup:
    sums = totals(group.told)
    return to.t(
        "Together {count} of {all} indicators at level {level} or above.",
        count=sums.middle_up,
        all=sums.indicators,
        level=measure.middle_level(len(group.instrument.levels)),
    )


def _hard(one: Hard, group: Group, to: Recipient) -> Markup:
    t, said = to.t, []
    if one.low:
        said.append(
            t(
                "below {level} in {count} of {teams} teams",
                level=measure.middle_level(len(group.instrument.levels)),
                count=one.low,
                teams=one.agreed,
            )
        )
    if one.stuck:
        said.append(t("stuck in {count} of {teams} teams", count=one.stuck, teams=one.asked))
    title = join(" ", [one.indicator.short_title, f"({one.indicator.id})"])
    return t("{title}: {said}", title=title, said=join(", ", said))


def _wanting(group: Group, to: Recipient) -> Iterator[Part]:
    """Those that may want support, by name; there are too many teams to tell of each."""
    t, today = to.t, to.reader.today
    with_reasons = wanting(group.told, today, len(group.told))
    chosen = wanting(group.told, today, MOST_WANTING)
    if not chosen:
        yield Paragraph(t("No team gives a reason to look closer."))
        return
    heading = t.plural(
        "{count} team may want support",
        "{count} teams may want support",
        len(with_reasons),
    )
    if len(chosen) < len(with_reasons):
        heading = t("{some}; the {count} with the most reasons, by name", some=heading, count=len(chosen))
    lines = [bold(heading), *[_line(one, to) for one in chosen]]
    yield from map(Paragraph, packed(lines, PART_TEXT))


def _line(one: Told, to: Recipient) -> Markup:
    name = bold(shorten(one.team.name, LONGEST_NAME))
    return join(": ", [name, join("; ", reasons(one, to.reader.today, to.t))])


def _too_few(district: District, to: Recipient) -> Iterator[Part]:
    """Of many teams those that are too small stand together; of few each has said so itself."""
    small = district.too_few
    if not small or len(district.teams) <= MOST_IN_FULL:
        return
    names = [shorten(one.team.name, LONGEST_NAME) for one in small[:_MOST_TOO_FEW]]
    more = len(small) - len(names)
    ends = [to.t.plural("and {count} more", "and {count} more", more)] if more else []
    yield Paragraph(
        to.t(
            "Too few people to show anything, so in none of the numbers: {names}.",
            names=join(" ", [", ".join(names), *ends]),
        )
    )


def _file(district: District, to: Recipient) -> Part | None:
    if to.person is None:
        return None
    argument = (
        district.team.id,
        *(int(at.timestamp()) for at in (district.period.since, district.period.until)),
    )
    return Buttons((Button(to.t("All teams as a table"), wire(FILE, *argument)),))


def _small_print(district: District, to: Recipient) -> Iterator[Markup]:
    t = to.t
    first, last = (to.reader.day_of(at) for at in (district.period.since, district.period.until))
    yield t("{team}, {first} to {last}.", team=district.team.name, first=first, last=last)
    yield t(
        "Teams stand by name: this is no ranking. "
        "Sums are of what is shown; check-ins count once they are over."
    )
    if district.missing:
        yield t.plural(
            "{count} team that is named is not there any more.",
            "{count} teams that are named are not there any more.",
            district.missing,
        )

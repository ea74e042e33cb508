"""A check-in in words: when it comes, whom it asks, about what, and how it stands."""

from __future__ import annotations

from bot.chat.phrases import N_, Phrases
from bot.chat.text import Markup, bold, escape, join
from bot.desk import Desk, Seat
from bot.features.checkin_plans.forms import KINDS
from bot.schedule.check_in import CheckIn, check_in_of
from bot.schedule.recurrence import Listed, parse_rule
from bot.schedule.rule_words import rule_in_words
from bot.schedule.state_words import state_in_words
from bot.store.models import Schedule

_MOST_DAYS = 6
REASONS = {
    "away": N_("away"),
    "pause": N_("in a pause of their own"),
    "own-times": N_("none of their own days is in the window"),
    "opted-out": N_("takes no messages"),
    "enough": N_("has two messages on every day of the window"),
    "late": N_("too late for them today"),
    "nothing": N_("nothing of this is theirs"),
}


def title(schedule: Schedule) -> Markup:
    """What it is called, with the name by which commands know it."""
    same = schedule.title.casefold() == schedule.slot
    return escape(schedule.title) if same else join(" ", [schedule.title, f"({schedule.slot})"])


def about(desk: Desk, seat: Seat, schedule: Schedule) -> Markup:
    """All that one may want to know of a check-in, in a few lines."""
    check_in = check_in_of(schedule)
    lines = [
        join(
            " · ",
            [
                bold(title(schedule)),
                desk.t(KINDS[check_in.asks]),
                *state_in_words(schedule, seat.reader, desk.t),
            ],
        ),
        when(desk, seat, schedule),
        *([escape(check_in.question)] if check_in.question else []),
        join(" ", [whom(desk, check_in), what(desk.t, check_in)]),
        how_long(desk, seat, check_in),
    ]
    return join("\n", lines)


def when(desk: Desk, seat: Seat, schedule: Schedule) -> Markup:
    """Its rule in words, its time and its next day."""
    t, reader = desk.t, seat.reader
    rule = parse_rule(schedule.rule, schedule.starts_on)
    at = reader.clock_time(schedule.at)
    days = rule_in_words(rule, t)
    if isinstance(rule.pattern, Listed):
        listed = [reader.day(day) for day in sorted(rule.pattern.days)]
        days = t("On {days}", days=", ".join(listed[:_MOST_DAYS]))
    clock = (
        t("{days} at {time} on the team's clock", days=days, time=at)
        if check_in_of(schedule).per_team_time
        else t("{days} at {time} on each person's own clock", days=days, time=at)
    )
    until = [t("until {day}", day=reader.day(rule.ends_on))] if rule.ends_on else []
    coming = (
        [t("next {day}", day=reader.day(schedule.next_day))] if _comes(schedule) and schedule.next_day else []
    )
    return join(", ", [clock, *until, *coming])


def whom(desk: Desk, check_in: CheckIn) -> Markup:
    """Whom it asks."""
    scope = check_in.scope
    if scope.audiences:
        return desk.t("Asks {audiences}.", audiences=", ".join(scope.audiences))
    if scope.roles:
        titles = [desk.library.roles[role].title for role in scope.roles if role in desk.library.roles]
        return desk.t("Asks these roles: {roles}.", roles=", ".join(titles))
    return desk.t("Asks everybody who holds a role.")


def what(t: Phrases, check_in: CheckIn) -> Markup:
    """What each of them is asked about."""
    count = check_in.per_person
    if not check_in.is_about_indicators:
        return t("The same for all of them.")
    if check_in.focus:
        return t.plural(
            "{count} indicator each, of those that the team has goals for.",
            "{count} indicators each, of those that the team has goals for.",
            count,
        )
    if named := check_in.scope.indicators:
        return t.plural(
            "{count} indicator each, of {ids}.",
            "{count} indicators each, of {ids}.",
            count,
            ids=", ".join(named),
        )
    return t.plural(
        "{count} indicator each, all of theirs in turn.",
        "{count} indicators each, all of theirs in turn.",
        count,
    )


def how_long(desk: Desk, seat: Seat, check_in: CheckIn) -> Markup:
    """Until when it can be answered, and how often it reminds."""
    t, closes = desk.t, seat.reader.clock_time(check_in.closes_at)
    if check_in.open_days:
        open_ = t.plural(
            "Open for {count} day, until {time}.",
            "Open for {count} days, until {time}.",
            check_in.open_days,
            time=closes,
        )
    else:
        open_ = t("Open until {time} of the same day.", time=closes)
    if not check_in.reminders:
        return join(" ", [open_, t("No reminder.")])
    return join(
        " ", [open_, t.plural("At most {count} reminder.", "At most {count} reminders.", check_in.reminders)]
    )


def _comes(schedule: Schedule) -> bool:
    return schedule.ended_at is None and schedule.paused_at is None

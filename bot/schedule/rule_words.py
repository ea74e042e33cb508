"""A rule in a sentence of the reader's language: `every Tuesday`, `every 2 weeks on Thursday`."""

from __future__ import annotations

from typing import assert_never

from bot.chat.phrases import N_, Phrases
from bot.chat.text import Markup
from bot.language.lists import listed
from bot.schedule.days import Weekday
from bot.schedule.recurrence import LAST, Listed, MonthlyByDay, MonthlyByWeekday, Rule, Weekly

WEEKDAYS = {
    Weekday.MONDAY: N_("Monday"),
    Weekday.TUESDAY: N_("Tuesday"),
    Weekday.WEDNESDAY: N_("Wednesday"),
    Weekday.THURSDAY: N_("Thursday"),
    Weekday.FRIDAY: N_("Friday"),
    Weekday.SATURDAY: N_("Saturday"),
    Weekday.SUNDAY: N_("Sunday"),
}
ORDINALS = {1: N_("first"), 2: N_("second"), 3: N_("third"), 4: N_("fourth"), LAST: N_("last")}


def rule_in_words(rule: Rule, t: Phrases) -> Markup:
    """When it comes again, to stand at the beginning of a sentence."""
    match rule.pattern:
        case Weekly(weekdays, 1):
            return t("Every {weekdays}", weekdays=_weekdays(weekdays, t))
        case Weekly(weekdays, every):
            return t("Every {count} weeks on {weekdays}", count=every, weekdays=_weekdays(weekdays, t))
        case MonthlyByWeekday(ordinals, weekday, every):
            which = listed([t(ORDINALS[one]) for one in sorted(ordinals, key=_last_at_the_end)], t)
            return _monthly(every, t("the {which} {weekday}", which=which, weekday=t(WEEKDAYS[weekday])), t)
        case MonthlyByDay(day, every):
            return _monthly(every, t("the last day") if day == LAST else t("day {day}", day=day), t)
        case Listed():
            return t("On the days that were set")
        case _:
            assert_never(rule.pattern)


def _monthly(every: int, when: Markup, t: Phrases) -> Markup:
    if every == 1:
        return t("Every month on {when}", when=when)
    return t("Every {count} months on {when}", count=every, when=when)


def _weekdays(weekdays: frozenset[Weekday], t: Phrases) -> Markup:
    return listed([t(WEEKDAYS[day]) for day in sorted(weekdays)], t)


def _last_at_the_end(ordinal: int) -> int:
    return len(ORDINALS) if ordinal == LAST else ordinal

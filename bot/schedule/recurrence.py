"""On which dates something falls due: the one door to rules, their written form and their dates.

rule = parse_rule("every 2 weeks on Mon and Thu", starts_on=date(2026, 9, 1))
describe(rule)               # "every 2 weeks on Mon and Thu"
next_day(rule, after=today)  # a date, or None when the rule has ended
"""

from bot.schedule.recurrence_dates import days_between, next_day
from bot.schedule.recurrence_rule import (
    LAST,
    Listed,
    MonthlyByDay,
    MonthlyByWeekday,
    Pattern,
    Rule,
    RuleProblem,
    Weekly,
)
from bot.schedule.recurrence_text import parse_rule
from bot.schedule.recurrence_words import describe

__all__ = [
    "LAST",
    "Listed",
    "MonthlyByDay",
    "MonthlyByWeekday",
    "Pattern",
    "Rule",
    "RuleProblem",
    "Weekly",
    "days_between",
    "describe",
    "next_day",
    "parse_rule",
]

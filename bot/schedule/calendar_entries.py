"""A school calendar as people write it in a file, read with every problem explained."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, datetime
from typing import TYPE_CHECKING, Final

from bot.schedule.calendar import WEEKEND, Closure, SchoolCalendar
from bot.schedule.days import Weekday, iso_day, weekday_named

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

_KEYS: Final = ("from", "to", "on", "name")
_WRITE: Final = (
    "Write {from: 2026-12-21, to: 2027-01-01, name: Winter break} or {on: 2026-11-11, name: Veterans Day}."
)


class CalendarProblem(ValueError):  # noqa: N818 - named for what happened, as people say it
    """An entry that cannot be read: `index` counts from 0, `key` is the part at fault or "" for the whole."""

    def __init__(self, index: int, key: str, what: str, remedy: str) -> None:
        where = f"closure {index + 1}" + (f", {key}" if key else "")
        super().__init__(f"{where}: {what}. {remedy}")
        self.index = index
        self.key = key
        self.what = what
        self.remedy = remedy


def calendar_of(entries: Sequence[object], weekend: Iterable[str] | None = None) -> SchoolCalendar:
    """The calendar of `{"from", "to", "name"}` and `{"on", "name"}` entries.

    Dates are `date` or "2026-12-21". `weekend` names the weekly closed days, Saturday and Sunday if it is not
    given; an empty one means none. Raises CalendarProblem for the first entry that cannot be read, ValueError
    for a weekend that cannot be.
    """
    closed = tuple(sorted({_closure(index, entry) for index, entry in enumerate(entries)}))
    return SchoolCalendar(closed, WEEKEND if weekend is None else frozenset(map(_closed_weekday, weekend)))


def _closure(index: int, entry: object) -> Closure:
    parts = _parts(index, entry)
    first, last = ("on", "on") if "on" in parts else ("from", "to")
    begins, ends, name = _day(index, first, parts), _day(index, last, parts), _name(index, parts)
    if ends < begins:
        raise CalendarProblem(index, "to", f"{ends} is before {begins}", "Swap the two dates.")
    return Closure(begins, ends, name)


def _parts(index: int, entry: object) -> dict[object, object]:
    if not isinstance(entry, Mapping):
        raise CalendarProblem(index, "", f"{entry!r} is not a closure", _WRITE)
    # YAML 1.1 reads the bare key `on` as the boolean true.
    parts = {"on" if key is True else key: value for key, value in entry.items()}
    unknown = next((str(key) for key in parts if key not in _KEYS), None)
    if unknown is not None:
        raise CalendarProblem(
            index, unknown, "there is no such key", f"Closest: {_nearest_key(unknown)}. {_WRITE}"
        )
    if ("on" in parts) == ("from" in parts or "to" in parts):
        raise CalendarProblem(index, "", "give either one day or a first and a last", _WRITE)
    return parts


def _day(index: int, key: str, parts: Mapping[object, object]) -> date:
    if key not in parts:
        raise CalendarProblem(index, key, "is missing", _WRITE)
    value = parts[key]
    if isinstance(value, date) and not isinstance(value, datetime):
        return value
    day = iso_day(value) if isinstance(value, str) else None
    if day is None:
        raise CalendarProblem(
            index, key, f"{value!r} is not a date", "Write it as year-month-day: 2026-12-21."
        )
    return day


def _name(index: int, parts: Mapping[object, object]) -> str:
    name = parts.get("name")
    if not isinstance(name, str) or not name.strip():
        raise CalendarProblem(index, "name", "is missing: people are told why there is no school", _WRITE)
    return name.strip()


def _closed_weekday(word: str) -> Weekday:
    weekday = weekday_named(word)
    if weekday is None:
        raise ValueError(f'"{word}" is not a day of the week. Write for example: Sat, Sun')
    return weekday


def _nearest_key(unknown: str) -> str:
    from rapidfuzz import process  # noqa: PLC0415 - no start waits for what guessing needs

    return str(process.extractOne(unknown, _KEYS)[0])

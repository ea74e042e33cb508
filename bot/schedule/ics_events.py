"""The events of a calendar file, each as the lines that say when it is; all else in it is passed over."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Final

from bot.schedule.ics_lines import ContentLine
from bot.schedule.ics_problems import CalendarFileProblem

MOST_EVENTS: Final = 5_000
MICROSOFT_WHOLE_DAY: Final = "X-MICROSOFT-CDO-ALLDAYEVENT"
_ONCE: Final = frozenset(
    {"UID", "DTSTART", "DTEND", "DURATION", "RECURRENCE-ID", "SUMMARY", "TRANSP", "STATUS"}
)
_SAYS_WHEN: Final = frozenset({*_ONCE, "RRULE", "RDATE", "EXDATE", "SEQUENCE", MICROSOFT_WHOLE_DAY})


@dataclass(frozen=True, slots=True)
class WrittenEvent:
    """An event as it is written: its file, the line of its BEGIN, and its lines by property."""

    file: str
    line: int
    lines: Mapping[str, Sequence[ContentLine]]

    def first(self, name: str) -> ContentLine | None:
        """The first line of a property."""
        return next(iter(self.lines.get(name, ())), None)

    def value(self, name: str) -> str:
        """What the first line of a property says, or ""."""
        line = self.first(name)
        return line.value.strip() if line else ""

    @property
    def series(self) -> str:
        """The events of one series have it in common; one without a UID stands alone."""
        return self.value("UID") or f"line {self.line}"

    def problem(self, part: str, what: str, remedy: str) -> CalendarFileProblem:
        """A problem with a property, at its line; at the event's if it has none."""
        line = self.first(part)
        return CalendarFileProblem(self.file, line.number if line else self.line, part, what, remedy)


def events_in(lines: Iterable[ContentLine], file: str) -> list[WrittenEvent]:
    """All events; raises CalendarFileProblem where the file's parts do not close, or there are too many."""
    events: list[WrittenEvent] = []
    for event in _events(lines, file):
        events.append(event)
        if len(events) > MOST_EVENTS:
            what = f"the file has more than {MOST_EVENTS:,} events"
            raise CalendarFileProblem(file, event.line, "BEGIN", what, "Export only the days without school")
    return events


def _events(lines: Iterable[ContentLine], file: str) -> Iterator[WrittenEvent]:
    around: list[ContentLine] = []
    found: dict[str, list[ContentLine]] = {}
    for line in lines:
        if line.name == "BEGIN":
            around.append(line)
            found = {} if _is_event(around) else found
        elif line.name == "END":
            if _is_event(around):
                yield _whole(WrittenEvent(file, around[-1].number, found))
            _close(around, line, file)
        elif _is_event(around) and line.name in _SAYS_WHEN:
            found.setdefault(line.name, []).append(line)


def _is_event(around: Sequence[ContentLine]) -> bool:
    """Whether the innermost part is an event; an alarm inside one is not."""
    return bool(around) and _component(around[-1]) == "VEVENT"


def _close(around: list[ContentLine], line: ContentLine, file: str) -> None:
    if not around or _component(around.pop()) != _component(line):
        what = f"{line.value.strip()} ends here and did not begin"
        raise CalendarFileProblem(file, line.number, "END", what, "Copy or export the calendar again")


def _component(line: ContentLine) -> str:
    return line.value.strip().upper()


def _whole(event: WrittenEvent) -> WrittenEvent:
    doubled = next((name for name in sorted(_ONCE) if len(event.lines.get(name, ())) > 1), None)
    if doubled:
        raise event.problem(doubled, "stands twice in one event", "Keep one of the two")
    if "DTSTART" not in event.lines:
        raise event.problem(
            "DTSTART", "is missing: the event has no first day", "Add it, or take the event out"
        )
    return event

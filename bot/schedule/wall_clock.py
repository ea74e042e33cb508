"""What a clock on the wall shows, as an instant: the one place where a zone's rules meet a day and a time."""

from __future__ import annotations

from datetime import UTC, date, datetime, time
from functools import cache, lru_cache
from typing import Final
from zoneinfo import ZoneInfo, available_timezones

# Said in daily life, and no place: most of them stand for standard time only, so that a team in New York that
# configured "EST" would be an hour off all summer. Some are IANA names all the same; they are refused here.
_SPOKEN: Final[dict[str, tuple[str, ...]]] = {
    **dict.fromkeys(("est", "edt", "et", "est5edt", "eastern"), ("America/New_York",)),
    **dict.fromkeys(("cst", "cdt", "ct", "cst6cdt", "central"), ("America/Chicago",)),
    **dict.fromkeys(("mst", "mdt", "mt", "mst7mdt", "mountain"), ("America/Denver", "America/Phoenix")),
    **dict.fromkeys(("pst", "pdt", "pt", "pst8pdt", "pacific"), ("America/Los_Angeles",)),
    **dict.fromkeys(("akst", "akdt", "alaska"), ("America/Anchorage",)),
    **dict.fromkeys(("hst", "hdt", "hawaii"), ("Pacific/Honolulu",)),
    **dict.fromkeys(("ast", "adt", "atlantic"), ("America/Puerto_Rico", "America/Halifax")),
    "arizona": ("America/Phoenix",),
    **dict.fromkeys(("bst", "uk", "britain"), ("Europe/London",)),
    **dict.fromkeys(("wet", "west"), ("Europe/Lisbon",)),
    **dict.fromkeys(("cet", "cest", "met", "mest"), ("Europe/Berlin", "Europe/Paris")),
    **dict.fromkeys(("eet", "eest"), ("Europe/Athens", "Europe/Helsinki")),
    **dict.fromkeys(("factory", "localtime", "local"), ("UTC",)),
}
_SPOKEN_TAILS: Final = (" standard time", " daylight time", " time zone", " timezone", " time")
_CLOSE_ENOUGH: Final = 75
_AS_GOOD_AS_THE_BEST: Final = 5
_MOST_HINTS: Final = 3
# Whoever is in one zone is asked at the same times: so many of them are remembered.
_REMEMBERED: Final = 1024


class UnknownZone(ValueError):  # noqa: N818 - named for what happened, as people say it
    """`given` is no time zone of the IANA list; `nearest` are up to three that may be meant, best first."""

    def __init__(self, given: str, nearest: tuple[str, ...]) -> None:
        closest = f" Closest: {', '.join(nearest)}." if nearest else ""
        super().__init__(
            f'There is no time zone "{given}".{closest} Write a place as the IANA list does, '
            "for example America/Chicago."
        )
        self.given = given
        self.nearest = nearest


def zone_named(name: str) -> ZoneInfo:
    """The zone with this IANA name, spelled exactly; raises UnknownZone.

    Abbreviations such as EST, of which the IANA list keeps some, are refused: they know no summer time.
    """
    if name.lower() in _SPOKEN or name not in _names():
        raise UnknownZone(name, _nearest(name))
    return ZoneInfo(name)


def instant_of(day: date, at: time, zone: str | ZoneInfo) -> datetime:
    """When the clocks of `zone` show `at` on `day`: an aware datetime in UTC.

    A time that the clocks skip is moved forward by as much as they are (02:30 in a gap from 02:00 to 03:00 is
    03:30); of a time that they show twice the first is taken. In Nuuk the skipped hour is the last of a day:
    there 23:30 is half past midnight, and still belongs to `day`. `at` carries no zone of its own.
    """
    if at.tzinfo is not None:
        raise ValueError(f"{at} carries a zone of its own; a wall-clock time has none")
    return _instant(day, at, _zone(zone))


def local_time(instant: datetime, zone: str | ZoneInfo) -> datetime:
    """`instant` as the clocks of `zone` show it; refuses an instant that has no zone."""
    if instant.tzinfo is None:
        raise ValueError(f"{instant} is not an instant: it has no zone")
    return instant.astimezone(_zone(zone))


def local_day(instant: datetime, zone: str | ZoneInfo) -> date:
    """The date in `zone` at `instant`."""
    return local_time(instant, zone).date()


@lru_cache(_REMEMBERED)
def _instant(day: date, at: time, zone: ZoneInfo) -> datetime:
    # PEP 495: fold=0 reads a repeated time as its first, and a skipped one with the offset before the gap.
    return datetime.combine(day, at.replace(fold=0), zone).astimezone(UTC)


@cache
def _zone(zone: str | ZoneInfo) -> ZoneInfo:
    return zone if isinstance(zone, ZoneInfo) else zone_named(zone)


@cache
def _names() -> frozenset[str]:
    """The IANA names, read once: the list is made by walking the time zone files."""
    return frozenset(available_timezones())


def _nearest(given: str) -> tuple[str, ...]:
    spoken = given.strip().lower()
    for tail in _SPOKEN_TAILS:
        spoken = spoken.removesuffix(tail)
    return _SPOKEN.get(spoken.removeprefix("us/")) or _alike(given)


def _alike(given: str) -> tuple[str, ...]:
    from rapidfuzz import fuzz, process  # noqa: PLC0415 - no start waits for what guessing needs

    places = ["UTC", *sorted(name for name in _names() if "/" in name and not name.startswith("Etc/"))]
    found = process.extract(
        given, places, scorer=fuzz.WRatio, processor=_words, limit=_MOST_HINTS, score_cutoff=_CLOSE_ENOUGH
    )
    best = max((score for _name, score, _index in found), default=0)
    return tuple(name for name, score, _index in found if best - score <= _AS_GOOD_AS_THE_BEST)


def _words(name: str) -> str:
    return name.lower().replace("_", " ").replace("/", " ").strip()

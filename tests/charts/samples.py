"""Charts for the tests: ordinary ones, and those that are as hard to draw as they come."""

from __future__ import annotations

from dataclasses import replace

from bot.charts.data import (
    Chart,
    Distribution,
    Gap,
    GapGroup,
    GoalGaps,
    GridGroup,
    GridLine,
    ResponseRate,
    Run,
    StateGrid,
    Step,
    Trend,
    TrendPoint,
)
from bot.charts.letters import letters
from rubric.load import load_library

_LIBRARY = load_library()
INSTRUMENT = _LIBRARY.instrument("engaged-stem-community")
LEVELS = (
    (1, 1, 2, 3), (2, 2, 3, 3), (1, 2, 2, 2), (None, 1, 1, 2), (1, 1, 2, 2), (None, None, 1, 2), (1, 2, 2, 3),
    (2, 3, 3, 4), (1, 1, 1, 1), (None, None, None, 1), (2, 2, 3, 3), (3, 3, 4, 5), (2, 2, 2, 1), (1, 2, 3, 3),
    (None, None, None, None), (1, 1, 2, 2),
)  # fmt: skip
ROUNDS = ("May 2025", "Nov 2025", "May 2026", "Nov 2026")
LONG = "Long titles that a district wrote into its own rubric, eighty characters of them"
ARABIC = (
    "بناء فريق قيادة العلوم والتقنية في المدرسة",
    "الشراكات الاستراتيجية التي تلائم المنهج",
    "خطط طويلة الأمد",
)
HEBREW = ("בניית צוות ההובלה של בית הספר", "שותפויות שמתאימות לתוכנית הלימודים", "תוכניות ארוכות טווח")
SPANISH = (
    "Construcción del equipo de liderazgo STEM",
    "Comprensión de la educación STEM entre el profesorado",
    "Prácticas de comunicación colaborativa",
)


def scale(names: tuple[str, ...] = INSTRUMENT.level_names) -> tuple[Step, ...]:
    """The levels with their letters."""
    return tuple(
        Step(number, name, letter)
        for number, (name, letter) in enumerate(zip(names, letters(names), strict=True), 1)
    )


def grid(rounds: int = 4) -> StateGrid:
    """The sixteen indicators of the IC Map, one of them without a consensus."""
    lines = [
        GridLine(each.id, each.short_title, levels[-rounds:], (rounds - 1,) if place == 3 else ())
        for place, (each, levels) in enumerate(zip(INSTRUMENT.indicators, LEVELS, strict=True))
    ]
    groups = tuple(
        GridGroup(
            outcome.id,
            outcome.short_title,
            tuple(line for line in lines if line.id.startswith(f"{outcome.id}.")),
        )
        for outcome in INSTRUMENT.outcomes
    )
    title = "Riverbend SLT: agreed levels"
    return StateGrid(title, ROUNDS[-rounds:], scale(), groups, "not agreed yet", "no consensus, for now")


def grid_of_forty() -> StateGrid:
    """Five outcomes with eight indicators each, some with titles of eighty characters."""
    groups = tuple(
        GridGroup(
            f"D{outcome}",
            f"A desired outcome of a district's own instrument, number {outcome}",
            tuple(
                GridLine(
                    f"D{outcome}.StrategicAlliances{number}",
                    LONG if number % 4 == 0 else f"An indicator with a usual title {number}",
                    tuple((number * 3 + outcome + place) % 7 + 1 for place in range(3)),
                )
                for number in range(1, 9)
            ),
        )
        for outcome in range(1, 6)
    )
    names = ("Not begun", "Beginning", "Building", "Growing", "Steady", "Strong", "Leading others")
    return StateGrid(f"{LONG}: agreed levels", ROUNDS[-3:], scale(names), groups, "not agreed yet")


def grid_in(titles: tuple[str, ...], title: str, words: tuple[str, str]) -> StateGrid:
    """A small grid with titles of another language."""
    lines = tuple(
        GridLine(f"EC1.Leaders{number}", each, (number, None, number + 1))
        for number, each in enumerate(titles, 1)
    )
    rounds = ("nov 2025", "may 2026", "nov 2026")
    return StateGrid(title, rounds, scale(), (GridGroup("EC1", titles[0], lines),), *words)


def gaps() -> GoalGaps:
    """Goals of two outcomes, one reached, one without an agreed level, one passed."""
    first, second = INSTRUMENT.outcomes[:2]
    some = INSTRUMENT.indicators
    return GoalGaps(
        "Riverbend SLT: how far the goals are",
        scale(),
        (
            GapGroup(
                first.id,
                first.short_title,
                "1 of 3 goals reached · 2 levels to go · 1 not agreed yet",
                (
                    Gap(some[1].id, some[1].short_title, 2, 4, "at 2, goal 4 by Tue 8 Jun"),
                    Gap(some[2].id, some[2].short_title, None, 3, "not agreed yet, goal 3 by Tue 8 Jun"),
                    Gap(some[4].id, some[4].short_title, 3, 3, "at 3, goal 3 reached"),
                ),
            ),
            GapGroup(
                second.id,
                second.short_title,
                "1 of 2 goals reached · 2 levels to go",
                (
                    Gap("EC2.Teachers1", some[8].short_title, 1, 3, "at 1, goal 3 by Fri 11 Dec"),
                    Gap("EC2.Leaders1", some[7].short_title, 5, 4, "at 5, goal 4 reached"),
                ),
            ),
        ),
        "agreed level",
        "goal",
    )


def votes(counts: tuple[int, ...] = (0, 2, 6, 3, 0), median: float = 3.0) -> Distribution:
    """The votes of eleven people."""
    return Distribution(
        "EC3.Leaders1",
        "Communication structures",
        "Riverbend SLT: votes revealed on Tue 8 Dec",
        scale(),
        counts,
        median,
        f"median {median:g}",
        4,
        "goal 4 by Tue 8 Jun",
        ("I don't know: 2",),
    )


def trend(points: int = 5) -> Trend:
    """An indicator that went up, stood, fell and rose again."""
    way = ((0, 1), (190, 2), (360, 2), (540, 1), (720, 3))[:points]
    said = ("Nov 2024", "May 2025", "Nov 2025", "May 2026", "Nov 2026")
    every = tuple(
        TrendPoint(day, when, level, f"{when}: {level}", provisional=day == 360)
        for (day, level), when in zip(way, said, strict=False)
    )
    return Trend(
        "EC1.Leaders2",
        "Building the STEM Leadership Team",
        "Riverbend SLT: agreed levels over time",
        scale(),
        every,
        4,
        920,
        "Goal: 4 by 8 Jun 2027",
        "no consensus, for now" if points > 2 else "",
    )


def response() -> ResponseRate:
    """Six runs of two check-ins."""
    runs = (
        ("Weekly check-in", "Mon 26 Oct", 14, 17), ("Weekly check-in", "Mon 2 Nov", 12, 17),
        ("Weekly check-in", "Mon 9 Nov", 0, 16), ("Students' voices", "Wed 11 Nov", 5, 6),
        ("Weekly check-in", "Mon 16 Nov", 17, 17), ("Weekly check-in", "Mon 23 Nov", 15, 17),
    )  # fmt: skip
    every = tuple(Run(title, when, n, d, f"{n} of {d}") for title, when, n, d in runs)
    left_out = "Not shown: 1 run that fewer than 5 people could answer."
    return ResponseRate("Riverbend SLT: check-ins answered", "Only runs that are over.", every, left_out)


def long_gaps() -> GoalGaps:
    """Goals with the longest titles and ids."""
    gap = Gap("EC2.StrategicAlliances1", LONG, 1, 5, "at 1, goal 5 was due Wednesday 30 September 2026")
    return GoalGaps(
        LONG, scale((LONG,) * 7), (GapGroup("EC2", LONG, LONG, (gap, replace(gap, goal=7))),), LONG, LONG
    )


def of_long_names() -> dict[str, Chart]:
    """The other charts with seven levels that have the longest names, and long words around them."""
    steps = scale(tuple(f"{LONG} {number}" for number in range(1, 8)))
    counts = (0, 2, 6, 3, 0, 1, 40)
    long_id = "EC2.StrategicAlliances1"
    runs = tuple(replace(run, title=LONG, when="30 September 2026") for run in response().runs)
    return {
        "votes-long": replace(
            votes(counts, 7), id=long_id, title=LONG, about=LONG, scale=steps, target_said=LONG
        ),
        "trend-long": replace(trend(), id=long_id, title=LONG, about=LONG, scale=steps, goal_said=LONG),
        "response-long": replace(response(), title=LONG, about=LONG, runs=runs, left_out=LONG),
        "grid-long": replace(grid(), title=LONG, scale=steps, not_agreed=LONG, provisional=LONG),
    }


# Each is drawn, looked at, and kept in `golden/`.
CHARTS: dict[str, Chart] = {
    "grid": grid(),
    "grid-one-round": grid(1),
    "grid-of-forty": grid_of_forty(),
    "grid-arabic": grid_in(ARABIC, "فريق النهر: المستويات المتفق عليها", ("لم يتفق عليه بعد", "مؤقت")),
    "grid-hebrew": grid_in(HEBREW, "צוות הנהר: הרמות המוסכמות", ("טרם הוסכם", "זמני")),
    "grid-spanish": grid_in(
        SPANISH,
        "Equipo STEM de la escuela Río Grande: niveles acordados",
        ("aún sin acordar", "sin consenso"),
    ),
    "gaps": gaps(),
    "gaps-long": long_gaps(),
    "votes": votes(),
    "votes-of-two-hundred": votes((10, 25, 95, 70, 0), 3),
    "votes-between": votes((1, 4, 4, 0, 1), 2.5),
    "trend": trend(),
    "trend-one-point": trend(1),
    "response": response(),
}
# Drawn to see that nothing lies over anything else.
EXTREMES: dict[str, Chart] = {
    **CHARTS,
    **of_long_names(),
    "grid-of-nothing": StateGrid("Riverbend SLT: agreed levels", (), scale(), (), "not agreed yet"),
    "grid-of-one-word": grid_in(("W" * 90,), "x" * 200, ("y" * 120, "")),
    "grid-strange": grid_in(
        ("$x^2$ and $", "日本語の題", "A \N{GRINNING FACE} face\tand a tab"), "<b>&amp;</b> %s {}", ("–", "")
    ),
    "votes-of-nobody": replace(votes((0, 0, 0, 0, 0), 3), target=None, target_said="", apart=()),
    "response-of-none": replace(response(), runs=(), left_out=""),
}

"""The implementation support team's leader as a text for a terminal."""

from __future__ import annotations

from collections.abc import Iterator

from bot.cli.rubric.wrapping import bullets, wrapped
from rubric.cadence import Cadence
from rubric.implementation_lead import Duty, ImplementationLead


def lead_lines(lead: ImplementationLead) -> Iterator[str]:
    """The duties under their headings, the stepback brief, the communications plan and the criteria."""
    yield from bullets(lead.about, "  ")
    yield "  Often held by:"
    yield from bullets(lead.positions, "    ")
    for heading in dict.fromkeys(each.heading for each in lead.duties.values()):
        yield f"  {heading.capitalize()}:"
        duties = (each for each in lead.duties.values() if each.heading == heading)
        yield from bullets(map(_duty, duties), "    ")
    yield "  The stepback brief:"
    for part in lead.stepback.values():
        yield from bullets([f"{part.title}: {' '.join(part.asks)}"], "    ")
    yield "  Key messages for:"
    for group in lead.stakeholders.values():
        yield from bullets([f"{group.title}: {' '.join(group.prompts)}"], "    ")
    yield "  What to look for in choosing one (a private checklist; nobody is scored):"
    yield from bullets((each.what for each in lead.criteria.values()), "    ")
    helper = f"{lead.helper.title} ({lead.helper.about}): {', '.join(lead.helper.does)}"
    yield from wrapped(helper, "  ", "    ")


def _duty(duty: Duty) -> str:
    return duty.what if duty.cadence is Cadence.NOT_SAID else f"{duty.what} ({duty.cadence.value})"

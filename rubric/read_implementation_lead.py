"""Makes the role of the implementation support team's leader of its YAML document."""

from __future__ import annotations

from rubric.entries import by_id, cadence
from rubric.implementation_lead import (
    BriefPart,
    Criterion,
    Duty,
    ImplementationLead,
    NamedHelper,
    StakeholderGroup,
)
from rubric.sections import Section

DOCUMENT_KEYS = frozenset(
    {
        "id",
        "title",
        "about",
        "positions",
        "duties",
        "stepback",
        "stakeholders",
        "criteria",
        "helper",
        "source",
    }
)
HEADINGS = ("planning", "coordination", "communication")

NOBODY = ImplementationLead("", "", (), (), {}, {}, {}, {}, NamedHelper("", "", "", (), ""), "")

_DUTY = frozenset({"id", "heading", "what", "cadence", "source"})
_BRIEF = frozenset({"id", "title", "asks", "source"})
_GROUP = frozenset({"id", "title", "prompts", "source"})
_CRITERION = frozenset({"id", "what", "source"})
_HELPER = frozenset({"id", "title", "about", "does", "source"})


def read_implementation_lead(section: Section) -> ImplementationLead:
    """Read the role; a district's own file stands in place of ours."""
    return ImplementationLead(
        id=section.identifier(),
        title=section.title(),
        about=section.texts("about"),
        positions=section.texts("positions", least=0),
        duties=by_id(section, "duties", _DUTY, _read_duty, required=True),
        stepback=by_id(section, "stepback", _BRIEF, _read_brief_part, required=True),
        stakeholders=by_id(section, "stakeholders", _GROUP, _read_group, required=True),
        criteria=by_id(section, "criteria", _CRITERION, _read_criterion, required=True),
        helper=_read_helper(section.section("helper", _HELPER)),
        source=section.source(),
    )


def _read_duty(section: Section) -> Duty:
    return Duty(
        id=section.identifier(),
        heading=section.one_of("heading", HEADINGS),
        what=section.text("what"),
        cadence=cadence(section),
        source=section.source(),
    )


def _read_brief_part(section: Section) -> BriefPart:
    title = section.title()
    return BriefPart(section.identifier(), title, section.texts("asks"), section.source())


def _read_group(section: Section) -> StakeholderGroup:
    title = section.title()
    return StakeholderGroup(section.identifier(), title, section.texts("prompts"), section.source())


def _read_criterion(section: Section) -> Criterion:
    return Criterion(section.identifier(), section.text("what"), section.source())


def _read_helper(section: Section) -> NamedHelper:
    return NamedHelper(
        id=section.identifier(),
        title=section.title(),
        about=section.text("about"),
        does=section.texts("does"),
        source=section.source(),
    )

"""Makes what helps a network work (protocols, agendas, groups, prompts) of its YAML document."""

from __future__ import annotations

from rubric.entries import by_id
from rubric.facilitation import (
    AgendaElement,
    Facilitation,
    Grouping,
    LearningPrompt,
    Phase,
    Practice,
    Protocol,
    ReflectionPrompt,
)
from rubric.sections import Section

DOCUMENT_KEYS = frozenset(
    {"source", "protocols", "agenda", "groupings", "learning", "reflection", "practices"}
)

NOTHING = Facilitation({}, {}, {}, {}, {}, {})


def read_facilitation(section: Section, before: Facilitation = NOTHING) -> Facilitation:
    """Read what a file adds to, or says otherwise than, the files before it: entry by entry."""
    return Facilitation(
        protocols={**before.protocols, **by_id(section, "protocols", _PROTOCOL, _read_protocol)},
        agenda={**before.agenda, **by_id(section, "agenda", _AGENDA, _read_agenda_element)},
        groupings={**before.groupings, **by_id(section, "groupings", _GROUPING, _read_grouping)},
        learning={**before.learning, **by_id(section, "learning", _LEARNING, _read_learning)},
        reflection={**before.reflection, **by_id(section, "reflection", _REFLECTION, _read_reflection)},
        practices={**before.practices, **by_id(section, "practices", _PRACTICE, _read_practice)},
    )


_PROTOCOL = frozenset({"id", "title", "purpose", "group", "phases", "source"})
_PHASE = frozenset({"title", "minutes", "what"})
_AGENDA = frozenset({"id", "title", "what", "minutes", "source"})
_GROUPING = frozenset({"id", "title", "what", "useful_for", "source"})
_LEARNING = frozenset({"id", "title", "what", "source"})
_REFLECTION = frozenset({"id", "asks", "source"})
_PRACTICE = frozenset({"id", "title", "heading", "what", "source"})


def _read_protocol(section: Section) -> Protocol:
    return Protocol(
        id=section.identifier(),
        title=section.title(),
        purpose=section.text("purpose"),
        group=section.text("group"),
        phases=tuple(_read_phase(each) for each in section.sections("phases", _PHASE)),
        source=section.source(),
    )


def _read_phase(section: Section) -> Phase:
    return Phase(section.title(), section.number("minutes"), section.text("what"))


def _read_agenda_element(section: Section) -> AgendaElement:
    return AgendaElement(
        id=section.identifier(),
        title=section.title(),
        what=section.text("what"),
        minutes=section.number("minutes"),
        source=section.source(),
    )


def _read_grouping(section: Section) -> Grouping:
    return Grouping(
        id=section.identifier(),
        title=section.title(),
        what=section.text("what"),
        useful_for=section.text("useful_for"),
        source=section.source(),
    )


def _read_learning(section: Section) -> LearningPrompt:
    title = section.title()
    return LearningPrompt(section.identifier(), title, section.text("what"), section.source())


def _read_reflection(section: Section) -> ReflectionPrompt:
    return ReflectionPrompt(section.identifier(), section.text("asks"), section.source())


def _read_practice(section: Section) -> Practice:
    return Practice(
        id=section.identifier(),
        title=section.title(),
        heading=section.text("heading"),
        what=section.text("what"),
        source=section.source(),
    )

"""Reads a typed `/stem roster add` as the form would send it."""

from __future__ import annotations

from difflib import get_close_matches

from bot.chat.events import CommandCall
from bot.chat.replies import refusal
from bot.chat.text import join
from bot.desk import Desk, Seat
from bot.features.roster.permissions import NAMES
from bot.schedule.wall_clock import UnknownZone, zone_named
from bot.spoken import account_named, day_meant, role_named

EXAMPLE = "/stem roster add @Sam role:{role}"
STUDENT_EXAMPLE = "/stem roster add @Sam role:student-leader adviser:@Theo"
UNTIL_EXAMPLE = "/stem roster add @Sam role:teacher until:{day}"
ZONE_EXAMPLE = "/stem roster add @Sam role:teacher zone:{zone}"
PERMISSION_EXAMPLE = "/stem roster add @Sam permission:{permission}"


def typed(desk: Desk, seat: Seat, call: CommandCall) -> dict[str, str]:
    """The values by field; raises `Refusal` for a word that means nothing."""
    given = call.options
    until = given.get("until")
    return {
        "person": account_named(desk, given["person"], STUDENT_EXAMPLE) if given.get("person") else "",
        "role": role_named(desk, given["role"], EXAMPLE).id if given.get("role") else "",
        "permission": _permission(desk, given.get("permission", "").casefold()),
        "adviser": account_named(desk, given["adviser"], STUDENT_EXAMPLE) if given.get("adviser") else "",
        "name": given.get("name", "").strip(),
        "zone": _zone(desk, given.get("zone", "").strip()),
        "until": day_meant(desk, until, seat.reader.today, UNTIL_EXAMPLE).isoformat() if until else "",
    }


def _permission(desk: Desk, given: str) -> str:
    if not given or given in NAMES:
        return given
    nearest = (get_close_matches(given, NAMES, n=1) or ["leader"])[0]
    raise refusal(
        desk.t(
            "There is no permission {given}. It is one of {all}. Try: `{example}`",
            given=given,
            all=", ".join(NAMES),
            example=PERMISSION_EXAMPLE.format(permission=nearest),
        )
    )


def _zone(desk: Desk, given: str) -> str:
    if not given:
        return ""
    try:
        return zone_named(given).key
    except UnknownZone as error:
        closest = [desk.t("Closest: {zones}.", zones=", ".join(error.nearest))] if error.nearest else []
        zone = error.nearest[0] if error.nearest else "America/Chicago"
        sentences = [
            desk.t("There is no time zone {given}.", given=given),
            *closest,
            desk.t("Try: `{example}`", example=ZONE_EXAMPLE.format(zone=zone)),
        ]
        raise refusal(join(" ", sentences)) from None

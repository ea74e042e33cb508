"""The town that the page shows: who can be looked at, in which workspaces, and what they see there."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from bot.sandbox.hands import CannotDo, Hands
from bot.sandbox.page.malformed import Malformed
from bot.sandbox.page.platform import Platform
from bot.sandbox.residents import Persona
from bot.sandbox.seen import SeenPlace

Json = dict[str, object]


@dataclass(frozen=True, slots=True)
class Standing:
    """One person on one platform: their account there and what they can do with it."""

    user: str
    hands: Hands

    def places(self) -> Sequence[SeenPlace]:
        """Give the channels of the person, then their direct message."""
        return self.hands.places(self.user)

    def first_place(self) -> str:
        """Give the place that opens first: the direct message with the app."""
        places = self.places()
        return next((place.id for place in places if place.direct), places[0].id if places else "")


class Town:
    """Personas and the workspaces, by platform."""

    def __init__(self, platforms: Mapping[str, Platform], personas: Sequence[Persona]) -> None:
        self.platforms = platforms
        self._personas = {persona.id: persona for persona in personas}

    def platform(self, name: str) -> Platform:
        """Find a platform; Malformed for an unknown name."""
        if name not in self.platforms:
            raise Malformed(f'platform is "{name}". Expected one of: {", ".join(self.platforms)}')
        return self.platforms[name]

    def standing(self, persona_id: str, platform: str) -> Standing | None:
        """Find a person's account; None when they have none there, Malformed for an unknown name."""
        persona, there = self._persona(persona_id), self.platform(platform)
        user = persona.accounts.get(platform)
        return Standing(user, there.hands) if user else None

    def must_stand(self, persona_id: str, platform: str) -> Standing:
        """Find a person's account; CannotDo when they have none there."""
        standing = self.standing(persona_id, platform)
        if standing is None:
            raise CannotDo(self.stranger(persona_id, platform))
        return standing

    def stranger(self, persona_id: str, platform: str) -> str:
        """Say that a person has no account there."""
        return f"{self._persona(persona_id).name} has no account in {self.called(platform)}."

    def called(self, platform: str) -> str:
        """Give what people call a workspace, with its platform."""
        return f"{self.platforms[platform].workspace.name} ({platform.capitalize()})"

    def zone(self, persona_id: str) -> str:
        """Give a person's zone, an IANA name: that of their first account."""
        accounts = self._persona(persona_id).accounts
        for platform, user in accounts.items():
            there = self.platforms[platform]
            for person in there.hands.people(there.workspace.id):
                if person.id == user:
                    return person.zone
        return "UTC"

    def picture(self) -> Json:
        """Give everything about the town but its clock."""
        return {
            "workspaces": [self._workspace(name, platform) for name, platform in self.platforms.items()],
            "personas": [self._resident(persona) for persona in self._personas.values()],
        }

    def first(self) -> str:
        """Give the id of the persona that the page opens with."""
        return next(iter(self._personas))

    def _persona(self, persona_id: str) -> Persona:
        if persona_id not in self._personas:
            known = ", ".join(self._personas)
            raise Malformed(f'persona is "{persona_id}". Expected one of: {known}')
        return self._personas[persona_id]

    def _workspace(self, name: str, platform: Platform) -> Json:
        workspace = platform.workspace
        people = platform.hands.people(workspace.id)
        return {
            "platform": name,
            "id": workspace.id,
            "name": workspace.name,
            "app": workspace.app.name,
            "people": [{"id": person.id, "name": person.name} for person in people],
        }

    def _resident(self, persona: Persona) -> Json:
        return {
            "id": persona.id,
            "name": persona.name,
            "about": persona.about,
            "zone": self.zone(persona.id),
            "accounts": persona.accounts,
            "places": {
                platform: self.platforms[platform].hands.places(user)
                for platform, user in persona.accounts.items()
            },
        }

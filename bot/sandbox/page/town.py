"""The town that the page shows: who can be looked at, in which workspaces, and what they see there."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from bot.sandbox.hands import CannotDo, Hands
from bot.sandbox.page.asked import Malformed
from bot.sandbox.residents import LocalWorkspace, Persona
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

    def home(self) -> str:
        """Give the place that opens first: the direct message with the app."""
        places = self.places()
        return next((place.id for place in places if place.direct), places[0].id if places else "")


class Town:
    """Personas and the two workspaces."""

    def __init__(
        self,
        hands: Mapping[str, Hands],
        workspaces: Mapping[str, LocalWorkspace],
        personas: Sequence[Persona],
    ) -> None:
        self._hands = hands
        self._workspaces = workspaces
        self._personas = {persona.id: persona for persona in personas}

    def standing(self, persona_id: str, platform: str) -> Standing | None:
        """Find a person's account; None when they have none there, Malformed for an unknown name."""
        persona = self._persona(persona_id)
        if platform not in self._hands:
            raise Malformed(f'platform is "{platform}". Expected one of: {", ".join(self._hands)}')
        user = persona.accounts.get(platform)
        return Standing(user, self._hands[platform]) if user else None

    def must_stand(self, persona_id: str, platform: str) -> Standing:
        """Find a person's account; CannotDo when they have none there."""
        standing = self.standing(persona_id, platform)
        if standing is None:
            raise CannotDo(self.stranger(persona_id, platform))
        return standing

    def stranger(self, persona_id: str, platform: str) -> str:
        """Say that a person has no account there."""
        persona, workspace = self._persona(persona_id), self._workspaces[platform]
        return f"{persona.name} has no account in {workspace.name} ({platform.capitalize()})."

    def zone(self, persona_id: str) -> str:
        """Give a person's zone, an IANA name: that of their first account."""
        accounts = self._persona(persona_id).accounts
        for platform, user in accounts.items():
            for person in self._hands[platform].people(self._workspaces[platform].id):
                if person.id == user:
                    return person.zone
        return "UTC"

    def picture(self) -> Json:
        """Give everything about the town but its clock."""
        return {
            "workspaces": [self._workspace(platform) for platform in self._hands],
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

    def _workspace(self, platform: str) -> Json:
        workspace = self._workspaces[platform]
        people = self._hands[platform].people(workspace.id)
        named = [{"id": person.id, "name": person.name} for person in people]
        return {
            "platform": platform,
            "id": workspace.id,
            "name": workspace.name,
            "app": workspace.app.name,
            "people": named,
        }

    def _resident(self, persona: Persona) -> Json:
        return {
            "id": persona.id,
            "name": persona.name,
            "about": persona.about,
            "zone": self.zone(persona.id),
            "accounts": persona.accounts,
            "places": {
                platform: self._hands[platform].places(user) for platform, user in persona.accounts.items()
            },
        }

"""What one person sees of one workspace, put together for the page."""

from __future__ import annotations

from bot.sandbox.page.town import Json, Town


def view_of(town: Town, persona: str, platform: str, place: str, last: int) -> Json:
    """Give the places, the last messages of one of them, the open form and the platform's own words.

    `earlier` counts the messages before the ones that are given. Someone without an account there gets
    `account` false and `words` that say so.
    """
    standing = town.standing(persona, platform)
    who: Json = {"persona": persona, "platform": platform}
    if standing is None:
        return {**who, "account": False, "words": town.stranger(persona, platform)}
    here = place or standing.home()
    messages = standing.hands.messages(standing.user, here) if here else ()
    earlier = max(0, len(messages) - last)
    return {
        **who,
        "account": True,
        "user": standing.user,
        "place": here,
        "places": list(standing.places()),
        "earlier": earlier,
        "messages": list(messages)[earlier:],
        "form": standing.hands.form(standing.user),
        "troubles": list(standing.hands.troubles(standing.user)),
    }

"""What one person sees of one workspace, put together for the page."""

from __future__ import annotations

from bot.sandbox.page.town import Json, Town


def view_of(town: Town, persona: str, platform: str, place: str, last: int) -> Json:
    """Give the places, the last messages of one of them, the open form and the platform's own words.

    `shortcuts` are what the app offers in the menu of a message there.
    `earlier` counts the messages before the ones that are given; `home` says whether the app has a home page.
    Someone without an account there gets `account` false and `words` that say so.
    """
    standing = town.standing(persona, platform)
    who: Json = {"persona": persona, "platform": platform}
    if standing is None:
        return {**who, "account": False, "words": town.stranger(persona, platform)}
    hands, user = standing.hands, standing.user
    here = place or standing.first_place()
    messages = hands.messages(user, here) if here else ()
    earlier = max(0, len(messages) - last)
    return {
        **who,
        "account": True,
        "user": user,
        "place": here,
        "places": list(standing.places()),
        "home": hands.home(user) is not None,
        "earlier": earlier,
        "messages": list(messages)[earlier:],
        "shortcuts": list(hands.shortcuts(user, here)) if here else [],
        "form": hands.form(user),
        "troubles": list(hands.troubles(user)),
    }


def thread_of(town: Town, persona: str, platform: str, place: str, message: str) -> Json:
    """Give a message and the replies in its thread."""
    standing = town.must_stand(persona, platform)
    messages = standing.hands.thread(standing.user, place, message)
    return {"persona": persona, "platform": platform, "place": place, "messages": list(messages)}


def home_of(town: Town, persona: str, platform: str) -> Json:
    """Give the app's home page as it is now; None with words where there is none."""
    standing = town.must_stand(persona, platform)
    parts = standing.hands.home(standing.user)
    who: Json = {"persona": persona, "platform": platform}
    if parts is None:
        return {**who, "home": None, "words": f"The app has no home page in {town.called(platform)}."}
    return {**who, "home": list(parts)}

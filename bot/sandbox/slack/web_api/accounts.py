"""users.*, team.*, bots.* and auth.test: who is who."""

from __future__ import annotations

from bot.sandbox.slack.directory import bot_json, bot_profile, domain, person_json, user_name
from bot.sandbox.slack.records import Json
from bot.sandbox.slack.refusals import Refused
from bot.sandbox.slack.web_api.call import Call, page


def auth_test(call: Call) -> Json:
    """auth.test: the app itself."""
    home, app = call.workspace.home, call.workspace.app
    return {
        "url": f"{call.town.address}/",
        "team": home.name,
        "user": user_name(app.name),
        "team_id": home.id,
        "user_id": app.bot_user,
        "bot_id": call.workspace.bot_id,
        "is_enterprise_install": False,
    }


def user_info(call: Call) -> Json:
    """users.info: one account."""
    user = call.arguments.text("user")
    if user == call.workspace.app.bot_user:
        return {"user": bot_json(call.workspace)}
    person = call.workspace.people.get(user)
    if person is None:
        raise Refused("user_not_found")
    locale = call.arguments.flag("include_locale")
    return {"user": person_json(call.workspace, person, call.town.stamps, locale=locale)}


def list_users(call: Call) -> Json:
    """users.list: everyone, the app included."""
    locale = call.arguments.flag("include_locale")
    people = [
        person_json(call.workspace, person, call.town.stamps, locale=locale)
        for person in call.workspace.people.values()
    ]
    shown, metadata = page(call, [*people, bot_json(call.workspace)])
    return {"members": shown, "cache_ts": 0, "response_metadata": metadata}


def lookup_by_email(_call: Call) -> Json:
    """users.lookupByEmail: accounts of the local workspace have no e-mail addresses."""
    raise Refused("users_not_found")


def team_info(call: Call) -> Json:
    """team.info: the workspace."""
    home = call.workspace.home
    asked = call.arguments.text("team")
    if asked and asked != home.id:
        raise Refused("team_not_found")
    return {"team": {"id": home.id, "name": home.name, "domain": domain(home.name), "icon": {}}}


def bot_info(call: Call) -> Json:
    """bots.info: the app as a bot."""
    asked = call.arguments.text("bot")
    if asked and asked != call.workspace.bot_id:
        raise Refused("bot_not_found")
    return {"bot": bot_profile(call.workspace)}

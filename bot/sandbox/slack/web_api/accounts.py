"""users.*, team.*, bots.* and auth.test: who is who."""

from __future__ import annotations

from bot.sandbox.residents import LocalPerson
from bot.sandbox.slack.directory import bot_json, bot_profile, domain, person_json, user_name
from bot.sandbox.slack.records import Json
from bot.sandbox.slack.refusals import Refused
from bot.sandbox.slack.scopes import EMAIL
from bot.sandbox.slack.web_api.call import Call
from bot.sandbox.slack.web_api.pages import PageRules, page

# Without a `limit` Slack tries to answer with everybody.
_EVERYBODY = PageRules(usual=10**6, most=10**6)


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
    return {"user": _person(call, person)}


def list_users(call: Call) -> Json:
    """users.list: everyone, the app included."""
    people = [_person(call, person) for person in call.workspace.people.values()]
    shown, metadata = page(call, [*people, bot_json(call.workspace)], _EVERYBODY)
    cached = int(call.town.stamps.now().timestamp())
    return {"members": shown, "cache_ts": cached, "response_metadata": metadata}


def lookup_by_email(call: Call) -> Json:
    """users.lookupByEmail: the account with this address, large letters or small."""
    asked = call.arguments.text("email").strip().casefold()
    for person in call.workspace.people.values():
        if person.email and person.email.casefold() == asked and person.id not in call.workspace.disabled:
            return {"user": _person(call, person)}
    raise Refused("users_not_found")


def team_info(call: Call) -> Json:
    """team.info: the workspace."""
    home = call.workspace.home
    asked = call.arguments.text("team")
    if asked and asked != home.id:
        raise Refused("team_not_found")
    team = {
        "id": home.id,
        "name": home.name,
        "url": f"{call.town.address}/",
        "domain": domain(home.name),
        "email_domain": "",
        "icon": {"image_default": True},
        "avatar_base_url": "",
        "is_verified": False,
    }
    return {"team": team}


def bot_info(call: Call) -> Json:
    """bots.info: the app as a bot."""
    asked = call.arguments.text("bot")
    if asked and asked != call.workspace.bot_id:
        raise Refused("bot_not_found")
    return {"bot": bot_profile(call.workspace)}


def _person(call: Call, person: LocalPerson) -> Json:
    locale = call.arguments.flag("include_locale")
    account = person_json(call.workspace, person, call.town.stamps, locale=locale)
    if person.email and call.may(EMAIL):
        account["profile"]["email"] = person.email
    return account

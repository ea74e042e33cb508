"""`/stem link` and `/stem unlink`: two accounts of one person."""

from __future__ import annotations

from bot.chat.events import ActionCall, Call, CommandCall
from bot.chat.parameters import Kind, Parameter
from bot.chat.phrases import N_
from bot.chat.replies import Replace, Reply, Say, refusal, say
from bot.chat.routes import Action, Command, Route
from bot.desk import Desk
from bot.features.link import cards, codes, tying
from bot.notices import tell
from bot.schedule import opting_in
from bot.store.models import Account, AccountLink, Change, Person
from bot.store.queries import seats


def link(desk: Desk, call: CommandCall) -> Reply:
    """Show a code or take one; who has two accounts already sees where messages go."""
    if typed := call.options.get("code", "").strip():
        return _take(desk, call, typed)
    person = _person(desk, call)
    if person is None or not seats.permissions(desk.session, person.id, desk.reader(person).today):
        raise refusal(
            desk.t(
                "I do not know this account. If you are on a roster on another platform, type `/stem link` "
                "there, then enter here what it shows. Else ask your facilitator: `/stem roster add` and "
                "your name."
            )
        )
    accounts = tying.accounts_of(desk, person)
    if len(accounts) > 1:
        return Say(cards.where_messages_go(desk, call, accounts))
    return Say(cards.code_shown(desk, codes.new_code(desk, call.person)), kept=False)


def unlink(desk: Desk, call: CommandCall) -> Reply:
    """Part what was tied last."""
    person = _person(desk, call)
    tie = tying.link_of(desk, person) if person else None
    if tie is None or person is None:
        raise refusal(
            desk.t(
                "Nothing was tied to this account with `/stem link`. Accounts that stand on one roster line "
                "are parted by whoever keeps the roster."
            )
        )
    account = tying.part(desk, tie)
    _note(desk, call, tie, "unlinked")
    return Say(cards.parted(desk, account, known=tie.before_id is not None))


def prefer(desk: Desk, call: ActionCall) -> Reply:
    """Here or there was pressed."""
    person, account = _person(desk, call), desk.session.get(Account, int(call.argument))
    if person is None or account is None or account.person_id != person.id:
        raise refusal(desk.t("These accounts are not tied any more."))
    tying.prefer(desk, person, account)
    held = seats.permissions(desk.session, person.id, desk.reader(person).today)
    if person.agreed_at is not None and held:
        opting_in.begin(desk, person, held[0][1].id, account, call.key)
    return Replace(cards.where_messages_go(desk, call, tying.accounts_of(desk, person)))


def _take(desk: Desk, call: CommandCall, typed: str) -> Reply:
    code = codes.find(desk, call.person, typed)
    if isinstance(code, str):
        # No refusal: a wrong try is written down.
        return say(code)
    keeper = seats.person_of(desk.session, code.platform, code.workspace, code.account)
    if keeper is None:
        raise refusal(desk.t("Whoever made this code is not known any more."))
    if (why := tying.objection(desk, keeper, call.person)) is not None:
        raise refusal(why)
    tie = tying.tie(desk, code, keeper, call.person)
    _note(desk, call, tie, "linked")
    _tell_other_side(desk, keeper, tie)
    return Say(cards.linked(desk, call, keeper, tying.accounts_of(desk, keeper)))


def _tell_other_side(desk: Desk, keeper: Person, tie: AccountLink) -> None:
    account = desk.session.get_one(Account, tie.account_id)
    held = seats.permissions(desk.session, keeper.id, desk.reader(keeper).today)
    if held:
        tell(desk, keeper, held[0][1].id, f"linked:{tie.id}", lambda to: cards.told_linked(to, account))


def _person(desk: Desk, call: Call) -> Person | None:
    who = call.person
    return seats.person_of(desk.session, who.platform, who.workspace, who.account)


def _note(desk: Desk, call: CommandCall, tie: AccountLink, what: str) -> None:
    desk.session.add(
        Change(
            at=desk.now,
            who=f"person:{tie.person_id}",
            through=f"{call.person.platform} command {call.command}",
            record="account",
            record_id=str(tie.account_id),
            what=what,
        )
    )


ROUTES: tuple[Route, ...] = (
    Command(
        "link",
        link,
        N_("Tie your accounts on two platforms, so that you are asked and count once"),
        "/stem link",
        (Parameter("code", Kind.TEXT, N_("The code that the other platform showed you")),),
    ),
    Command("unlink", unlink, N_("Part what `/stem link` tied"), "/stem unlink"),
    Action("link-prefer", prefer),
)

"""The code, what was tied, where messages go, and what parting means."""

from __future__ import annotations

from collections.abc import Sequence

from bot.chat.cards import Button, Buttons, Card, Paragraph, SmallPrint, card
from bot.chat.events import Call
from bot.chat.phrases import Phrases
from bot.chat.routes import wire
from bot.chat.text import Markup, bold
from bot.desk import Desk
from bot.notices import Recipient
from bot.store.models import Account, Person


def code_shown(desk: Desk, code: str) -> Card:
    """The code, and what to do with it."""
    t = desk.t
    return card(
        Paragraph(t("Your code: {code}", code=bold(code))),
        Paragraph(
            t("On the other platform, type this to me within ten minutes: `/stem link {code}`", code=code)
        ),
        SmallPrint(t("Show it to nobody: whoever enters it becomes you here. It is good once.")),
    )


def linked(desk: Desk, call: Call, keeper: Person, accounts: Sequence[Account]) -> Card:
    """Two accounts are one person now, and where messages go."""
    said = desk.t(
        "Linked: this account is {name} now, as over there. Your answers count once.", name=keeper.name
    )
    return card(Paragraph(said), *_where(desk.t, call, accounts).parts)


def where_messages_go(desk: Desk, call: Call, accounts: Sequence[Account]) -> Card:
    """Where messages go, and the choice."""
    return _where(desk.t, call, accounts)


def told_linked(to: Recipient, account: Account) -> Card:
    """For the other side, in case it was somebody else."""
    return card(
        Paragraph(
            to.t(
                "Your account here and one on {platform} are one person now. If that was not you: "
                "`/stem unlink`",
                platform=account.platform.capitalize(),
            )
        )
    )


def parted(desk: Desk, account: Account, *, known: bool) -> Card:
    """What parting means for the account that was given back."""
    t, platform = desk.t, account.platform.capitalize()
    said = (
        t(
            "Unlinked. The account on {platform} is as it was before, with the seats it had.",
            platform=platform,
        )
        if known
        else t("Unlinked. The account on {platform} has no seat of its own any more.", platform=platform)
    )
    return card(Paragraph(said), SmallPrint(t("To tie them again: `/stem link`")))


def _where(t: Phrases, call: Call, accounts: Sequence[Account]) -> Card:
    preferred = next((one for one in accounts if one.preferred), accounts[0])
    return card(
        Paragraph(t("What I send you goes to {platform}.", platform=bold(preferred.platform.capitalize()))),
        Buttons(tuple(Button(_label(t, call, one), wire("link-prefer", one.id)) for one in accounts)),
        SmallPrint(t("To part the accounts again: `/stem unlink`")),
    )


def _label(t: Phrases, call: Call, account: Account) -> Markup:
    name, who = account.platform.capitalize(), call.person
    here = (account.platform, account.workspace, account.account) == (
        who.platform,
        who.workspace,
        who.account,
    )
    return t("Here, on {platform}", platform=name) if here else t("There, on {platform}", platform=name)

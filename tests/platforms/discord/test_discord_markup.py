import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.chat.phrases import Phrases
from bot.chat.text import Markup, bold, escape, mention
from bot.platforms.discord.markup import inert, markdown, people

pytestmark = pytest.mark.unit


@pytest.mark.parametrize(
    ("typed", "shown"),
    [
        ("**bold** and __under__", r"\*\*bold\*\* and \_\_under\_\_"),
        ("`code` ~~gone~~ ||secret||", r"\`code\` \~\~gone\~\~ \|\|secret\|\|"),
        ("@everyone and <@123> <#5>", r"\@everyone and \<\@123> \<#5>"),
        ("[click](https://x.org)", r"\[click\](https://x.org)"),
        ("# big\n> quote\n-# small", "\\# big\n\\> quote\n\\-# small"),
        ("1. first\n- second\n * third", "1\\. first\n\\- second\n \\* third"),
        ("back\\slash", r"back\\slash"),
        ("nothing special, at 3.5 - 4 # here", "nothing special, at 3.5 - 4 # here"),
    ],
)
def test_what_was_typed_comes_out_inert(typed: str, shown: str) -> None:
    assert markdown(typed) == shown


def test_an_address_stays_usable() -> None:
    assert (
        inert("see https://example.org/a_b_c*d, please_do") == r"see https://example.org/a_b_c*d, please\_do"
    )


def test_markup_becomes_discords_own() -> None:
    words = Markup(r"**What** __moved__ in `EC1` [here](https://x.org/a_b) by @{42} \*plain\*")
    assert markdown(words) == r"**What** _moved_ in `EC1` [here](https://x.org/a_b) by <@42> \*plain\*"


def test_what_somebody_typed_inside_bold_stays_inert() -> None:
    assert markdown(bold("5 ** 2")) == r"**5 \*\* 2**"


def test_a_sentence_with_a_typed_value_keeps_only_its_own_markup() -> None:
    t = Phrases()
    assert markdown(t("**Recorded**: {what}", what="@everyone _hi_")) == r"**Recorded**: \@everyone \_hi\_"


def test_code_with_backticks_gets_a_longer_fence() -> None:
    assert markdown(Markup("`a\\`b`")) == "`` a`b ``"


def test_an_account_of_another_platform_is_shown_and_not_mentioned() -> None:
    assert markdown(mention("U012AB")) == r"\@U012AB"
    assert people(mention("U012AB")) == ()
    assert people(mention("42")) == (42,)


@given(st.text(alphabet="ab*_~|`[]()<>@#\\-+1. \n", max_size=60))
def test_every_special_character_has_a_backslash_before_it(typed: str) -> None:
    shown = inert(typed)
    bare = re.sub(r"\\([^0-9A-Za-z\s])", "", shown)
    assert not set(bare) & set("\\*_~|`[]<@")
    assert re.sub(r"\\([^0-9A-Za-z\s])", r"\1", shown) == typed


@given(st.text(alphabet="ab*_~|`[]()<>@#\\-+1. \n", max_size=60))
def test_the_tight_way_needs_no_more_room_than_the_words(typed: str) -> None:
    shown = markdown(escape(typed), tight=True)
    assert len(shown) == len(typed)
    assert not set(shown) & set("\\*_~|`[]<@>#")

import pytest

from bot.chat.text import Markup, escape
from bot.platforms.slack.markup import LONGEST, escaped, mrkdwn, plain_text, rich_text

pytestmark = pytest.mark.unit


@pytest.mark.parametrize(
    ("text", "drawn"),
    [
        ("**Partnerships** that fit (`EC2.Teachers1`)", "*Partnerships* that fit (`EC2.Teachers1`)"),
        ("__soon__, says @{U0ANA}", "_soon_, says <@U0ANA>"),
        ("[the notes](https://example.org/?a=1&b=2)", "<https://example.org/?a=1&amp;b=2|the notes>"),
        ("**R & D** <here>", "*R &amp; D* &lt;here&gt;"),
        ("**Level** of snake_case and 3/4", "*Level* of snake_case and 3/4"),
    ],
)
def test_looks_that_slack_surely_reads_travel_as_mrkdwn(text: str, drawn: str) -> None:
    assert mrkdwn(Markup(text)) == drawn


@pytest.mark.parametrize(
    "text",
    [
        "**Ana** wrote: " + escape("*all* of it"),
        "**Ana** wrote: " + escape("3 * 4"),
        "**Ana** wrote: " + escape("a `b"),
        "**Ana** wrote: " + escape("~no~"),
        "**Ana** wrote: " + escape("see :wave:"),
        "**Ana** wrote\n" + escape("> this"),
        "**Ana**s",
        "un**likely** so",
        "**a " + escape("*") + " b**",
        "**two\nlines**",
        "[see](ftp://example.org)",
        "[a|b](https://example.org)",
        "**bold**__italic__",
    ],
)
def test_what_slack_might_read_differently_does_not_travel_as_mrkdwn(text: str) -> None:
    assert mrkdwn(Markup(text)) is None


def test_mrkdwn_that_escapes_make_too_long_is_not_used() -> None:
    assert mrkdwn(Markup("**x** " + "&" * (LONGEST // 4))) is None


def test_rich_text_keeps_every_look_and_every_character() -> None:
    text = Markup(
        "**Ana** wrote `*`: " + escape("*all* <!here>") + " to @{U0BEN} [here](https://example.org)"
    )
    (section,) = rich_text(text)["elements"]

    assert section["elements"] == [
        {"type": "text", "text": "Ana", "style": {"bold": True}},
        {"type": "text", "text": " wrote "},
        {"type": "text", "text": "*", "style": {"code": True}},
        {"type": "text", "text": ": *all* <!here> to "},
        {"type": "user", "user_id": "U0BEN"},
        {"type": "text", "text": " "},
        {"type": "link", "url": "https://example.org", "text": "here"},
    ]


def test_an_address_that_slack_refuses_is_shown_in_words() -> None:
    (section,) = rich_text(Markup("[files](ftp://example.org)"))["elements"]

    assert section["elements"] == [{"type": "text", "text": "files (ftp://example.org)"}]


def test_the_three_signs_are_escaped_and_plain_text_shows_emoji_names_as_typed() -> None:
    assert escaped("<!channel> & >") == "&lt;!channel&gt; &amp; &gt;"
    assert plain_text(":x:") == {"type": "plain_text", "text": ":x:", "emoji": False}

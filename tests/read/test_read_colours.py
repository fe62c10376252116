"""Text in the colour of what is behind it, and text that only seems to be."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st
from read_helpers import quickest
from selectolax.lexbor import LexborHTMLParser

from nlp.read import css
from nlp.read.blocks import BlockWriter
from nlp.read.colours import TRANSPARENT, UNKNOWN, ground, of_text, parse


def unseen(page: str) -> list[str]:
    """The texts of a page that are hidden by their colour."""
    tree = LexborHTMLParser(page)
    found = BlockWriter(css.Sheet(node.text() for node in tree.css("style")), 512).walk(tree.root)
    assert {block.layout.hidden for block in found if block.layout} <= {
        None,
        "colour of the background",
    }
    return [block.text for block in found if block.layout and block.layout.hidden]


@pytest.mark.parametrize(
    ("value", "colour"),
    [
        ("white", "#ffffff"), ("#fff", "#ffffff"), ("#ffff", "#ffffff"), ("#ffffffff", "#ffffff"),
        ("rgb(255, 255, 255)", "#ffffff"), ("rgb(255 255 255)", "#ffffff"), ("navy", "#000080"),
        ("rgba(255,255,255,1)", "#ffffff"), ("rgb(0 0 0 / 100%)", "#000000"), ("rgb(999,0,0)", "#ff0000"),
        ("transparent", TRANSPARENT), ("rgba(0,0,0,0)", TRANSPARENT), ("rgba(255, 255, 255, 0)", TRANSPARENT),
        ("#fff0", TRANSPARENT), ("#ffffff00", TRANSPARENT),
        ("rgba(0,0,0,.7)", None), ("rgb(0 0 0 / 50%)", None), ("#0008", None), ("hsl(210,50%,20%)", None),
        ("var(--brand)", None), ("currentcolor", None), ("#ff", None), ("#fffff", None), ("", None),
        ("rgba(0,0,0,1.2.3)", None),
    ],
)  # fmt: skip
def test_colours(value: str, colour: str | None) -> None:
    assert parse(value) == colour


@pytest.mark.parametrize(
    ("style", "colour"),
    [
        ("background:#fff", "#ffffff"), ("background-color:#FFF", "#ffffff"),
        ("background:none repeat scroll 0% 0% white", "#ffffff"),
        ("background: rgb(0, 0, 0) none no-repeat", "#000000"),
        ("background:url(a.jpg);background:#fff", "#ffffff"),
        ("background:#000;background-color:#fff", "#ffffff"), ("background-color:#fff;background:#000", "#000000"),
        ("background:none", ""), ("background:transparent", ""), ("background-color:inherit", ""),
        ("background-image:none", ""), ("background:0 0", ""), ("background:rgba(0,0,0,0)", ""), ("color:red", ""),
        ("background:#fff url(a.jpg)", UNKNOWN), ("background:url(a.jpg) center/cover", UNKNOWN),
        ("background:#fff;background-image:url(a.jpg)", UNKNOWN),
        ("background:linear-gradient(#003,#006)", UNKNOWN), ("background:linear-gradient(#fff)", UNKNOWN),
        ("background-color:#fff;background:var(--brand)", UNKNOWN), ("background:rgba(0,0,0,.7)", UNKNOWN),
        ("background:url(data:image/png;base64,AAAA)", UNKNOWN), ("background:rebeccapurple", UNKNOWN),
    ],
)  # fmt: skip
def test_grounds(style: str, colour: str) -> None:
    assert ground(css.declarations(style), {}) == colour


@pytest.mark.parametrize(
    ("attributes", "colour"),
    [
        ({"bgcolor": "#003366"}, "#003366"), ({"bgcolor": "003366"}, "#003366"), ({"bgcolor": "White"}, "#ffffff"),
        ({"bgcolor": "papayawhip"}, UNKNOWN), ({"bgcolor": ""}, ""), ({"bgcolor": None}, ""),
        ({"bgcolor": "#fff", "background": "a.jpg"}, UNKNOWN),
    ],
)  # fmt: skip
def test_grounds_of_cells(attributes: dict[str, str | None], colour: str) -> None:
    assert ground({}, attributes) == colour
    assert ground({"background-color": "#000"}, attributes) == "#000000"


def test_the_colour_of_text() -> None:
    assert of_text({}) == of_text({"color": "inherit"}) == ""
    assert of_text({"color": "var(--x)"}) == UNKNOWN
    assert of_text({"color": "transparent", "-webkit-background-clip": "text"}) == UNKNOWN


SPAM = [
    "<p style='color:#fff;background:#fff'>x</p>",
    "<p style='color:transparent'>x</p>",
    "<p style='color:rgba(0,0,0,0)'><b>x</b></p>",
    "<div style='background:#fff'><span style='color:#fff'>x</span></div>",
    "<div style='background:#fff'><p style='color:white'>x</p></div>",
    "<div style='background:#fff'><p><b><a href=u style='color:white'>x</a></b></p></div>",
    "<div style='background:#fff'><span class=k style='color:white'>x</span></div>",
    "<div style='background:navy' class=k><p style='color:#000080'>x</p></div>",
    "<div style='background:#fff'><div style='background:none'><p style='color:#fff'>x</p></div></div>",
    "<div style='background:#fff;color:#fff'><div class=k><p>x</p></div></div>",
    "<div style='background:#fff;color:#fff'><div class=k><p style='color:#fff'>x</p></div></div>",
    "<style>.w{background:#fff}.h{color:#fff}</style><div class=w><p class=h>x</p></div>",
    "<style>.w,.s{background:white}.s{color:white}</style><p class=s>x</p>",
    "<style>body .q{background:#036}.w{background:#fff}.h{color:#fff}</style><div class=w><p class=h>x</p></div>",
    "<style>a.h:hover{background:#036}.h{color:#fff}</style><p style='background:#fff'><a class=h>x</a></p>",
    "<table bgcolor=#ffffff><tr><td style='color:#fff'>x</table>",
    "<table><tr><td bgcolor=navy style='color:navy'>x</table>",
    "<main style='background:url(a.jpg)'><p style='background:#fff'><i style='color:#fff'>x</i></p></main>",
]  # fmt: skip


@pytest.mark.parametrize("page", SPAM)
def test_words_in_the_colour_of_a_known_background_are_hidden(page: str) -> None:
    assert unseen(page) == ["x"]


WHITE = "<div style='background:#fff'>"


@pytest.mark.parametrize(
    "page",
    [
        f"{WHITE}<div style='{over}'><p style='color:#fff'>x</p></div></div>"
        for over in (
            "background-image:url(a.jpg)", "background:url(a.jpg) center", "background:linear-gradient(#003,#006)",
            "background:var(--brand)", "background:navy", "background:hsl(210,50%,20%)", "background:rgba(0,0,0,.7)",
            "background:#fff url(a.jpg)", "position:absolute;bottom:0", "background:rebeccapurple",
        )
    ]
    + [
        f"{WHITE}<table><tr><td bgcolor=#003366 style='color:#fff'>x</table></div>",
        f"{WHITE}<table><tr><td background=a.jpg style='color:#fff'>x</table></div>",
        f"{WHITE}<table bgcolor=036><tr><td style='color:#fff'>x</table></div>",
        f"{WHITE}<div class=bg-primary><p style='color:#fff'>x</p></div></div>",
        f"{WHITE}<div class=bg-primary style='color:#fff'>x</div></div>",
        f"{WHITE}<div id=hero><div><p style='color:#fff'>x</p></div></div></div>",
        f"{WHITE}<figure><img src=a><figcaption style='position:absolute;color:#fff'>x</figcaption></figure></div>",
        f"<style>body .q{{background:#036}}.q{{margin:0}}</style>{WHITE}<div class=q><p style='color:#fff'>x</p></div>",
        f"<style>li > .q{{background-color:#036}}</style>{WHITE}<span class=q style='color:#fff'>x</span></div>",
        "<style>.w{background:#fff}.a .w{background:#036}</style><div class=w><p style='color:#fff'>x</p></div>",
        "<style>.w{background:#fff}.h{background:url(a)}.t{color:white}</style>"
        "<main class=w><div class=h><h1 class=t>x</h1></div></main>",
        "<style>.w{background:#fff}.w{background:#036}.t{color:#fff}</style><div class=w><p class=t>x</div>",
        "<div style='background:#fff;color:#fff'><p style='color:#333'>x</p></div>",
        "<div style='background:#fff;color:#fff'><p style='color:var(--t)'>x</p></div>",
        "<div style='background:#fff;color:#fff'><p style='background:#036'>x</p></div>",
        "<div style='color:#fff'><div style='background:#fff'><p>x</p></div></div>",  # its colour is told elsewhere
        "<h1 style='background:linear-gradient(#003,#006);background-clip:text;color:transparent'>x</h1>",
        "<p style='color:#fff'>x</p>",
        "<body style='background:#fff'><p style='color:#fff'>x</p>",
        f"{WHITE}<p style='color:#333'>x</p></div>",
    ],
)  # fmt: skip
def test_words_on_what_may_have_another_colour_are_shown(page: str) -> None:
    assert unseen(page) == []


@given(st.text(alphabet="#rgba(0129,.%/ )whitenoeurl-", max_size=40))
def test_any_value_is_read(value: str) -> None:
    assert ground(css.declarations(f"background:{value}"), {"bgcolor": value}) is not None
    assert of_text({"color": value}) is not None


def test_many_coloured_words_deep_in_a_page_take_little_time() -> None:
    words = "<i class=a>x</i>" * 1_500
    page = (
        f"<style>.a{{color:#fff}}.b{{background:#fff}}</style><div class=b>{'<div>' * 450}{words}"
    )
    seconds, found = quickest(lambda: unseen(page), below=0.5)
    assert len(found) == 1 and seconds < 0.5


def test_words_stay_hidden_on_the_same_ground_painted_again() -> None:
    inner = "<div style='background:white'>deux</div><div style='background:#000'>trois</div>"
    page = f"<div style='background:#fff;color:#fff'><p>un</p>{inner}</div>"
    assert unseen(page) == ["un", "deux"]

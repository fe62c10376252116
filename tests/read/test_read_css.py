"""What hides text: the forms that pages and spammers use, and those that only look like it."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from nlp.read.css import (
    Sheet,
    declarations,
    font_size_zero,
    hidden_by,
)


@pytest.mark.parametrize(
    ("style", "why"),
    [
        ("display:none", "display:none"),
        ("DISPLAY : None !important", "display:none"),
        ("color:red;display:none;", "display:none"),
        ("opacity:0", "opacity:0"),
        ("opacity: 0.0", "opacity:0"),
        ("position:absolute;left:-9999px", "off-screen"),
        ("position:fixed; top:-2000px", "off-screen"),
        ("position:absolute; right: -100em", "off-screen"),
        ("text-indent:-9999px", "off-screen"),
        ("margin-left:-5000px", "off-screen"),
        ("position:absolute;clip:rect(0,0,0,0)", "clipped"),
        ("clip-path: inset(50%)", "clipped"),
        ("height:0;overflow:hidden", "zero size"),
        ("width:1px;height:1px;overflow:hidden", "zero size"),
        ("max-height:0;overflow:hidden", "zero size"),
        ("transform:scale(0)", "zero size"),
        ("content-visibility:hidden", "content-visibility:hidden"),
    ],
)
def test_hiding(style: str, why: str) -> None:
    assert hidden_by(declarations(style)) == why


@pytest.mark.parametrize(
    "style",
    [
        "", "display:block", "opacity:0.5", "opacity:.9", "left:-9999px", "position:absolute;left:-20px",
        "text-indent:-1em", "height:0;padding-bottom:56%;overflow:hidden", "height:0",
        "width:100%;overflow:hidden", "clip:rect(0,0,0,0)", "background:url(a.png) none", "max-width:0.5em",
        "-webkit-opacity:0", "border-left:-9999px", "transform:scale(0.9)",
    ],
)  # fmt: skip
def test_not_hiding(style: str) -> None:
    assert hidden_by(declarations(style)) is None


def test_font_sizes() -> None:
    assert font_size_zero(declarations("font-size:0px")) is True
    assert font_size_zero(declarations("font-size:12px")) is False
    assert font_size_zero(declarations("font-weight:bold")) is None


def hides(sheet: str, tag: str = "p", **attributes: str) -> bool:
    given = {name.rstrip("_"): value for name, value in attributes.items()}
    return hidden_by(Sheet([sheet]).style(tag, given)) is not None


@pytest.mark.parametrize(
    "sheet",
    [
        ".x{display:none}", "p{display:none}", "#i{display:none}", "p.x{display:none}",
        ".a,.x , .b{ display : none }", ".x.y{display:none}", "p#i.x{display:none}",
        "/* .x{display:block} */ .x{display:none}", "@import url(a.css); .x{display:none}",
        "@media screen{.x{display:none}}", "@supports (display:grid){.x{display:none}}",
        ".x{display:none", ".x{display:block} .x{display:none}", "p{display:block}.x{display:none}",
        "@media print{.x{display:block}} .x{display:none}", ".x{display:none}} .q{",
        "@font-face{font-family:a} .x{display:none}",
    ],
)  # fmt: skip
def test_sheets_that_hide(sheet: str) -> None:
    expected = sheet != ".x{display:none"  # a rule that does not end is no rule
    assert hides(sheet, "p", class_="x y", id="i") is expected


@pytest.mark.parametrize(
    "sheet",
    [
        ".z{display:none}", "div{display:none}", ".x .y{display:none}", "div > p{display:none}",
        ".x:hover{display:none}", ".x::before{display:none}", "@media print{.x{display:none}}",
        "@media (max-width:600px){.x{display:none}}", "@keyframes x{from{opacity:0}}",
        ".x{display:none}.x{display:block}", "#i{display:block}.x{display:none}", "*{display:none}",
        ".x.z{display:none}", "[class=x]{display:none}", "@media print{p{display:none} .x{display:none}}",
        "not css at all", "}}}}{{{{", "@media screen and (min-width:1px){.x{display:none}}",
    ],
)  # fmt: skip
def test_sheets_that_do_not_hide(sheet: str) -> None:
    assert not hides(sheet, "p", class_="x y", id="i")


def test_the_style_attribute_goes_before_the_sheet() -> None:
    assert not hides(".x{display:none}", "p", class_="x", style="display:block")
    assert hides(".x{display:block}", "p", class_="x", style="display:none")


@given(st.text(alphabet=".x#i{}():;@,*>/'\"\\ displaynoe-0px\n", max_size=300))
def test_any_sheet_is_read(sheet: str) -> None:
    Sheet([sheet]).style("p", {"class": "x", "id": "i", "style": sheet})


def test_a_long_sheet_stays_linear() -> None:
    sheet = "".join(f".c{i}{{display:none}}" for i in range(6_000)) + "{" * 50_000
    assert hides(sheet, "p", class_="c7")
    assert not hides(sheet, "p", class_="other")

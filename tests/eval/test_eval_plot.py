"""The picture is well-formed, shows every system and every set, and tells its own text from markup."""

from __future__ import annotations

from typing import Any
from xml.etree import ElementTree

from eval.plot import plot, systems


def result(bleu: float) -> dict[str, Any]:
    return {
        "bleu": bleu,
        "peers": {"google": {"bleu": 48.7}, "<odd> & new": {"bleu": 12.0}},
        "published": {"argos": 40.8},
        "calibration_error": 0.042,
        "reliability": [
            {"confidence": 0.3, "chrf": 0.4, "sentences": 5},
            {"confidence": 0.7, "chrf": 0.6, "sentences": 5},
        ],
    }


def texts(svg: str) -> list[str]:
    return ["".join(e.itertext()) for e in ElementTree.fromstring(svg).iter() if "text" in e.tag]


def test_systems_are_in_order_of_bleu() -> None:
    found = systems(result(41.0))
    assert [s.name for s in found] == ["google", "veille", "argos", "<odd> & new"]
    assert [s.measured for s in found] == [True, True, False, True]


def test_both_panels_show_what_was_measured() -> None:
    svg = plot({"flores-fr": result(41.0), "articles-es": result(30.0)}, "abc")
    shown = texts(svg)
    assert {"veille", "Google", "Argos Translate", "<odd> & new", "41.0", "48.7"} <= set(shown)
    assert "30.0" not in shown  # peers are compared on FLORES alone
    assert {"flores-fr: off by 4.2", "articles-es: off by 4.2"} <= set(shown)
    assert svg.count("<polyline") == 2


def test_a_longer_bar_is_a_higher_score() -> None:
    svg = plot({"flores-es": result(20.0)}, "abc")
    widths = [float(e.get("width", 0)) for e in ElementTree.fromstring(svg).iter() if e.get("rx")]
    assert widths == sorted(widths, reverse=True)
    assert len(set(widths)) == 4


def test_a_set_alone_is_drawn_without_flores() -> None:
    assert "not measured" in texts(plot({"articles-fr": result(30.0)}, "abc"))


def test_every_mark_stays_inside_the_picture() -> None:
    root = ElementTree.fromstring(plot({"flores-fr": result(99.9)}, "abc"))
    width, height = float(root.get("width", 0)), float(root.get("height", 0))
    for e in root.iter():
        if e.get("x") and e.get("y"):
            right = float(e.get("x", 0)) + float(e.get("width", 0))
            assert 0 <= right <= width
            assert 0 <= float(e.get("y", 0)) <= height

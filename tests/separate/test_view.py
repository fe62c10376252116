"""The view: disguises come off, news keeps its figures and names."""

from __future__ import annotations

import re
import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from nlp.separate.view import _APART, HEAD, TAIL, _may_address, fold, view


@pytest.mark.parametrize(
    ("text", "seen"),
    [
        ("Vi\u200bagra on\u00adline", "viagra online"),
        ("\u0421i\u0430lis en ligne", "cialis en ligne"),
        ("Ca$in0 gr@tis", "casino gratis"),
        ("f0ll0wers", "followers"),
        ("S L E E P  P I L L S", "sleep pills"),
        ("V.I.A.G.R.A", "viagra"),
        ("\uff36\uff29\uff21", "via"),
        ("\U0001d4d2\U0001d4f1\U0001d4ee\U0001d4ea\U0001d4f9", "cheap"),
    ],
)
def test_disguises_come_off_and_are_counted(text: str, seen: str) -> None:
    found = view(text)
    assert found.text == seen
    if text.isprintable() and not text.startswith(("\uff36", "\U0001d4d2")):
        assert found.disguised > 0


@pytest.mark.parametrize(
    "text",
    [
        "COVID-19, HL7 et FHIR R4 : 17h45, 3,5 M€, 300 000 patients en 2024",
        "Le 1er juin, 12 mg, 40GB, B2B, H1N1, 2x1",
        "Open 8am-7pm, Sat 9am-1pm, 10h-12h30",
        "Больница выбрала поставщика",
        "The wife's e-mail, co-ordinated A B C",
    ],
)
def test_plain_text_is_not_called_disguised(text: str) -> None:
    assert view(text).disguised == 0


def test_addresses_show_their_words_and_one_sign() -> None:
    found = view("Go to https://www.cheap-pills.example/x?y=1 or mail a.b@c.example")
    assert "cheap pills \x01" in found.text
    assert (found.addresses, found.mails) == (1, 1)


def test_figures_are_one_sign_and_accents_fall() -> None:
    assert view("Élysée 1984").text == view("élysée 2025").text == "elysee 0"
    assert fold("Œuvre ÇÀ") == "œuvre ca"


@given(st.text(max_size=400))
def test_any_text_has_a_view_without_odd_space(text: str) -> None:
    found = view(text)
    assert found == view(text)
    assert "\0" not in found.text or "\0" in text
    assert found.text == " ".join(found.text.split())


@pytest.mark.parametrize("unit", ["a1", "a.", "a b ", "@", "а", "0", "a-", "http://"])
def test_a_long_text_is_read_at_both_ends_in_short_time(unit: str) -> None:
    started = time.process_time()
    found = view(unit * 1_000_000)
    assert time.process_time() - started < 2
    assert len(found.text) <= 2 * (HEAD + TAIL)


@given(st.text("aé1_. *|-/\n", max_size=12))
def test_no_disguise_escapes_the_quick_looks(text: str) -> None:
    apart = re.compile(r"(?<![^\W_])[^\W\d_][\s.*_|·-][^\W\d_][\s.*_|·-]")
    assert bool(_APART.search(text)) == bool(apart.search(text))
    assert _may_address(text) == bool(re.search(r"[^\W_]\.[^\W_]{2}|//", text))

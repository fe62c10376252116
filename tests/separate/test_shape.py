"""The shape of a segment: its shortcuts count what the plain way counts."""

from __future__ import annotations

import re

from hypothesis import given
from hypothesis import strategies as st

from nlp.separate import shape


@given(st.text())
def test_signs_are_those_that_python_knows(text: str) -> None:
    kinds = (str.isalpha, str.isupper, str.isdigit)
    assert shape._signs(text, "".join(shape._BEYOND.findall(text))) == tuple(
        sum(map(kind, text)) for kind in kinds
    )


_PARTS = st.sampled_from([
    "$5", "€", "3 EUR", "Euros", "euro\u017f", "dollars", "USD 1", "20 pesos", "x", " ", "|", " - ", "a-b",
    " > ", ">>", "»", "1/2", "12:30", "9H15", "19", "20", "2024", "12024", "Mai", "mai", "JUIN",
    "AVR\u0130L", "avr\u0131l", "marshal", ".", "_",
])  # fmt: skip
_TEXTS = st.lists(_PARTS, max_size=6).map("".join)
_DATE = re.compile(
    rf"\b(?:\d{{1,2}}[/.:h]\d{{1,2}}|(?:19|20)\d\d|{shape._MONTHS})\b", re.IGNORECASE
)


@given(_TEXTS)
def test_nothing_escapes_the_quick_looks(text: str) -> None:
    caseless = text.casefold()
    assert shape._has_date(text, caseless) == (_DATE.search(text) is not None)
    assert shape._holds(caseless, shape._MAY_PRICE) or not shape._MONEY.search(text)
    assert shape._MAY_SEPARATE.search(text) or not shape._SEPARATOR.search(text)

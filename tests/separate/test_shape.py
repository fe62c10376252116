"""The shape of a segment: its shortcuts count what the plain way counts."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from nlp.separate import shape


@given(st.text())
def test_signs_are_those_that_python_knows(text: str) -> None:
    kinds = (str.isalpha, str.isupper, str.isdigit)
    assert shape._signs(text) == tuple(sum(map(kind, text)) for kind in kinds)


_PRICES = st.sampled_from(["$5", "3 EUR", "Euros", "dollars", "USD 1", "20 pesos", "x", " "])


@given(st.lists(_PRICES, max_size=6).map(" ".join))
def test_no_price_escapes_the_quick_look(text: str) -> None:
    assert shape._may_price(text) == (shape._MONEY.search(text) is not None)

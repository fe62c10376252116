"""Organisations before and after a verb, and amounts and dates read as numbers and ISO 8601."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from nlp.facts import Passage, find_facts
from nlp.facts.days import DAY, iso
from nlp.facts.money import amounts
from nlp.facts.names import after, before

DAY_OUT = date(2025, 3, 14)  # a Friday


@pytest.mark.parametrize(
    ("sentence", "name"),
    [
        ("Lyon-based vendor Mérovia has chosen", "Mérovia"),
        ("The Galician health service (SERGAS) has chosen", "Galician health service"),
        ("ORLÉANS - The Loire-Sud regional hospital group has chosen", "Loire-Sud regional hospital group"),
        ("On Friday Sacyl, the regional health service, has chosen", "Sacyl"),
        ("Insurer Prévalis, which covers 1.15 million people, has chosen", "Prévalis"),
        ("Hospices du Jura in Dole has chosen", "Hospices du Jura"),
        ("Germany's Helmbrecht has chosen", "Helmbrecht"),
    ],
)  # fmt: skip
def test_the_subject_is_named(sentence: str, name: str) -> None:
    found = before(sentence, sentence.index(" has chosen"))
    assert found is not None and found.text == name
    assert sentence[found.start : found.end] == name


@pytest.mark.parametrize(
    "sentence",
    [
        "The head of Mérovia has chosen",
        "Mérovia and Tressanga has chosen",
        "The hospital has chosen",
        "Hospitals in Madrid has chosen",
        "It has chosen",
        "Ana Roldán has chosen",
        "On Tuesday has chosen",
        "Andalusia has chosen",
    ],
)
def test_what_is_no_sure_subject_is_none(sentence: str) -> None:
    assert before(sentence, sentence.index(" has chosen")) is None


@pytest.mark.parametrize(
    ("rest", "name"),
    [
        ("Chilean firm Quillay Health to supply it.", "Quillay Health"),
        ("the dental chain Dentaliria €220,000 for it.", "Dentaliria"),
        ("Opaline, a vendor in Nancy, for six years.", "Opaline"),
        ("the Clairvoie consortium.", "Clairvoie"),
        ("Mérovia's image archive.", None),
        ("Mérovia and Tressanga to supply it.", None),
        ("Mérovia, Tressanga and Opaline.", None),
        ("the Boston group.", None),
        ("a vendor.", None),
        ("Lima hospital to pay.", None),
    ],
)
def test_the_object_is_named_or_nothing_is(rest: str, name: str | None) -> None:
    found = after(f"picked {rest}", len("picked"))
    assert (found and found.text) == name


@given(st.text(alphabet="AbÉ é,.-'()of theinand", max_size=80), st.integers(0, 80))
def test_any_sentence_gives_a_name_of_its_own_or_none(sentence: str, at: int) -> None:
    at = min(at, len(sentence))
    left, right = before(sentence, at), after(sentence, at)
    assert left is None or (sentence[left.start : left.end] == left.text and left.end <= at)
    assert right is None or (sentence[right.start : right.end] == right.text and right.start >= at)


@pytest.mark.parametrize(
    ("text", "value", "currency"),
    [
        ("€3.5 million", 3_500_000, "EUR"),
        ("€3,297,540", 3_297_540, "EUR"),
        ("84.3 million soles", 84_300_000, "PEN"),
        ("73.4 million Swiss francs", 73_400_000, "CHF"),
        ("$12 million", 12_000_000, None),
        ("US$12 million", 12_000_000, "USD"),
        ("6.87 billion pesos", 6_870_000_000, None),
        ("600 Chilean pesos", 600, "CLP"),
        ("£0.25", 0.25, "GBP"),
    ],
)
def test_an_amount_is_a_number_and_a_currency_where_that_is_told(
    text: str, value: float, currency: str | None
) -> None:
    (found,) = amounts(f"It paid {text} for it.")
    assert (found.text, found.value, found.currency) == (text, value, currency)


@pytest.mark.parametrize(
    "text",
    ["between €2 million and €3 million", "€9 per user", "€2-3 million", "3 million", "€1.2.3"],
)
def test_a_range_a_rate_or_a_plain_number_is_no_amount(text: str) -> None:
    assert amounts(f"It costs {text} there.") == []


@pytest.mark.parametrize(
    ("text", "tense", "told"),
    [
        ("March 5, 2024", "past", "2024-03-05"),
        ("5 March 2024", "past", "2024-03-05"),
        ("March 2024", "past", "2024-03"),
        ("October 22", "past", "2024-10-22"),
        ("October 22", "future", "2025-10-22"),
        ("October 9 and 10", "future", "2025-10-09/2025-10-10"),
        ("April 16 to 18, 2026", "future", "2026-04-16/2026-04-18"),
        ("Wednesday", "past", "2025-03-12"),
        ("Monday", "future", "2025-03-17"),
        ("Friday", "past", None),  # today, or a week ago
        ("yesterday", "past", "2025-03-13"),
        ("February 30", "past", None),
        ("October 10 to 9", "future", None),
        ("April 30", "past", None),  # eleven months ago: more likely a mistake
    ],
)
def test_a_date_is_read_where_it_is_certain(text: str, tense: str, told: str | None) -> None:
    assert iso(text, DAY_OUT, tense) == told  # type: ignore[arg-type]


def test_without_a_day_of_publication_only_a_whole_date_is_certain() -> None:
    assert iso("Monday", None, "past") is iso("March 5", None, "past") is None
    assert iso("today", None, "past") is None
    assert iso("March 5, 2024", None, "past") == "2024-03-05"


@given(st.from_regex(DAY, fullmatch=True), st.dates(date(1990, 1, 1), date(2090, 1, 1)))
def test_any_date_that_is_found_is_real_and_on_its_side_of_the_publication(
    text: str, published: date
) -> None:
    past, future = (iso(text, published, tense) for tense in ("past", "future"))
    for told in filter(None, (past, future)):
        first, _, last = told.partition("/")
        assert len(told) == 7 or date.fromisoformat(first) < date.fromisoformat(
            last or "9999-01-01"
        )
    if text[-4:].isdigit() or text in ("yesterday", "today"):
        assert past == future
    for told, sign in ((past, -1), (future, 1)):
        if told and past != future:
            away = date.fromisoformat(told[:10]) - published
            assert timedelta(0) <= sign * away <= timedelta(300)


@pytest.mark.parametrize(
    "body",
    [
        "The hospital of Arandilla has awarded Datasur the contract.",
        "The Arandilla hospital has awarded Datasur the contract.",
        "The mayor of Arandilla has praised Datasur.",
    ],
)
def test_the_town_of_a_headline_is_no_buyer(body: str) -> None:
    def buyers(name: str) -> list[str]:
        passages = [Passage(0, f"{name} renews its contract", title=True), Passage(1, body)]
        facts = find_facts(passages, ["contract_award"])
        return [fact.text for fact in facts if fact.kind == "buyer"]

    assert buyers("Arandilla") == buyers("Soria") == []  # told by the article, and by a table
    assert buyers("Lumenor") == ["Lumenor"]


def test_a_vendor_may_be_called_like_a_town() -> None:
    text = "The hospital group has awarded the vendor Soria the contract."
    (fact,) = find_facts([Passage(0, text)], ["contract_award"])
    assert (fact.kind, fact.text) == ("supplier", "Soria")


@pytest.mark.parametrize(
    ("source", "kinds"),
    [
        ("Lumenor levantó 8 millones de dólares en una ronda.", ["target", "amount"]),
        ("Lumenor aportó 8 millones de dólares en una ronda.", ["amount"]),
        (None, ["amount"]),
    ],
)
def test_money_that_was_put_up_was_raised_where_the_source_says_so(
    source: str | None, kinds: list[str]
) -> None:
    text = "Lumenor put up $8 million in a funding round led by Andes Ventures."
    passage = Passage(0, text, source=source, lang="es" if source else None)
    found = find_facts([passage], ["funding"])
    assert [fact.kind for fact in found] == kinds
    assert all(text[fact.start : fact.end] == fact.text for fact in found)

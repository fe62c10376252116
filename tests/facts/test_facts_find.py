"""Facts over the passages of an article: roles by event type, amounts, dates, places, and no more."""

from __future__ import annotations

import re
import time
from datetime import UTC, date, datetime
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from nlp.article import Article, Event, Segment
from nlp.errors import ArgumentError
from nlp.facts import KINDS, Passage, facts_of, find_facts
from nlp.facts.days import DAY, iso
from nlp.facts.money import amounts
from nlp.facts.source import has_amount, name_start

TYPES = [
    "contract_award", "tender", "deployment", "product_launch", "market_exit", "merger_acquisition",
    "partnership", "funding", "financial_results", "restructuring", "regulation_policy",
    "certification", "cyber_incident", "outage", "litigation_sanction", "appointment", "conference",
]  # fmt: skip


WORDS = [
    "Sacyl", "Lumenor", "has", "awarded", "the", "contract", "tender", "to", "of", "in", "on", "for",
    "€2", "million", "March", "5,", "and", "acquired", "hospital", "Hospital", "(Nord)", "fined",
    "raised", "revenue", "worth", "will", "stop", "selling", "Tuesday", ",", ".", ";", "-", "\n", "'s",
    "£", "Ñ", "é", "\ud800", "signed", "by", "was", "held", "effective", "attack", "since", "Since",
]  # fmt: skip


def told(
    text: str, *types: str, published: str | None = "2025-03-14", **more: Any
) -> dict[str, str]:
    """The facts of one paragraph, by kind."""
    facts = find_facts([Passage(0, text, **more)], types, published)
    for fact in facts:
        assert text[fact.start : fact.end] == fact.text and fact.event in types
    return {fact.kind: fact.date or fact.text for fact in facts}


@pytest.mark.parametrize(
    ("text", "type_", "facts"),
    [
        ("Sacyl has awarded Dosilumen a €1.2 million, four-year contract.", "contract_award",
         {"buyer": "Sacyl", "supplier": "Dosilumen", "amount": "€1.2 million"}),
        ("Sacyl awards the archive to Dosilumen for €90,000.", "contract_award",
         {"buyer": "Sacyl", "supplier": "Dosilumen", "amount": "€90,000"}),
        ("The hospital group on March 3 notified the vendor Dosilumen of the €2 million contract.",
         "contract_award",
         {"supplier": "Dosilumen", "amount": "€2 million", "date": "2025-03-03"}),
        ("Dosilumen has won the contract to equip six sites.", "contract_award",
         {"supplier": "Dosilumen"}),
        ("IB-Salut has opened a €1.7 million procurement; bids are due by April 2.", "tender",
         {"buyer": "IB-Salut", "amount": "€1.7 million", "date": "2025-04-02"}),
        ("Lumenor was acquired by Grupo Tessel on Tuesday.", "merger_acquisition",
         {"buyer": "Grupo Tessel", "target": "Lumenor"}),
        ("Grupo Tessel has bought a 30% stake in Lille-based Lumenor for €4 million.",
         "merger_acquisition",
         {"buyer": "Grupo Tessel", "target": "Lumenor", "amount": "€4 million"}),
        ("Grupo Tessel has bought Lumenor's imaging business.", "merger_acquisition",
         {"buyer": "Grupo Tessel"}),
        ("The Granada company Lumenor has raised $12 million.", "funding",
         {"target": "Lumenor", "amount": "$12 million"}),
        ("CNIL has imposed a fine of €380,000 on the company Lumenor, which it accuses.",
         "litigation_sanction", {"target": "Lumenor", "amount": "€380,000"}),
        ("The ransomware attack that paralyzed Sambry Hospital (Nord) in April cost it dearly.",
         "cyber_incident", {"target": "Sambry Hospital", "place": "Nord"}),
        ("The PACS, supplied by Lumenor, went live on March 3 at the Lille university hospital.",
         "deployment",
         {"supplier": "Lumenor", "place": "Lille university hospital", "date": "2025-03-03"}),
        ("Lumenor will stop selling Lumo on December 31, 2026.", "market_exit",
         {"supplier": "Lumenor", "date": "2026-12-31"}),
        ("The congress will be held on October 9 and 10 in Annecy.", "conference",
         {"place": "Annecy", "date": "2025-10-09/2025-10-10"}),
        ("Lumenor posted revenue of €31.4 million in 2024.", "financial_results",
         {"amount": "€31.4 million"}),
        ("She takes up the post, effective April 1.", "appointment", {"date": "2025-04-01"}),
        ("The order, which takes effect on July 1, 2026, binds all.", "regulation_policy",
         {"date": "2026-07-01"}),
    ],
)  # fmt: skip
def test_what_a_sentence_tells_of_its_event(text: str, type_: str, facts: dict[str, str]) -> None:
    assert told(text, type_) == facts


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("It will be held on Tuesday the 1st.", "2025-04-01"),
        ("It will be held on Friday the 14th.", "2025-03-14"),  # today
        ("It was held on Friday the 28th.", "2025-02-28"),
        ("It will be held on Thursday the 1st.", "2025-05-01"),
        ("It will be held on Monday the 1st.", None),  # not within two months
        ("It will be held on Tuesday.", "2025-03-18"),
        ("It will be held from Tuesday, July 1, to Thursday, July 3.", "2025-07-01/2025-07-03"),
        ("It will be held from June 30 to July 3, 2025, in Bilbao.", "2025-06-30/2025-07-03"),
        ("It will be held from December 30 to January 2.", "2025-12-30/2026-01-02"),
        ("It was held from December 30 to January 2, 2025.", "2024-12-30/2025-01-02"),
        ("It will be held from July 3 to July 1.", None),
        ("It will be held on March 18, 19 and 20, 2025.", "2025-03-18/2025-03-20"),
        ("It will be held on March 18, 19, and 20.", "2025-03-18/2025-03-20"),
        ("It will be held on June 4, 11 and 18.", "2025-06-04"),
        ("It will be held on June 4, to 11 applause.", "2025-06-04"),
        ("It will be held from July 3 to Lyon.", "2025-07-03"),
    ],
)
def test_which_days_a_congress_is_held_on(text: str, expected: str | None) -> None:
    assert told(text, "conference").get("date") == expected


@pytest.mark.parametrize(
    ("text", "target"),
    [
        ("The Cnil fined €800,000 to Lumenor for what it did.", "Lumenor"),
        ("On September 5, the Cnil fined €800,000 against Lumenor.", "Lumenor"),
        ("The Cnil has fined 1.5 million euros on the vendor Lumenor.", "Lumenor"),
        ("The Cnil will fine $2.5 million to Lumenor, which appealed.", "Lumenor"),
        ("AEPD fines €500,000 to Lumenor", "Lumenor"),
        ("The Cnil fined €800,000 to a hospital in Lyon.", None),
        ("The Cnil fined Lumenor €800,000.", "Lumenor"),
        ("Lumenor fined €800,000 for what it did.", "Lumenor"),
        ("Lumenor fined €800,000 on March 3.", "Lumenor"),
        ("Lumenor fined €800,000 on appeal.", "Lumenor"),
        ("Lumenor was fined €1.5 million on the Cnil's proposal.", "Lumenor"),
        ("Lumenor has been fined €1.5 million by the Cnil.", "Lumenor"),
    ],
)
def test_who_fines_is_not_who_is_fined(text: str, target: str | None) -> None:
    assert told(text, "litigation_sanction").get("target") == target


@pytest.mark.parametrize(
    ("text", "type_"),
    [
        ("Sacyl has awarded Dosilumen a medal.", "contract_award"),
        ("Sacyl has chosen Dosilumen Flux for its wards.", "contract_award"),  # maybe a product
        ("Penalties of €500 an hour are set.", "contract_award"),
        ("We mistakenly reported that Dosilumen had won the contract, worth €2 million.",
         "contract_award"),
        ("Prosecutors asked for a €250,000 fine.", "litigation_sanction"),
        ("The company must pay €1,800 in legal costs, ordered the court.", "litigation_sanction"),
        ("The price is put at between €27 million and €30 million.", "merger_acquisition"),
        ("Each project may receive up to €60,000.", "funding"),
        ("The incident was disclosed by the hospital on Wednesday.", "outage"),
        ("Sacyl has awarded Dosilumen a €1.2 million contract.", "opinion"),
    ],
)  # fmt: skip
def test_what_is_not_sure_is_absent(text: str, type_: str) -> None:
    assert told(text, type_) == {}


def test_a_company_named_as_one_elsewhere_may_be_chosen() -> None:
    passages = [
        Passage(0, "Sacyl picks Dosilumen", title=True),
        Passage(1, "Three bids were read. The vendor Dosilumen had the best."),
    ]
    found = find_facts(passages, ["contract_award"])
    assert [(f.kind, f.text, f.segment) for f in found] == [
        ("buyer", "Sacyl", 0),
        ("supplier", "Dosilumen", 0),
    ]


def test_the_body_comes_before_the_title_and_each_kind_once() -> None:
    passages = [
        Passage(0, "Sacyl awards €3.3 million contract", title=True),
        Passage(1, "Sacyl has awarded Lumenor a €3,297,540 contract."),
        Passage(2, "Sacyl awarded Dosilumen a €1 million contract in 2019."),
    ]
    found = find_facts(passages, ["contract_award", "tender"])
    assert [(f.kind, f.text, f.segment) for f in found] == [
        ("buyer", "Sacyl", 1),
        ("supplier", "Lumenor", 1),
        ("amount", "€3,297,540", 1),
    ]


def test_a_headline_in_capitals_tells_no_names() -> None:
    text = "Regional Hospital Group Picks Lumenor To Supply New Archive"
    assert told(text, "contract_award", title=True) == {}


def test_a_translation_is_held_against_its_source() -> None:
    text = "Mendocine Zonda Salud has raised €2.5 million in a seed round."
    source = "La mendocina Zonda Salud cierra una ronda de 2,5 millones de euros."
    more = {"source": source, "lang": "es"}
    assert told(text, "funding", **more) == {"target": "Zonda Salud", "amount": "€2.5 million"}
    assert told(text.replace("Zonda", "Wave"), "funding", **more) == {"amount": "€2.5 million"}
    assert told(text.replace("2.5", "25"), "funding", **more) == {"target": "Zonda Salud"}


def test_an_institution_has_another_name_in_the_source() -> None:
    assert name_start("Madrid Health Service", "el Servicio Madrileño de Salud") == 0
    assert name_start("Lumenor", "la empresa Lúmenor") is None
    (money,) = amounts("for 2.318 million pesos")
    assert not has_amount(money, "ingresos por 2,318 millones de pesos", "es")  # in Mexico billions
    (money,) = amounts("for 18,427,000 pesos")
    assert has_amount(money, "una multa de 18,427,000 pesos", "es")


def article(*segments: Segment, **changes: Any) -> Article:
    event = Event("contract_award", 0.9, True)
    given = {"lang": "en", "events": (event,), "segments": segments, **changes}
    return Article.new("x", published="2025-03-14").with_(**given)


def test_spans_are_those_of_the_segment_s_english() -> None:
    menu = Segment("Sacyl has awarded Opaline a contract.", label="boilerplate")
    own = Segment("\n Sacyl has awarded Lumenor a contract.", label="content")
    french = Segment(
        "Lumenor a signé un contrat de 2 M€.", lang="fr", label="content",
        en=" It is a contract worth €2 million.",
    )  # fmt: skip
    found = facts_of(article(menu, own, french))
    assert [(f.kind, f.segment) for f in found] == [("buyer", 1), ("supplier", 1), ("amount", 2)]
    assert own.text[found[1].start : found[1].end] == "Lumenor"
    assert french.en and french.en[found[2].start : found[2].end] == "€2 million"


@pytest.mark.parametrize("events", [(), (Event("uncertain", 0.3, True), Event("tender", 0.3))])
def test_without_a_type_there_are_no_facts(events: tuple[Event, ...]) -> None:
    text = Segment("Sacyl has awarded Lumenor a contract.", label="content")
    assert facts_of(article(text, events=events)) == ()


@settings(max_examples=60)
@given(
    st.lists(
        st.sampled_from(WORDS),
        max_size=40,
    ),
    st.lists(st.sampled_from(TYPES), min_size=1, max_size=3, unique=True),
    st.none() | st.sampled_from(["2025-03-14", "2025", "14/03/2025", ""]),
)
def test_any_text_gives_facts_that_stand_in_it(
    words: list[str], types: list[str], published: str | None
) -> None:
    text = " ".join(words)
    found = find_facts([Passage(3, text)], types, published)
    assert len({(f.kind, f.event) for f in found}) == len(found)
    for fact in found:
        assert fact.kind in KINDS and fact.event in types and fact.segment == 3
        assert fact.text and text[fact.start : fact.end] == fact.text
        assert (fact.value is not None) == (fact.kind == "amount")
        assert (fact.date is not None) == (fact.kind == "date")


@pytest.mark.parametrize(
    "unit",
    [
        *("Sacyl A B C, d, ", "Sacyl of the Lumenor awarded to ", "A a ", "A, ", "€2 million contract "),
        *("Hospital in A, ", "contract for ", "signed on March ", "will stop ", "A d'A ", "(A) ", "1,"),
        *("annulled the contract ", "not to fine ", "denies that it ", ", which a, ", " and A was ", "was to "),
        *("A was fined but the ", "the fine but then cancelled ", "In 2021, ", "refused to annul a "),
    ],
)  # fmt: skip
def test_a_text_without_sense_is_read_in_time(unit: str) -> None:
    """Sentences as long as any that is read, of words that many patterns begin with: no blow-up."""
    sentence = (unit * 800)[:790] + "."
    started = time.process_time()
    find_facts([Passage(0, " ".join([sentence] * 5))], TYPES, "2025-03-14")
    assert time.process_time() - started < 1
    assert find_facts([Passage(0, unit * 9000)], TYPES) == ()  # too long for a sentence


AWARD = Passage(0, "Sacyl has awarded Dosilumen a €1.2 million, four-year contract.")


@pytest.mark.parametrize(
    ("passages", "types"),
    [([AWARD], "contract_award"), (AWARD, ["contract_award"]), (AWARD.text, ["contract_award"])],
)
def test_one_where_a_list_is_wanted_is_an_error(passages: Any, types: Any) -> None:
    with pytest.raises(TypeError, match=r'\["contract_award"\]'):
        find_facts(passages, types)


def test_a_type_that_is_none_is_an_error() -> None:
    with pytest.raises(ArgumentError, match="did you mean 'funding'"):
        find_facts([AWARD], ["contract_award", "fundng"])
    with pytest.raises(ArgumentError, match="known are contract_award, tender"):
        find_facts([AWARD], ["strike"])
    assert find_facts([AWARD], ["uncertain", "other"]) == ()
    own = Event("strike", 0.9, True), Event("contract_award", 0.8)  # a model's own beside ours
    text = Segment(AWARD.text, label="content")
    assert [f.kind for f in facts_of(article(text, events=own))] == ["buyer", "supplier", "amount"]


@pytest.mark.parametrize(
    "published",
    ["2025-03-14", "14/03/2025", date(2025, 3, 14), datetime(2025, 3, 14, 9, tzinfo=UTC)],
)
def test_a_day_of_publication_may_be_text_or_a_date(published: Any) -> None:
    text = "Lumenor was acquired by Grupo Tessel; the deal was signed on Tuesday."
    found = find_facts([Passage(0, text)], ["merger_acquisition"], published)
    assert [fact.date for fact in found if fact.date] == ["2025-03-11"]


def test_a_day_of_publication_that_tells_none_is_an_error() -> None:
    with pytest.raises(ArgumentError, match=r"'yesterday' tells no day.*2025-05-31"):
        find_facts([AWARD], ["contract_award"], "yesterday")
    text = Segment(AWARD.text, label="content")
    assert facts_of(article(text).with_(published="yesterday"))  # an archive may say what it likes


@pytest.mark.parametrize("kind", [list, tuple])
def test_lists_and_tuples_are_lists(kind: Any) -> None:
    found = find_facts(kind([AWARD]), kind(["contract_award"]))
    assert {fact.kind for fact in found} == {"buyer", "supplier", "amount"}
    assert find_facts(kind(), kind()) == ()


@pytest.mark.parametrize(
    ("british", "american"),
    [
        ("3 March 2025", "March 3, 2025"),
        ("Tuesday 4 March", "Tuesday, March 4"),
        ("19 to 21 May 2025", "May 19 to 21, 2025"),
        ("19-21 May", "May 19-21"),
        ("18, 19 and 20 March 2025", "March 18, 19 and 20, 2025"),
        ("4, 11 and 18 June", "June 4, 11 and 18"),
        ("30 June to 3 July", "June 30 to July 3"),
        ("Tuesday 1 July to Thursday 3 July 2025", "Tuesday, July 1 to Thursday, July 3, 2025"),
        ("31 February 2025", "February 31, 2025"),
    ],
)
@pytest.mark.parametrize("tense", ["past", "future"])
def test_a_british_date_is_that_of_the_american_one(
    british: str, american: str, tense: Any
) -> None:
    for text in (british, american):
        found = re.match(DAY, text)
        assert found and found[0] == text
    published = date(2025, 2, 1)
    assert iso(british, published, tense) == iso(american, published, tense)
    assert iso(british, None, tense) == iso(american, None, tense)


def test_a_day_of_british_style_stands_between_the_roles_too() -> None:
    text = "The hospital group on {} notified the vendor Dosilumen of the €2 million contract."
    for day in ("3 March", "March 3"):
        assert told(text.format(day), "contract_award") == {
            "supplier": "Dosilumen", "amount": "€2 million", "date": "2025-03-03",
        }  # fmt: skip


@pytest.mark.parametrize(
    ("published", "text", "type_"),
    [
        ("0001-01-01", "The contract with Altessa was signed on Friday.", "contract_award"),
        ("0001-01-01T00:00:00", "The attack of yesterday hit the hospital.", "cyber_incident"),
        ("9999-12-31", "The system will be withdrawn on Friday the 13th.", "market_exit"),
        (date.min, "The attack of yesterday hit the hospital.", "cyber_incident"),
        (date.max, "The system will be withdrawn on Friday.", "market_exit"),
    ],
)
def test_a_day_that_stands_for_none_makes_no_date_certain(
    published: Any, text: str, type_: str
) -> None:
    """What programs write where they know no day; nothing can be counted back or on from there."""
    assert not [f for f in find_facts([Passage(0, text)], [type_], published) if f.kind == "date"]


def test_a_figure_without_end_is_no_amount() -> None:
    """It would be an infinite number, which no record can hold."""
    [fact] = find_facts(
        [Passage(0, "The hospital signed a contract worth €123,456,789,012,345.")],
        ["contract_award"],
    )
    assert fact.value == 123_456_789_012_345
    for figure in ("9" * 400, "1,123,456,789,012,345"):
        text = f"The hospital signed a contract worth €{figure} million."
        assert find_facts([Passage(0, text)], ["contract_award"]) == ()


def test_an_amount_is_that_of_the_deal_right_before_it() -> None:
    """What was annulled is another contract, further back in the sentence."""
    text = "The court annulled the contract with Lumenor and the hospital awarded a contract worth €2 million."
    assert told(text, "contract_award") == {"amount": "€2 million"}


def test_a_comma_that_may_be_of_thousands_or_decimals_makes_no_amount_sure() -> None:
    (money,) = amounts("€2.318 million")
    assert not has_amount(money, "un contrato por 2,318 millones", "es")
    assert has_amount(money, "un contrato por 2.318.000 euros", "es")


def test_a_short_form_in_brackets_is_no_part_of_what_follows_a_name() -> None:
    text = "The ministry awarded Kunan (KNN) a €2 million grant."
    assert told(text, "funding") == {"target": "Kunan", "amount": "€2 million"}


def test_words_that_were_read_for_one_type_are_not_read_for_another() -> None:
    text = "A tender for a contract worth €2 million was opened."
    for types in (["contract_award", "tender"], ["tender", "contract_award"]):
        found = find_facts([Passage(0, text)], types)
        assert [(f.kind, f.event) for f in found] == [("amount", types[0])]


@pytest.mark.parametrize("place", ["San Fernando", "Santa Fe", "Santo Domingo"])
def test_a_town_that_is_called_after_a_saint_is_no_person(place: str) -> None:
    assert told(f"The congress will be held in {place}.", "conference") == {"place": place}

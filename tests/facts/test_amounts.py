"""Amounts of fines and penalties, of earlier rounds, and in which currency the source has them."""

from __future__ import annotations

import pytest

from nlp.facts import Passage, find_facts


def amounts(text: str, event: str, published: str | None = "2025-05-14") -> list[str]:
    found = find_facts([Passage(0, text)], [event], published)
    return [fact.text for fact in found if fact.kind == "amount"]


@pytest.mark.parametrize(
    ("text", "amount"),
    [
        ("Cnil fines Médilogis €800,000", "€800,000"),
        ("Cnil fines medical software vendor €800,000", "€800,000"),
        ("The AEPD fines Asepeyo €1.2 million for a leak.", "€1.2 million"),
        ("The AEPD fines the hospital of Lugo nearly €50,000.", "€50,000"),
        ("The AEPD fines Asepeyo a total of €1.2 million.", "€1.2 million"),
        ("The CNIL imposed a penalty of €800,000 on Médilogis.", "€800,000"),
        ("The CNIL has imposed an administrative penalty of €800,000 on it.", "€800,000"),
        ("The court upheld the penalty of €800,000.", "€800,000"),
    ],
)
def test_what_a_fine_comes_to(text: str, amount: str) -> None:
    assert amounts(text, "litigation_sanction") == [amount]


@pytest.mark.parametrize(
    "text",
    [
        "GDPR fines of €20 million are possible.",
        "Last year, fines totaling €55 million were imposed.",
        "The CNIL's fines reached €55 million.",
        "Fines on hospitals for leaks of data reach €2 million.",
        "The law provides for fines and costs of €10,000.",
        "It issued fines in Spain to hospitals worth €3 million.",
        "Penalties of €500 an hour are set.",
        "It imposed a daily penalty of €1,000 on Lumenor.",
        "It imposed a penalty of €1,000 for each day of delay.",
        "The contract has a penalty of €10,000.",
    ],
)
def test_what_is_no_fine_of_anybody(text: str) -> None:
    assert amounts(text, "litigation_sanction") == []


def test_who_has_a_penalty_imposed_is_a_target() -> None:
    text = "The CNIL imposed a penalty of €800,000 on Médilogis."
    found = find_facts([Passage(0, text)], ["litigation_sanction"])
    assert [(f.kind, f.text) for f in found] == [("target", "Médilogis"), ("amount", "€800,000")]


@pytest.mark.parametrize(
    ("text", "event"),
    [
        ("Kunan had raised a seed round of $800,000 in 2021.", "funding"),
        ("Kunan had raised a seed round of $800,000.", "funding"),
        ("It had already raised €1.2 million.", "funding"),
        ("The company said that it had previously raised €1.2 million.", "funding"),
        ("In 2022, it had raised €1.2 million.", "funding"),
        ("In March 2022, it raised €1.2 million.", "funding"),
        ("It raised €1.2 million in a round led by Kaszek in 2022.", "funding"),
        ("Dedalus, which had bought Lumenor for €40 million, is for sale.", "merger_acquisition"),
        ("Lumenor was bought by Dedalus for €40 million in 2019.", "merger_acquisition"),
        ("In 2019 Sacyl awarded Lumenor the contract for €40 million.", "contract_award"),
    ],
)
def test_an_earlier_deal_is_another(text: str, event: str) -> None:
    assert amounts(text, event) == []


@pytest.mark.parametrize(
    ("text", "event", "published"),
    [
        ("Kunan raised €7.5 million in 2025.", "funding", "2025-05-14"),
        ("Kunan announced that it had raised €7.5 million.", "funding", "2025-05-14"),
        ("Kunan said on Monday it had raised €7.5 million.", "funding", "2025-05-14"),
        ("Founded in 2019, Kunan has raised €7.5 million.", "funding", "2025-05-14"),
        ("In 2025, Kunan, founded in 2019, raised €7.5 million.", "funding", "2025-05-14"),
        ("Kunan raised €7.5 million from a fund created in 2019.", "funding", "2025-05-14"),
        ("Kunan raised €7.5 million in December 2024.", "funding", "2025-01-14"),
        ("Kunan raised €7.5 million in 2021.", "funding", None),
        ("Sacyl awarded Kunan a contract worth €7.5 million in 2024.", "contract_award", "2025-05-14"),
        ("Dedalus acquired Kunan for €7.5 million in 2024.", "merger_acquisition", "2025-05-14"),
    ],
)  # fmt: skip
def test_the_deal_of_the_article_stays(text: str, event: str, published: str | None) -> None:
    assert amounts(text, event, published) == ["€7.5 million"]


@pytest.mark.parametrize(
    ("source", "lang", "currency"),
    [
        ("Kunan recaudó US$ 800.000.", "es", "USD"),
        ("Kunan recaudó U$S 800.000.", "es", "USD"),
        ("Kunan recaudó 800.000 dólares estadounidenses.", "es", "USD"),
        ("Kunan a levé 800 000 dollars américains.", "fr", "USD"),
        ("Kunan recaudó $ 800.000 y gastó US$ 500.000.", "es", None),
        ("Kunan recaudó $ 800.000, no US$ 800.000.", "es", None),
        ("Kunan recaudó 800.000 dólares.", "es", "USD"),
        ("Kunan, de Canadá, recaudó 800.000 dólares.", "es", None),
        ("Kunan a levé 800 000 dollars.", "fr", None),
        ("Kunan recaudó 800.000 dólares canadienses.", "es", None),
    ],
)
def test_the_source_tells_whose_dollars_they_are(
    source: str, lang: str, currency: str | None
) -> None:
    passage = Passage(0, "Kunan raised $800,000.", source=source, lang=lang)
    (amount,) = (f for f in find_facts([passage], ["funding"]) if f.kind == "amount")
    assert (amount.value, amount.currency) == (800_000, currency)


def test_euros_stay_what_they_are() -> None:
    passage = Passage(
        0, "Kunan raised €800,000.", source="Recaudó 800.000 euros (US$ 900.000).", lang="es"
    )
    (amount,) = (f for f in find_facts([passage], ["funding"]) if f.kind == "amount")
    assert amount.currency == "EUR"


@pytest.mark.parametrize(
    "text",
    [
        'For the 2025 financial year, the group is targeting "at least" €100 million in revenue.',
        "The group expects €100 million in revenue in 2025.",
        "It aims for at least €100 million in revenue in 2026.",
        "It forecasts revenue of €90 million this year.",
        "The group targets revenue of €100 million in 2025.",
        "The group hopes to reach revenue of €100 million.",
        "Guidance is for revenue of €45 million.",
        "Outlook for the year: revenue of €45 million.",
        "The group plans to grow to revenue of €45 million.",
        "The group confirmed its target of €45 million in revenue.",
        "It is expected to have reached revenue of €45 million.",
        "Revenue of €45 million is forecast.",
        "Revenue of €45 million by 2027 would make it first.",
        "Under the contract, revenue of €45 million in 2026 is certain.",
        "The winner is Softway Medical (850 employees, €94 million in revenue in 2024).",
        "Maincare (600 employees, revenue of €82 million in 2024) won.",
        "The vendor (revenue of €82 million, 600 people) won.",
        "It chose Lumenor (revenue of €82 million).",
    ],
)
def test_an_aim_or_a_portrait_is_no_result(text: str) -> None:
    assert amounts(text, "financial_results") == []


@pytest.mark.parametrize(
    ("text", "amount"),
    [
        ("Lumenor posted revenue of €31.4 million in 2024.", "€31.4 million"),
        ("Lumenor posted revenue of €31 million in 2025.", "€31 million"),
        ("Revenue reached €31 million, higher than the forecast of €30 million.", "€31 million"),
        ("The group exceeded its target with revenue of €31 million.", "€31 million"),
        ("The group, which expects growth in 2026, posted revenue of €31 million.", "€31 million"),
        ("In line with expectations, revenue reached €31 million.", "€31 million"),
        ("As expected, the group posted revenue of €31 million.", "€31 million"),
        ("The plan paid off: revenue reached €31 million.", "€31 million"),
        ("The year was good (revenue of €31 million, up 3%).", "€31 million"),
        ("The 850 employees made revenue of €31 million (unaudited).", "€31 million"),
        ("Revenue of €31 million, it said, will allow hiring.", "€31 million"),
        ("It will hire 20 people; revenue reached €31 million.", "€31 million"),
    ],
)
def test_revenue_that_was_made_is_a_result(text: str, amount: str) -> None:
    assert amounts(text, "financial_results") == [amount]

"""Common wordings of releases, rulings and award notices, and those beside them that tell less."""

from __future__ import annotations

import pytest

from nlp.facts import Passage, find_facts


def told(text: str, event: str) -> dict[str, str]:
    found = find_facts([Passage(0, text)], [event], "2025-03-14")
    return {fact.kind: fact.text for fact in found}


@pytest.mark.parametrize(
    ("text", "facts"),
    [
        ("Visiomed announces the acquisition of Oncodata for €12 million.",
         {"buyer": "Visiomed", "target": "Oncodata", "amount": "€12 million"}),
        ("Dedalus today announced its takeover of Onelog.", {"buyer": "Dedalus", "target": "Onelog"}),
        ("Visiomed Group announces the acquisition of 60% of Oncodata SAS.",
         {"buyer": "Visiomed Group", "target": "Oncodata SAS"}),
        ("Dedalus signed the purchase of Onelog.", {"buyer": "Dedalus", "target": "Onelog"}),
        ("Dedalus announced the acquisition of Onelog, financed by a loan.",
         {"buyer": "Dedalus", "target": "Onelog"}),
        ("Dedalus announced the acquisition of Onelog by March 31.",
         {"buyer": "Dedalus", "target": "Onelog"}),
        ("The CEO of Dedalus announced the acquisition of Onelog.", {"target": "Onelog"}),
        ("Dedalus announced the acquisition of Onelog by Visiomed.", {}),
        ("Les Annonces announced the acquisition of Onelog, for €2 million, by the group Visiomed.", {}),
        ("Dedalus announced the acquisition of three MRI scanners.", {}),
        ("Dedalus announced the acquisition of a robot.", {}),
        ("The hospital announced the acquisition of Onelog licenses.", {}),
        ("Dedalus announced the planned acquisition of Onelog.", {}),
    ],
)  # fmt: skip
def test_an_acquisition_is_announced(text: str, facts: dict[str, str]) -> None:
    assert told(text, "merger_acquisition") == facts


@pytest.mark.parametrize(
    ("text", "facts"),
    [
        ("Hexadata was ordered to pay €312,000 to the clinic.",
         {"target": "Hexadata", "amount": "€312,000"}),
        ("Hexadata ordered to pay €312,000 to the clinic", {"target": "Hexadata", "amount": "€312,000"}),
        ("Vendor ordered to pay €200,000 to hospital", {"amount": "€200,000"}),
        ("The court ordered Hexadata to pay the clinic €312,000.",
         {"target": "Hexadata", "amount": "€312,000"}),
        ("The court ordered Hexadata to pay €312,000 in damages.",
         {"target": "Hexadata", "amount": "€312,000"}),
        ("The company Hexadata has been ordered to pay the clinic €312,000 in damages.",
         {"target": "Hexadata", "amount": "€312,000"}),
        ("Hexadata was ordered to pay €312,000 in damages and €5,000 in costs.",
         {"amount": "€312,000"}),
        ("Hexadata was ordered to pay €5,000 in costs.", {}),
        ("Hexadata was ordered to pay the clinic's costs of €4,000.", {}),
        ("Hexadata was not ordered to pay €5,000.", {}),
        ("Hexadata had been ordered to pay €5,000.", {}),
        ("The lawyer wants Hexadata to be ordered to pay €5,000.", {}),
        ("Hexadata could be ordered to pay €5,000.", {}),
        ("The clinic claims €312,000 in damages from Hexadata.", {}),
        ("The vendor was ordered to pay €1,000 for each day of delay.", {}),
    ],
)  # fmt: skip
def test_who_is_ordered_to_pay(text: str, facts: dict[str, str]) -> None:
    assert told(text, "litigation_sanction") == facts


@pytest.mark.parametrize("event", ["contract_award", "tender"])
@pytest.mark.parametrize(
    ("text", "amount"),
    [
        ("The amount: €6.2 million including tax over 5 years.", "€6.2 million"),
        ("Maximum amount: €11.4 million excluding tax.", "€11.4 million"),
        ("The maximum amount is €11.4 million", "€11.4 million"),
        ("The contract amounts to €6.2 million.", "€6.2 million"),
        ("The four-year contract with Lumenor amounts to nearly €6.2 million.", "€6.2 million"),
        ("It has a maximum amount of €11.4 million.", "€11.4 million"),
        ("Amount of the contract: €6.2 million.", "€6.2 million"),
        ("Amount (excluding tax): €6.2 million.", "€6.2 million"),
        ("The minimum amount is €1 million.", None),
        ("The annual amount is €2 million.", None),
        ("The amount is €4 million per lot.", None),
        ("Lot 1: maximum amount: €2 million.", None),
        ("The amount of the previous contract: €2 million.", None),
        ("The amount of the guarantee: €2 million.", None),
        ("The guarantee amounts to €2 million.", None),
        ("The guarantee of the contract amounts to €2 million.", None),
        ("The contract provides that the guarantee amounts to €2 million.", None),
        ("Amount: unknown.", None),
    ],
)
def test_the_amount_of_a_notice(text: str, amount: str | None, event: str) -> None:
    assert told(text, event).get("amount") == amount


@pytest.mark.parametrize(
    ("text", "buyer"),
    [
        (
            "The Murcian Service of Health has awarded Indra the contract.",
            "Murcian Service of Health",
        ),
        ("The Basque Service of Health-Osakidetza has awarded Indra the contract.", None),
        ("The Service of Health has awarded Indra the contract.", None),
        ("The Basque Health Service has awarded Indra the contract.", "Basque Health Service"),
        ("Osakidetza has awarded Indra the contract.", "Osakidetza"),
    ],
)
def test_a_health_service_is_named_whole_or_not_at_all(text: str, buyer: str | None) -> None:
    assert told(text, "contract_award").get("buyer") == buyer
    assert told(text, "contract_award")["supplier"] == "Indra"


def test_half_a_name_of_the_body_does_not_stand_for_that_of_the_title() -> None:
    title = "Osakidetza puts out to tender the maintenance of its PACS for €11.3 million"
    body = "The Basque Service of Health-Osakidetza has put out to tender its PACS."
    found = find_facts([Passage(0, title, title=True), Passage(1, body)], ["tender"], "2025-03-14")
    assert [fact.text for fact in found if fact.kind == "buyer"] == ["Osakidetza"]


@pytest.mark.parametrize(
    ("text", "event", "facts"),
    [
        ("EsSalud awards Andina Sistemas the video service for 12 million soles", "contract_award",
         {"buyer": "EsSalud", "supplier": "Andina Sistemas", "amount": "12 million soles"}),
        ("EsSalud awards Andina Sistemas a medal for its service", "contract_award", {}),
        ("EsSalud has granted the contract to the company Andina Sistemas for its networks.",
         "contract_award", {"buyer": "EsSalud", "supplier": "Andina Sistemas"}),
        ("EsSalud has granted a day off to the company Andina Sistemas.", "contract_award", {}),
        ("Radiance announced the acquisition of the French activities of German PixHealth, for an undisclosed sum.",
         "merger_acquisition", {"buyer": "Radiance", "target": "PixHealth"}),
        ("Radiance buys the French activities from PixHealth", "merger_acquisition", {"buyer": "Radiance"}),
        ("The authority has fined the chain of dental clinics Sonría Más for mistakenly sending records.",
         "litigation_sanction", {"target": "Sonría Más"}),
        ("The authority has fined the service of the Illes Balears for sending records.",
         "litigation_sanction", {}),
        ("The equipment, supplied by Italian Dosaforma, cost €1.2 million.", "deployment",
         {"supplier": "Dosaforma", "amount": "€1.2 million"}),
        ("The second module cost €1.2 million.", "deployment", {}),
        ("The software costs €3 a month.", "deployment", {}),
        ("The Murcia Health Service has put out to tender for €38.7 million the renewal of its records.",
         "tender", {"buyer": "Murcia Health Service", "amount": "€38.7 million"}),
    ],
)  # fmt: skip
def test_who_buys_supplies_or_pays(text: str, event: str, facts: dict[str, str]) -> None:
    assert told(text, event) == facts


def test_what_a_partner_earns_is_no_fact_of_the_partnership() -> None:
    texts = [
        "Alba and Medihome sign an agreement.",
        "They are to work together.",
        "It starts in June.",
    ]
    passages = [Passage(i, text) for i, text in enumerate(texts)]
    passages.append(Passage(3, "Medihome ended 2024 with revenue of €11.5 million."))
    found = find_facts(passages, ["partnership", "financial_results"], "2025-03-14")
    assert [fact.text for fact in found if fact.kind == "amount"] == []
    (amount,) = (f for f in find_facts(passages, ["financial_results"], "2025-03-14"))
    assert amount.text == "€11.5 million"

"""Figures and days with blanks, stars, bodies that are "she", hospitals named after a day."""

from __future__ import annotations

import pytest

from tests.repair.repairers import RULES

_DAMAGED = "The informatic system of the hospital center has been attacked."


def repaired(text: str, beside: str = _DAMAGED) -> str:
    return RULES.repair_article([beside, text])[1].text


@pytest.mark.parametrize(
    ("text", "fixed"),
    [
        ("In total, 4, 800 users were trained.", "In total, 4,800 users were trained."),
        ("The breach concerns 2, 1 million people.", "The breach concerns 2.1 million people."),
        ("It will train 4, 800 users.", None),
        ("The centre treats 5, 400 a day.", "The centre treats 5,400 a day."),
        ("Of them 30% by phone, 5, 400 a day.", "Of them 30% by phone, 5,400 a day."),
        ("They have beds in rooms, 5, 400 and 410.", None),
        ("It was notified on 2 / 12 / 2021 there.", "It was notified on 2/12/2021 there."),
        ("In group 3, 120 patients came.", None),
        ("On March 12, 300 users came.", None),
        ("In phases 1, 2 million doses came.", None),
        ("The score is 2 / 12 / 40.", None),
        ("It has 2 / 13 / 2021 and 99 / 1 / 2021.", None),
    ],
)
def test_figures_with_blanks(text: str, fixed: str | None) -> None:
    wanted = text.replace("4, 800", "4,800") if "train 4" in text else fixed or text
    assert repaired(text) == wanted


@pytest.mark.parametrize(
    ("text", "fixed"),
    [
        ("*Saludtec signs.", "Saludtec signs."),
        ('"*Saludtec signs", he said.', '"Saludtec signs", he said.'),
        ("It runs *nix and a*b.", "It runs *nix and a*b."),
    ],
)
def test_stars_of_a_program(text: str, fixed: str) -> None:
    assert repaired(text, f"{_DAMAGED} The *Lumenor waits.") == fixed


@pytest.mark.parametrize(
    "beside", [_DAMAGED, f"{_DAMAGED} The price* of the *Lumenor is 3.", "It has been attacked."]
)
def test_a_star_that_opens_a_text_may_be_a_footnotes(beside: str) -> None:
    assert repaired("*Without taxes.", beside) == "*Without taxes."


@pytest.mark.parametrize(
    ("text", "fixed"),
    [
        ("The CNIL was consulted. She will give her opinion.",
         "The CNIL was consulted. It will give its opinion."),
        ("The CNIL has been seized. She will return its opinion.",
         "The CNIL has been seized. It will return its opinion."),
        ("It will give its notice. The CNIL has been seized. She will return its opinion.",
         "It will give its notice. The CNIL has been seized. It will return its opinion."),
        ("It opens. The CNIL met Durand. She will return its opinion.", None),
        ("The CEO was consulted. She will give her opinion.", None),
        ("The CNIL met Marie Durand. She will give her opinion.", None),
        ("The CNIL was consulted. It gave her a warning.", None),
    ],
)  # fmt: skip
def test_an_acronym_behind_the_is_no_woman(text: str, fixed: str | None) -> None:
    assert repaired(text) == (fixed or text)


@pytest.mark.parametrize(
    ("text", "fixed"),
    [
        ("The Hospital 12 of October opens.", "The Hospital 12 de Octubre opens."),
        ("The hospital 12 of October opens.", "The 12 de Octubre Hospital opens."),
        ("The 12 de Octubre Hospital opens.", None),
        ("The Hospital opens on the 12 of October 2024.", "The Hospital opens on 12 October 2024."),
    ],
)
def test_a_hospital_named_after_a_day(text: str, fixed: str | None) -> None:
    assert repaired(text).replace("October 12, 2024", "12 October 2024") == (fixed or text)


@pytest.mark.parametrize(
    ("text", "fixed"),
    [
        ("The region has put in march a programme.", "The region has launched a programme."),
        ("It was put in march in May.", "It was launched in May."),
        ("It will put in march the system.", "It will launch the system."),
        ("The put in march of the service waits.", "The launch of the service waits."),
    ],
)
def test_a_launch_has_the_form_of_its_verb(text: str, fixed: str) -> None:
    assert repaired(text) == fixed

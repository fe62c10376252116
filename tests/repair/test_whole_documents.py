"""Turns that whole damaged documents showed, and right sentences that look like them."""

from __future__ import annotations

import pytest

from nlp.repair import Repairer, RepairOptions


@pytest.fixture(scope="module")
def repairer() -> Repairer:
    return Repairer.load(RepairOptions(model=None, translated=True))


@pytest.mark.parametrize(
    ("damaged", "right"),
    [
        # subjects left out
        (
            "The firm gives it data. In exchange, will develop an alert.",
            "The firm gives it data. In exchange, it will develop an alert.",
        ),
        (
            "The firm grew last year. Never has borrowed.",
            "The firm grew last year. It has never borrowed.",
        ),
        (
            "Nieves Afonso has run the ward. Also was coordinator of it.",
            "Nieves Afonso has run the ward. She was also coordinator of it.",
        ),
        (
            'She said that it was no virus. Had been serviced in May, she added, "so it is not old."',
            'She said that it was no virus. It had been serviced in May, she added, "so it is not old."',
        ),
        (
            "The entry is free. Will be streamed on the site.",
            "The entry is free. It will be streamed on the site.",
        ),
        # adjectives and participles that agree in number
        ("It sells tools for clinics dentals.", "It sells tools for dental clinics."),
        ("It shows the beds availables.", "It shows the beds available."),
        ("It read 120 projects presenteds in May.", "It read 120 projects presented in May."),
        (
            "It read 120 records duly anonymizeds.",
            "It read 120 duly anonymized records.",
        ),
        # times and comparisons
        (
            "It is at 3:40 a.m. that a nurse has noted it.",
            "It was at 3:40 a.m. that a nurse noted it.",
        ),
        (
            "The more the ward is small, the more the robot is expensive.",
            "The smaller the ward, the more expensive the robot.",
        ),
        # tenses and forms
        (
            "We work on this subject since four years.",
            "We have been working on this subject for four years.",
        ),
        ("We know this vendor since 2015.", "We have known this vendor since 2015."),
        ("She has leaded the agency.", "She has led the agency."),
        ("They choosed another vendor.", "They chose another vendor."),
        ("It was sold, before to sink into debt.", "It was sold, before sinking into debt."),
        (
            "The clinic has been accredited on December 2 at stage 6.",
            "The clinic was accredited on December 2 at stage 6.",
        ),
        # negations, agreement
        (
            "Neither the doctors nor the patients do not know it.",
            "Neither the doctors nor the patients know it.",
        ),
        ("Nobody does not know it.", "Nobody knows it."),
        (
            "The unions, who denounces a lack of means, met.",
            "The unions, who denounce a lack of means, met.",
        ),
        # titles
        ("It fell to the judge Tomás Echagüe.", "It fell to Judge Tomás Echagüe."),
        ("It is led by the Pr Nadia Belkacemi.", "It is led by Professor Nadia Belkacemi."),
        # he and she
        (
            '"It works," said the manager, Fuensanta Olmos. In his view, it is cheap.',
            '"It works," said the manager, Fuensanta Olmos. In her view, it is cheap.',
        ),
        (
            '"It works," indicates Rosa Ruiz, lead author. "They know it." He himself left it.',
            '"It works," indicates Rosa Ruiz, lead author. "They know it." She herself left it.',
        ),
        # dates
        ("It opens on the 14 and 15 May.", "It opens on 14 and 15 May."),
        ("It is open until March 31 included.", "It is open until March 31."),
    ],
)
def test_turns_are_mended(damaged: str, right: str, repairer: Repairer) -> None:
    assert repairer.repair(damaged).text == right


@pytest.mark.parametrize(
    "text",
    [
        "The hospital grew last year. Never has the ward been so full.",
        "The jury met in May. Will be awarded with 30 points the speed at which it opens.",
        "The entry is free. In exchange, will the firm develop an alert?",
        "She read her needs, feeds and speeds to the newlyweds.",
        "It hired locals, nationals and professionals.",
        "It was in 2019 that the clinic moved.",
        "It is at the hospital that the patients ask.",
        "The more beds there are, the more nurses it needs.",
        "We wait for four tests.",
        "They use leaded glass.",
        "The clinic has been open since December 2.",
        "The clinic has been scheduled on December 2.",
        "Nobody has left it, and the doctors do not know it.",
        "One of the doctors who works at the clinic left.",
        "She watched the doctor Who series.",
        '"It works," said Fuensanta Olmos, who met Juan Sanz. In his view, it is cheap.',
        "His client would have accepted a warning, he said.",
        "The session is about the 14 and 15 May strikes.",
        # what the tables leave alone
        "The bill was fixed at nine, and the file was closed at 15 points.",
        "A bird with tails of blue came to the recovery room.",
        "He has passed the orders into law.",
        "They took the head of the table.",
        "The lenders of the bank share the loan.",
        "We will not discard any file.",
        "There is that smell again in the corridor.",
        "He answered the cause with another.",
        "The hospital waited until 40 of them had left.",
    ],
)
def test_right_english_is_left_alone(text: str, repairer: Repairer) -> None:
    assert repairer.repair(text).text == text

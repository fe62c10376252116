"""Turns of French in machine English, and beside them the right English that looks like them."""

from __future__ import annotations

import pytest
from repairers import RULES as REPAIRER

from nlp.repair import Repairer, RepairOptions

DAMAGED = Repairer.load(RepairOptions(model=None, translated=True))


@pytest.mark.parametrize(
    ("damaged", "mended"),
    [
        ("Tulle will not begin that in 2027.", "Tulle will not begin until 2027."),
        ("The site will not open that on Monday.", "The site will not open until Monday."),
        ("The site was not opened that in May.", "The site was not opened until May."),
        ("The tool is not used that by two doctors.", "The tool is only used by two doctors."),
        ("CNIL had not been warned that three days later.", "CNIL had only been warned three days later."),
        ("It does not cover that three of the sites.", "It covers only three of the sites."),
        ("The clinic did not buy that two robots.", "The clinic bought only two robots."),
        ("It stopped for nine days fault of technician.", "It stopped for nine days for lack of a technician."),
        ("Fault of candidates, it closed.", "For lack of candidates, it closed."),
        ("The tool is equally planned in Lille.", "The tool is also planned in Lille."),
        ("The plan includes equally a fund.", "The plan also includes a fund."),
        ("Figure equally the price of the beds.", "Also included is the price of the beds."),
        ("Jean Morel, 44 years, directs the clinic.", "Jean Morel, 44, directs the clinic."),
        ("CNIL, who has fined it, says no.", "CNIL, which has fined it, says no."),
        ("UniHA, who buys for hospitals, signed.", "UniHA, which buys for hospitals, signed."),
        ("The hospitals they are free to join.", "The hospitals are free to join."),
        ("The money would have must go to the ward.", "The money should have gone to the ward."),
        ("She would have could leave.", "She could have left."),
        ("The ward has must close.", "The ward had to close."),
        ("The nurse has can read it.", "The nurse was able to read it."),
        ("Is it that this is not a little strong?", "Is this not a little strong?"),
        ("Is it that the tool works?", "Does the tool work?"),
        ("It is at 4:15 a.m. that a nurse saw it.", "It was at 4:15 a.m. that a nurse saw it."),
        ("The judges reproach to the hospital to have lied.", "The judges criticize the hospital for having lied."),
        ("The union reproaches to the minister its silence.", "The union criticizes the minister for its silence."),
        ("It is reproached to the firm to have lied.", "The firm is accused of having lied."),
        ("The court condemned Clinique du Lac to pour \u20ac3,000.", "The court ordered Clinique du Lac to pay \u20ac3,000."),
        ("The court condemned on July 17 the clinic to pay.", "The court ordered the clinic on July 17 to pay."),
        ("The results come in May, specifies the hospital.", "The results come in May, the hospital said."),
        ("The third defeat in two years, one remarks.", "The third defeat in two years."),
    ],
)  # fmt: skip
def test_turns_are_mended(damaged: str, mended: str) -> None:
    assert DAMAGED.repair(damaged).text == mended


@pytest.mark.parametrize(
    "right",
    [
        "He did not say that in 2019.",
        "They do not do that at night.",
        "She was not told that in May.",
        "The nurse did not know that three doctors had left.",
        "It is not known that by May the site will open.",
        "It was the fault of the vendor.",
        "It is no fault of technicians.",
        "Both wards are equally important.",
        "The two share equally the cost of it.",
        "After 44 years, the clinic closed.",
        "The director of ANSM, who was there, left.",
        "Anne McCoy, who has left, said no.",
        "The hospitals they are visiting were built in 1990.",
        "The data that it has must be kept.",
        "The power it has can harm.",
        "What she has can be sold.",
        "It is at night that nurses work.",
        "The union reproached the minister for having lied.",
        "The court condemned the attack.",
        "They condemned the minister to death.",
        "The card, which specifies the hospital, is blue.",
    ],
)
def test_right_english_stays(right: str) -> None:
    assert REPAIRER.repair(right).text == right
    assert DAMAGED.repair(right).text == right

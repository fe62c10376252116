"""Fines: who is fined goes before the sum; who was fined, and noun phrases, stay as they are."""

from __future__ import annotations

import pytest
from repairers import RULES as REPAIRER


@pytest.mark.parametrize(
    ("damaged", "expected"),
    [
        ("AEPD fines €500,000 to Lumenor", "AEPD fines Lumenor €500,000"),
        ("It has fined €200,000 to Hospital Oria.", "It has fined Hospital Oria €200,000."),
        ("It fined €1.5 million against Lumenor for a leak.",
         "It fined Lumenor €1.5 million for a leak."),
        ("The court fined $2.5 million on the company.", "The court fined the company $2.5 million."),
        ("It has fined nearly 800,000 euros to the vendor Lumenor over it.",
         "It has fined the vendor Lumenor nearly 800,000 euros over it."),
        ("The AEPD may fine €9,000 to the Murcia Health Service.",
         "The AEPD may fine the Murcia Health Service €9,000."),
        ("It fined €8,000 to a hospital in Lyon in 2023.",
         "It fined a hospital in Lyon €8,000 in 2023."),
        ("It fined €8,000 to Lumenor on March 3.", "It fined Lumenor €8,000 on March 3."),
        ("It fined €8,000 to Lumenor and Opaline for it.", "It fined Lumenor and Opaline €8,000 for it."),
        ("It fined €8,000 to Lumenor and ordered it to stop.",
         "It fined Lumenor €8,000 and ordered it to stop."),
        ("It fined €8,000 to Lumenor, the vendor, for it.",
         "It imposed a fine of €8,000 on Lumenor, the vendor, for it."),
        ("It fines €8,000 to Lumenor, Opaline and Tessel.",
         "It imposes a fine of €8,000 on Lumenor, Opaline and Tessel."),
        ("It will fine €8,000 to Lumenor's rival.", "It will impose a fine of €8,000 on Lumenor's rival."),
    ],
)  # fmt: skip
def test_who_is_fined_goes_before_the_sum(damaged: str, expected: str) -> None:
    fixed = REPAIRER.repair(damaged)
    assert (fixed.text, {edit.kind for edit in fixed.edits}) == (expected, {"word_order"})


@pytest.mark.parametrize(
    "text",
    [
        "It fined Lumenor €8,000 for it.",
        "Lumenor fined €800,000 for it.",
        "Lumenor fined €800,000 on Tuesday.",
        "Lumenor fined €800,000 on the Opaline case.",
        "Lumenor was fined €800,000 on the agency's proposal.",
        "Lumenor has been fined €800,000 to the benefit of the State.",
        "It was fined €10,000 to €20,000.",
        "Companies risk fines of €10,000 to the State.",
        "The fine €20,000 to the State is due.",
        "They were fined €8,000 against the advice of the Council.",
    ],
)
def test_what_is_no_such_fine_stays(text: str) -> None:
    assert REPAIRER.repair(text).edits == ()

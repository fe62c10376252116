"""Grammar that machine English keeps of Spanish, and right sentences that look like it."""

from __future__ import annotations

import pytest

from nlp.repair import Repairer, RepairOptions


@pytest.fixture(scope="module")
def repairer() -> Repairer:
    return Repairer.load(RepairOptions(model=None, translated=True))


@pytest.mark.parametrize(
    ("damaged", "right"),
    [
        # the personal a
        ("She replaces to Iñaki Lecumberri.", "She replaces Iñaki Lecumberri."),
        ("The judge acquitted to Ana Ruiz de Haro.", "The judge acquitted Ana Ruiz de Haro."),
        ("The board elected to Marta Sanz as chair.", "The board elected Marta Sanz as chair."),
        (
            "A court condemned on July 17 to Clínica Alerce to pay 4 million pesos.",
            "A court ordered Clínica Alerce on July 17 to pay 4 million pesos.",
        ),
        (
            "The ruling obliges to the hospital to hand over the file.",
            "The ruling requires the hospital to hand over the file.",
        ),
        (
            "A leak left without telephone to 40 clinics.",
            "A leak left 40 clinics without telephones.",
        ),
        (
            "The cut leaves without power for two hours to half of the wards.",
            "The cut leaves half of the wards without power for two hours.",
        ),
        (
            "It allows family doctors consult a specialist.",
            "It allows family doctors to consult a specialist.",
        ),
        # negations
        ("We not can confirm it.", "We cannot confirm it."),
        ("The students not pay nothing.", "The students do not pay anything."),
        ("The system not exports the files.", "The system not exports the files."),
        ("The app not allows it.", "The app does not allow it."),
        ("It was not known nothing until noon.", "Nothing was known until noon."),
        ("The firm did not publish nothing.", "The firm did not publish anything."),
        # passives first
        ("Is required experience in two hospitals.", "Experience is required in two hospitals."),
        ("Are excluded the genetic tests.", "The genetic tests are excluded."),
        ("Were stolen 240 files in May.", "240 files were stolen in May."),
        (
            "During the trial, were treated 240 patients in two wards.",
            "During the trial, 240 patients were treated in two wards.",
        ),
        (
            "In 2003 was installed a program that no one wanted.",
            "In 2003, a program was installed that no one wanted.",
        ),
        (
            "It is expected the assistance of 1,300 nurses from Peru.",
            "Some 1,300 nurses are expected to attend from Peru.",
        ),
        # who is told of
        (
            "It was late, said the head of admissions, Candelaria Dorta. He thanked the neighbors.",
            "It was late, said the head of admissions, Candelaria Dorta. She thanked the neighbors.",
        ),
        (
            "The judge, Matías Benavídez, did not share it. She set the share at 20%.",
            "The judge, Matías Benavídez, did not share it. He set the share at 20%.",
        ),
        (
            "The agency has a new seat. She employs 140 people.",
            "The agency has a new seat. It employs 140 people.",
        ),
        (
            "Ana Ruiz will direct the group. Graduated in law, has worked in Lugo.",
            "Ana Ruiz will direct the group. A graduate in law, she has worked in Lugo.",
        ),
        # times and amounts
        (
            "The hospital carries since 2016 asking a second room.",
            "The hospital has been asking since 2016 for a second room.",
        ),
        (
            "The clinic takes 5 days working with paper after an attack.",
            "The clinic has been working with paper for 5 days after an attack.",
        ),
        ("The prize is worth 40 thousands of soles.", "The prize is worth 40,000 soles."),
        (
            "It will be held in Arequipa of November 18 to 20.",
            "It will be held in Arequipa from November 18 to 20.",
        ),
        # conditions
        (
            "It would have been noticed sooner if the alarm would have been connected.",
            "It would have been noticed sooner if the alarm had been connected.",
        ),
        (
            "The firm would have won if its offer would have arrived in time.",
            "The firm would have won if its offer had arrived in time.",
        ),
    ],
)
def test_spanish_grammar_is_mended(damaged: str, right: str, repairer: Repairer) -> None:
    assert repairer.repair(damaged).text == right


@pytest.mark.parametrize(
    "text",
    [
        "The file was sent to Ana Ruiz.",
        "He owes his thanks to Ana Ruiz.",
        "The contract was awarded to Marta Sanz.",
        "The minister paid a visit to Ana Ruiz.",
        "She was condemned to death.",
        "He was ordered to pay 4 million pesos.",
        "The firm left without a word to its staff.",
        "They left without paying.",
        "The app helps doctors consult a specialist.",
        "The firm decided not to pay.",
        "The nurses recommended that they not work at night.",
        "The plan is cheap but not perfect.",
        "The union asked that the patients not pay.",
        "Nobody knew, and nothing was said.",
        "Is experience required in two hospitals?",
        "Was the file found in May?",
        "During the trial, the nurses treated 240 patients.",
        "In 2003 the hospital installed a program.",
        "Ana Ruiz was there. The judge, Matías Benavídez, heard the nurse. She said that the file was lost.",
        "Ana Ruiz met Luis Sanz on Monday. He signed the contract.",
        "The trip takes five days.",
        "The talks of November 18 to 20 failed.",
        "The strike in the week of November 18 to 20 was called off.",
        "It signed on May 28 a contract for four years.",
        "They asked if the clinic would have paid.",
        "The founder has two deputies. She employs 140 people.",
        "Some 40 thousand came.",
    ],
)
def test_right_sentences_stay(text: str, repairer: Repairer) -> None:
    assert repairer.repair(text).text == text

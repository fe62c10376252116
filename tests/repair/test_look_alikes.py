"""Right English that looks like an artifact, and beside it the artifact that is mended."""

from __future__ import annotations

import pytest

from nlp.repair import Repairer, RepairOptions

REPAIRER = Repairer.load(RepairOptions(model=None))
DAMAGED = Repairer.load(RepairOptions(model=None, translated=True))


@pytest.mark.parametrize(
    "text",
    [
        "All the forms they sent in in May were unreadable.",
        "Had the nurse who called called earlier, a bed would have been free.",
        "The staff who worked worked hard.",
        "Those who know know that the network is slow.",
        "The questions he asked asked too much of the patients.",
        "The place he stayed in in Lyon has closed.",
        "What we have have others too.",
        "He said that that was the problem.",
        "The converter turns &eacute; into \u00e9, and leaves the <br> of the letter in place.",
        "Type <b> to set bold and </b> to end it.",
        "The firm she set up employs twelve people.",
        "The company has nine sites; she, the founder, plans a tenth.",
        "The board, to whom the director reports, met on Monday.",
        "The group, to whom the drug was given, did well.",
        "His predecessor, Lola Requena, whom he admires, left his office in tears.",
        "Created in 2009, the group will open a clinic in June, then will go public.",
        "Created in 2015, the plan will cover ten sites in 2017, then will reach fifty in 2020.",
        "It takes ten years using that program to see what it lacks.",
        "The Italy of the 1960s had few computers.",
        "THE LANCET has published the study.",
        "The indigenous peoples of Peru have 12 health posts, and 40 peoples have none.",
        "They came to learn, to learn, and to learn again.",
        "Kerlan Conseil and Kerlann Sant\u00e9 are two firms; Kerlann Sant\u00e9 is the older.",
        "The number free for callers is 112.",
        "They sometimes call; they always do.",
    ],
)
def test_right_english_is_kept(text: str) -> None:
    assert REPAIRER.repair(text).text == text
    assert DAMAGED.repair(text).text == text


@pytest.mark.parametrize(
    ("damaged", "mended"),
    [
        ("The hospital opened in in May.", "The hospital opened in May."),
        ("The staff who worked worked at night are tired.", "The staff who worked at night are tired."),
        ("The nurses who who work there left.", "The nurses who work there left."),
        ("She explained that that the pilot ends.", "She explained that the pilot ends."),
        ("It lets one pay, to make a call, to make a call, to make a call and read.",
         "It lets one pay, to make a call and read."),
        ("The group, to whom nine hospitals belong, is large.",
         "The group, to which nine hospitals belong, is large."),
        ("Novadoc, a start-up from Quimper, wants to sell his tool.",
         "Novadoc, a start-up from Quimper, wants to sell its tool."),
        ("His predecessor, Lola Requena, left his post in May.",
         "His predecessor, Lola Requena, left her post in May."),
        ("It now employs 60 peoples.", "It now employs 60 people."),
        ("If they falls, the alarm rings.", "If they fall, the alarm rings."),
        ("The ward of the hospital are closed.", "The ward of the hospital is closed."),
        ("An CT scan was sent.", "A CT scan was sent."),
        ("The Italy launches a plan.", "Italy launches a plan."),
        ("It is not magic wand.", "It is not a magic wand."),
        ("It depends on the age, and children need a code.", "It depends on age, and children need a code."),
        ("An app mobile free informs patients.", "A free mobile app informs patients."),
        ("THE HOSPITAL OF ALBI is renewing its beds.", "The hospital of Albi is renewing its beds."),
        ("It has a new manager.</p><p class=\"txt\">She starts in April.",
         "It has a new manager. She starts in April."),
        ("The tool is already used since May.", "The tool has been used since May."),
        ("Kerlann Sant\u00e9 grows. Kerlan Sant\u00e9 hires. Kerlann Sant\u00e9 is in Quimper.",
         "Kerlann Sant\u00e9 grows. Kerlann Sant\u00e9 hires. Kerlann Sant\u00e9 is in Quimper."),
    ],
)  # fmt: skip
def test_artifacts_are_mended(damaged: str, mended: str) -> None:
    assert REPAIRER.repair(damaged).text == mended


@pytest.mark.parametrize(
    ("damaged", "mended"),
    [
        ("He uses the telemedicine.", "He uses telemedicine."),
        ("Already is available; will arrive in June.", "It is already available; it will arrive in June."),
        ("The tool is new. Responds in two hours.", "The tool is new. It responds in two hours."),
        ("Will also be concerned the private clinics.", "The private clinics will also be concerned."),
        ("Created in 2009, the group will open a clinic in 2013, then will go public in 2018.",
         "Created in 2009, the group opened a clinic in 2013, then went public in 2018."),
        ("The hospital takes ten years using that program.",
         "The hospital has been using that program for ten years."),
    ],
)  # fmt: skip
def test_artifacts_of_a_translation_are_mended(damaged: str, mended: str) -> None:
    assert DAMAGED.repair(damaged).text == mended


def test_a_lost_subject_comes_from_the_source() -> None:
    source = "La soci\u00e9t\u00e9 emploie 45 personnes."
    assert (
        REPAIRER.repair("employs 45 people.", source, "fr").text == "The company employs 45 people."
    )
    other = "Elle emploie 45 personnes."
    assert "company" not in REPAIRER.repair("employs 45 people.", other, "fr").text


@pytest.mark.parametrize(
    "right",
    [
        "The director insisted to reporters that no data had been lost.",
        "The platform is capable to some extent.",
        "A nurse in charge to date has not been named.",
        "The group thought to be behind the attack is based in Russia.",
        "The bug, which concerns more and more hospitals, was found in May.",
        "Not any doctor can prescribe it; only specialists may.",
        "The group equipped the wards of its new hospital with tablets.",
        "Last year a doctor who has treated 4,000 patients with the device published the results.",
        "Three doctors is not a team.",
        "Ten patients is too few for a trial, the agency said.",
        "An envelope of €5 million was found in the car.",
    ],
)
def test_rare_but_right_english_stays(right: str) -> None:
    assert Repairer.load().repair(right).text == right


@pytest.mark.parametrize(
    ("english", "lang", "source"),
    [
        ("Without authorization, the doctor reportedly viewed 200 medical records.", "es",
         "Sin autorización, el médico habría consultado 200 historias clínicas."),
        ("Only one patient was reportedly affected by the error.", "fr",
         "Un seul patient aurait été touché par l'erreur."),
        ("The outage reportedly prevented twelve operations on Tuesday.", "fr",
         "La panne aurait empêché douze opérations mardi."),
        ("Dr. Anne Morel handed in her resignation to the director of the hospital on Tuesday. No one tried to stop her.",
         "fr", "Le Dr Anne Morel a remis mardi sa démission au directeur de l'hôpital. Personne ne l'a retenue."),
    ],
)  # fmt: skip
def test_what_the_source_tells_as_hearsay_or_tells_at_all_stays(
    english: str, lang: str, source: str
) -> None:
    assert Repairer.load().repair(english, source, lang).text == english

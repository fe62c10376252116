"""One example per rule of what is mended, and look-alikes that are left as they are."""

from __future__ import annotations

import pytest
from repairers import RULES as REPAIRER

from nlp.errors import ArgumentError
from nlp.repair import Repairer, RepairOptions

MENDED = {
    "mojibake": ("The AtenciÃ³n unit is open.", "The Atención unit is open."),
    "entity": ("The nurses&nbsp;and the doctors", "The nurses and the doctors"),
    "tag": ("The <b>new</b> wing opens.<br/>", "The new wing opens."),
    "french_spacing": ("It works ; nobody complains !", "It works; nobody complains!"),
    "glued": ("The module,which is free, ships.", "The module, which is free, ships."),
    "guillemets": ("He called it « a relief » .", 'He called it "a relief".'),
    "decimal": ("Use rose by 4,5 % in May.", "Use rose by 4.5% in May."),
    "euros": ("Sales of 12,4 M€ were posted.", "Sales of €12.4 million were posted."),
    "thousands": ("It covers 1 250 000 patients.", "It covers 1,250,000 patients."),
    "billions": ("It cost 2.400 millions of pesos.", "It cost 2.4 billion pesos."),
    "date": ("It opens on 3 of march of 2021.", "It opens on 3 March 2021."),
    "first": ("The rule applies the 1er July.", "The rule applies on 1 July."),
    "century": ("A XIXth century building", "A 19th century building"),
    "time": ("It stopped at 14h30.", "It stopped at 14:30."),
    "weekday": ("It closes on friday.", "It closes on Friday."),
    "double": ("It is a a good sign for for us.", "It is a good sign for us."),
    "loop": (
        "It meets in the city of the city of the city of Lugo.",
        "It meets in the city of Lugo.",
    ),
    "tag_noted": ("The site has 40 beds, it is noted.", "The site has 40 beds."),
    "site": (
        '"It is free", can one read on the portal of the region.',
        '"It is free", according to the portal of the region.',
    ),
    "lead": ("It is recalled that the ward closed.", "The ward closed."),
    "term": ("It won the call of offers.", "It won the call for tenders."),
    "left": ("The cahier des charges is ready.", "The specifications is ready."),
    "acronym": ("This breaks the RGPD.", "This breaks the GDPR."),
    "friend": ("They assisted to the congress.", "They attended the congress."),
    "idiom": ("It is in the frame of the plan.", "It is as part of the plan."),
    "preposition": ("It depends of the budget.", "It depends on the budget."),
    "order": (
        "The strategy regional of telehealth is out.",
        "The regional strategy of telehealth is out.",
    ),
    "agreement": ("The softwares are old.", "The software is old."),
    "subject": ("Is an important step for us.", "It is an important step for us."),
    "future": (
        "Created in 1991, the firm will be sold in 2003 to a rival.",
        "Created in 1991, the firm was sold in 2003 to a rival.",
    ),
    "perfect": ("It has opened a branch last year.", "It opened a branch last year."),
    "hearsay": (
        "The breach would have exposed 300 files, according to two sources.",
        "The breach reportedly exposed 300 files, according to two sources.",
    ),
    "pronoun": (
        "The vendor has grown. She hired 40 engineers in 2019.",
        "The vendor has grown. It hired 40 engineers in 2019.",
    ),
    "who": ("The project, who is late, goes on.", "The project, which is late, goes on."),
    "woman": (
        "Lucía Ferrer leads the unit. He joined in 2012.",
        "Lucía Ferrer leads the unit. She joined in 2012.",
    ),
    "place": ("It is based in the Step-of-Calais.", "It is based in the Pas-de-Calais."),
    "hospital": ("The CHU of Rennes signed.", "Rennes University Hospital signed."),
    "country": ("The Italy signed first.", "Italy signed first."),
    "profession": ("She is pharmacist in Lyon.", "She is a pharmacist in Lyon."),
    "vendor": ("The editor of the software is French.", "The vendor of the software is French."),
    "one_name": (
        "Kerlanis is sold. Kerlannis grew. Kerlanis won.",
        "Kerlanis is sold. Kerlanis grew. Kerlanis won.",
    ),
}

LEFT_ALONE = (
    "He said that that was what he had had in mind.",
    "The editor of the journal thanked the reviewers.",
    "The publisher of the newspaper resigned.",
    "Mara Collins founded the clinic; she still runs it.",
    "The queen opened the hospital, she said.",
    "The frigate left port; she carries two surgeons.",
    "It is noted in the report that costs fell.",
    "Run `a ; b` and read http://example.org/a;b ; then stop?"[:27],
    "Version 3.1.4 replaces version 3,1."[:24],
    "The North of England has four trusts.",
    "South Korea and North Macedonia signed.",
    "New York, New York: so good they named it twice.",
    "The 30 June deadline was kept.",
    "Martin and Martins are two firms.",
    "The baby will be born in June.",
    "If it had failed, it would have cost 4,000 jobs.",
    "The nurse said she would have preferred paper.",
    "In the Spain of the 1970s, few clinics had a computer.",
    "Call 900 555 123 for help.",
    "The word (sic) informations stands in the quote: informations (sic).",
    'She read "Le dossier patient dans les hôpitaux de la région" twice.',
    "def f(x):\n    return { 'a' : x } ;",
    "El hospital ha firmado el contrato con la empresa y espera los resultados .",
    "x = a + b ; y = c",
    "| a ; b | c ; d |\n| e ; f | g ; h |",
)


@pytest.mark.parametrize("name", MENDED)
def test_mended(name: str) -> None:
    damaged, expected = MENDED[name]
    assert REPAIRER.repair(damaged).text == expected


@pytest.mark.parametrize("text", LEFT_ALONE)
def test_left_alone(text: str) -> None:
    result = REPAIRER.repair(text)
    assert (result.text, result.edits) == (text, ())


def test_the_source_decides_between_two_readings() -> None:
    text = "Actually the library is closed."
    french = "Actuellement la librairie est fermée."
    assert REPAIRER.repair(text).text == text
    assert REPAIRER.repair(text, french, "fr").text == "Currently the bookstore is closed."


def test_names_come_back_from_the_source() -> None:
    fixed = REPAIRER.repair(
        "Jean Baker runs the clinic in Clermont-Strand.",
        "Jean Boulanger dirige la clinique de Clermont-Ferrand.",
        "fr",
    )
    assert fixed.text == "Jean Boulanger runs the clinic in Clermont-Ferrand."


def test_two_names_of_the_source_are_never_merged() -> None:
    text = "Medialys bought Medialis. Medialys is French."
    source = "Medialys a racheté Medialis. Medialys est français."
    assert REPAIRER.repair(text, source, "fr").text == text


def test_only_and_skip() -> None:
    text = "It rose by 4,5 % ; it it works."
    only = Repairer.load(RepairOptions(only=("number_format",))).repair(text).text
    skip = Repairer.load(RepairOptions(skip=("number_format",))).repair(text).text
    assert only == "It rose by 4.5 % ; it it works."
    assert "4,5%;" in skip


def test_unknown_class_is_refused() -> None:
    with pytest.raises(ValueError, match="unknown class 'spelling'"):
        RepairOptions(only=("spelling",))


def test_every_edit_says_why() -> None:
    for damaged, _ in MENDED.values():
        edits = REPAIRER.repair(damaged).edits
        assert edits
        assert all(edit.reason and edit.found != edit.fixed for edit in edits)


def test_dates_follow_the_style_of_the_article() -> None:
    american = ["The center opened on June 3, 2020.", "It closes on 4 of may of 2021."]
    assert REPAIRER.repair_article(american)[1].text == "It closes on May 4, 2021."
    told = Repairer.load(RepairOptions(style="us"))
    assert told.repair("It closes the 4 of may.").text == "It closes on May 4."


def test_sources_must_match_the_segments() -> None:
    with pytest.raises(ArgumentError, match="1 sources for 2 segments"):
        REPAIRER.repair_article(["a", "b"], ["x"])


@pytest.mark.parametrize(
    ("text", "source"),
    [
        ("Meeting in Vienna, they debated in Seville.", "Réunis à Vienne, puis à Séville."),
        ("They wanted \"Carte Vitale\" left as it is.", "« Carte Vitale »"),
        ("Researchers at UCI, the University of California, Irvine, agreed.", "De la UCI."),
        ("The TAC, the \"technical advisory committee\", will meet.", "El TAC se reunirá."),
        ("If the vendor would have corrected it, nobody would have known.", None),
    ],
)  # fmt: skip
def test_what_is_right_stays(text: str, source: str | None) -> None:
    assert REPAIRER.repair(text, source).text == text


def test_mojibake_leaves_straight_quotes() -> None:
    found = "â€œWe went back to paperâ€�, said the hospitalâ€™s director."
    assert REPAIRER.repair(found).text == '"We went back to paper", said the hospital\'s director.'


def test_an_acronym_gets_a_capital_only_at_the_start() -> None:
    found = REPAIRER.repair("The AVC network of the AVC.", "Le réseau AVC.").text
    assert found.lower().count("stroke") == 2 and not found.endswith("Stroke.")

"""Machine English of press archives: what is mended, and the right English beside it that stays."""

from __future__ import annotations

import pytest

from nlp.repair import Repairer, RepairOptions

REPAIRER = Repairer.load(RepairOptions(model=None))
DAMAGE = "It has 5.000 users since the 3 of march."
"""A paragraph that shows that the article is a translation."""


def mended(text: str, *, damaged: bool = True) -> str:
    """A paragraph as it comes out of an article that is damaged elsewhere, or stands alone."""
    return REPAIRER.repair_article([text, DAMAGE] if damaged else [text])[0].text


@pytest.mark.parametrize(
    ("english", "source", "lang"),
    [
        ("The director would have preferred a later date.", "Le directeur aurait préféré une date ultérieure.", "fr"),
        ("Doctors would have wanted a pilot first.", "Los médicos habrían querido un piloto antes.", "es"),
        ("The nurses would have appreciated a call.", "Les infirmières auraient apprécié un appel.", "fr"),
        ("The group would have also wished a delay.", "Le groupe aurait aussi souhaité un délai.", "fr"),
        ("A delay would have been preferred.", "Un délai aurait été préféré.", "fr"),
    ],
)  # fmt: skip
def test_a_wish_is_no_hearsay(english: str, source: str, lang: str) -> None:
    assert REPAIRER.repair(english, source, lang).text == english
    assert mended(english) == english


@pytest.mark.parametrize(
    ("english", "fixed"),
    [
        ("The group would have signed the contract.", "The group reportedly signed the contract."),
        ("The files would have been stolen.", "The files were reportedly stolen."),
        ("The work would have cost 3 million.", "The work reportedly cost 3 million."),
    ],
)
def test_hearsay_is_still_told(english: str, fixed: str) -> None:
    assert mended(english) == fixed


@pytest.mark.parametrize(
    ("text", "fixed"),
    [
        ("The session will be at the 19:30 hours.", "The session will be at 19:30."),
        ("Offers close at the 12.00 hours.", "Offers close at 12:00."),
        ("It opens at the 9.00 h.", "It opens at 9:00."),
        ("It opened at the 11 hours.", "It opened at 11:00."),
        ("They meet at the 12:30 train.", "They meet at the 12:30 train."),
        ("It works at the 24 hospitals.", "It works at the 24 hospitals."),
    ],
)
def test_a_time_behind_an_article_is_kept_whole(text: str, fixed: str) -> None:
    assert mended(text) == fixed


@pytest.mark.parametrize(
    ("text", "fixed"),
    [
        ("It cost $4.800 millones.", "It cost $4.8 billion."),
        ("COP 4.800 millones were paid.", "COP 4.8 billion were paid."),
        ("It keeps 1.200 million images.", "It keeps 1.2 billion images."),
        ("It cost 12,5 millones.", "It cost 12.5 million."),
        (
            "The bid of 2.145 billion pesos came first.",
            "The bid of 2.145 billion pesos came first.",
        ),
        ("It cost 1.25 million.", "It cost 1.25 million."),
        ("USD 12'400.000 was paid.", "USD 12,400,000 was paid."),
        ("It cost 1'200'000 francs.", "It cost 1,200,000 francs."),
        ("It cost CHF 1'234.50 a year.", "It cost CHF 1,234.50 a year."),
        ("It has 3'500 patients.", "It has 3,500 patients."),
        ("It stands 5'400 feet high.", "It stands 5'400 feet high."),
        ("He typed '90.000' in the field.", "He typed '90.000' in the field."),
    ],
)
def test_figures_of_the_south(text: str, fixed: str) -> None:
    assert mended(text) == fixed


@pytest.mark.parametrize(
    ("text", "fixed"),
    [
        ("On April 15 2022, a fine of 1 500 000 euros.", "On April 15 2022, a fine of 1,500,000 euros."),
        ("The telephone line received 1 200 000 calls.", "The telephone line received 1,200,000 calls."),
        ("The mobile app has 250 000 users.", "The mobile app has 250,000 users."),
        ("The hotline cost 350 000 euros.", "The hotline cost 350,000 euros."),
        ("It is estimated at 12 000 euros.", "It is estimated at 12,000 euros."),
        ("It is sold at 12 000 €.", "It is sold at €12,000."),
        ("Call 900 102 112.", "Call 900 102 112."),
        ("Call 900 102 112 as soon as you can.", "Call 900 102 112 as soon as you can."),
        ("The hotline is 800 123.", "The hotline is 800 123."),
        ("Phone: +34 600 123 456.", "Phone: +34 600 123 456."),
        ("Send an SMS to 38 080.", "Send an SMS to 38 080."),
    ],
)  # fmt: skip
def test_a_phone_nearby_is_no_phone_number(text: str, fixed: str) -> None:
    assert mended(text, damaged=False) == fixed


@pytest.mark.parametrize(
    "text",
    [
        "The Réseau Santé Wallon pays. The Walloon Region and Walloon doctors agree. So do Walloon nurses.",
        "The Dossier santé Québec is old. In Quebec, doctors wait. Quebec pays and Quebec says so.",
        "Fundación Instituto Catalán pays. The Catalan government and Catalan doctors wait for Catalan.",
        "The Universidad de México and the Museo de México of Mexico met the Casa de México.",
        "Hospital Quirón Málaga pays. They wait in Malaga. Malaga signs.",
        "Hospital Clínico San Carlos pays. Hospital Clínico San Carlos waits. Clinico Health signs.",
        "Hôpital Sacré-Coeur de Montréal pays. They wait in Montreal. Montreal signs.",
        "Luis Fernandez played in goal. Jesús Fernández Sanz and Ana Fernández Gil watched him.",
    ],
)
def test_english_words_and_names_of_others_are_no_misspellings(text: str) -> None:
    assert mended(text) == text


@pytest.mark.parametrize(
    ("text", "fixed"),
    [
        ("Jesús Fernández Sanz spoke. Fernandez Sanz left.", "Jesús Fernández Sanz spoke. Fernández Sanz left."),
        ("Ana Fernández spoke. Fernández left, then Fernandez came.",
         "Ana Fernández spoke. Fernández left, then Fernández came."),
        ("Lisière signed. Lisière paid the Lisiere Group.", "Lisière signed. Lisière paid the Lisière Group."),
        ("Kerlanis signed and Kerlanis paid. Kerlannis left.", "Kerlanis signed and Kerlanis paid. Kerlanis left."),
    ],
)  # fmt: skip
def test_a_lost_accent_comes_back(text: str, fixed: str) -> None:
    assert mended(text, damaged=False) == fixed


@pytest.mark.parametrize(
    ("english", "source"),
    [
        ("The Réseau Santé Wallon pays. The Walloon Region agrees.",
         "Le Réseau Santé Wallon paie. La Région wallonne est d'accord."),
        ("The Walloon Region and its doctors agree.", "Le Réseau Santé Wallon et la Région Wallonne."),
    ],
)  # fmt: skip
def test_an_adjective_of_the_source_is_no_name(english: str, source: str) -> None:
    assert REPAIRER.repair(english, source, "fr").text == english


@pytest.mark.parametrize(
    ("quotation", "date"),
    [
        ('"It works", said the director. "We wait," he added.', "December 15"),
        ('"It works," said the director.', "December 15"),
        ("It opened on October 3rd.", "December 15"),
        ("The programme runs at the centre.", "15 December"),
        ("It works.", "15 December"),
    ],
)
def test_a_comma_behind_the_closing_mark_is_no_british_style(quotation: str, date: str) -> None:
    text = "The system will start on the 15 of december with 5.000 users."
    assert REPAIRER.repair_article([text, quotation])[0].text == (
        f"The system will start on {date} with 5,000 users."
    )


def test_the_comma_counts_where_nothing_is_damaged() -> None:
    text = '"It works", he said on 28/09/2022 at the center.'
    assert REPAIRER.repair(text).text == text


@pytest.mark.parametrize(
    ("text", "fixed"),
    [
        ("At the center it opened on October 3rd.", "At the center it opened on October 3."),
        ("At the center it opens on the 20th of December.", "At the center it opens on December 20."),
        ("At the center they keep the 4th of July.", "At the center they keep the 4th of July."),
        ("At the centre it opened on 3rd October.", "At the centre it opened on 3rd October."),
    ],
)  # fmt: skip
def test_ordinals_of_american_dates(text: str, fixed: str) -> None:
    assert mended(text) == fixed
    assert mended(text, damaged=False) == text


@pytest.mark.parametrize(
    "text",
    [
        "A study in La Revue du Praticien, whose editor is a doctor, tests the software.",
        "The publisher of Le Monde informatique, IT News Info, debates on software.",
        "The editor of Le Quotidien du Médecin finds the software slow.",
        "The editor of Redacción Médica likes the software.",
        "Prescrire, whose editor is a doctor, tested the software.",
        "The editor of the British Medical Bulletin tested the software.",
        "Kerlan, whose editor declined to comment, likes the software.",
    ],
)
def test_the_editor_of_a_paper_is_no_vendor(text: str) -> None:
    assert mended(text) == text


@pytest.mark.parametrize(
    ("text", "fixed"),
    [
        ("The editor of Hespéride sells the software.", "The vendor of Hespéride sells the software."),
        ("Kerlan sells software. Its editor pays.", "Kerlan sells software. Its vendor pays."),
        ("DxCare, whose editor is French, is software.", "DxCare, whose vendor is French, is software."),
    ],
)  # fmt: skip
def test_the_editor_of_software_is_a_vendor(text: str, fixed: str) -> None:
    assert mended(text) == fixed


@pytest.mark.parametrize(
    ("text", "fixed"),
    [
        ("The CNIL has made controls. She has retained three cases.",
         "The CNIL has made controls. It has retained three cases."),
        ("The AP-HM signed. She will pay.", "The AP-HM signed. It will pay."),
        ("The agency (SERIS) is old. SERIS spoke. She waits.",
         "The agency (SERIS) is old. SERIS spoke. It waits."),
        ("The association France Assos Santé recalls the law. She asks for a delay.",
         "The association France Assos Santé recalls the law. It asks for a delay."),
        ("The minister met the CNIL. She has left.", "The minister met the CNIL. She has left."),
        ("The CEO resigned. She left.", "The CEO resigned. She left."),
        ("The DPO of the hospital resigned. She left.", "The DPO of the hospital resigned. She left."),
        ("The EHR is slow. She waits.", "The EHR is slow. She waits."),
        ("The CNIL told Dupont. She has left.", "The CNIL told Dupont. She has left."),
        ("Marie Dupont spoke. The CNIL met. She left.", "Marie Dupont spoke. The CNIL met. She left."),
    ],
)  # fmt: skip
def test_a_body_known_by_its_acronym_is_it(text: str, fixed: str) -> None:
    assert mended(text) == fixed


def test_an_acronym_alone_proves_nothing_in_right_english() -> None:
    text = "The CNIL has met. She left early."
    assert mended(text, damaged=False) == text


@pytest.mark.parametrize(
    ("text", "fixed"),
    [
        ("The emergency department remain open.", "The emergency department remains open."),
        ("The urgencies were closed.", "The emergency departments were closed."),
        ("The service of urgencies is full.", "The emergency department is full."),
        ("The rendez-vous are taken by phone.", "The appointments are taken by phone."),
        ("He has a rendez-vous.", "He has an appointment."),
        ("It handles 400 rendez-vous a day.", "It handles 400 appointments a day."),
        ("The brancardier are glad.", "The porter is glad."),
        ("The staff of the emergency department are tired.", "The staff of the emergency department are tired."),
    ],
)  # fmt: skip
def test_number_of_the_noun_and_the_verb(text: str, fixed: str) -> None:
    assert mended(text) == fixed


@pytest.mark.parametrize(
    ("text", "fixed"),
    [
        ("It gained on the exercise 2019/2020.", "It gained on the 2019/2020 financial year."),
        ("The fiscal exercise 2019/20 was good.", "The 2019/20 financial year was good."),
        ("The exercise 2019-2020 was good.", "The 2019-2020 financial year was good."),
        ("The exercise 2019 was good.", "The 2019 financial year was good."),
        ("It closed a round table of 7 million euros.", "It closed a funding round of 7 million euros."),
        ("He spoke at a round table of 12 people.", "He spoke at a round table of 12 people."),
        ("It has a template of more than 5,500 workers.", "It has a staff of more than 5,500 workers."),
        ("It wrote a template of 12 pages.", "It wrote a template of 12 pages."),
        ("The filial, which employed 40 people, closed.", "The subsidiary, which employed 40 people, closed."),
        ("It is a filial duty.", "It is a filial duty."),
        ("All is well, recalls -t-it.", "All is well, it recalls."),
        ("All is well, assured Sunday its direction.", "All is well, assured Sunday its management."),
        ("It changed its direction.", "It changed its direction."),
        ("The operations were deprogrammed.", "The operations were postponed."),
        ("Members of the cult were deprogrammed.", "Members of the cult were deprogrammed."),
    ],
)  # fmt: skip
def test_wordings_of_the_press(text: str, fixed: str) -> None:
    assert mended(text) == fixed


@pytest.mark.parametrize(
    "text",
    [
        "The Rioja Health Service signed.",
        "The Havre hospital signed.",
        "It opened. The Coruña hospital signed too.",
        "The data of the National System of Health Data (SNDS) are open.",
        "A *bold* word and *more.",
        "It runs Unix and *nix systems.",
        "Prices are net* and *all is paid.",
        "It has lists 4, 800 and 1,200.",
        "On day 3, 800 patients came.",
        "Between 1, 2 and 3 million came.",
        "It weighs 8h to the 19 h.",
    ],
)
def test_right_english_beside_the_new_rules(text: str) -> None:
    assert mended(text) == text


@pytest.mark.parametrize(
    ("text", "fixed"),
    [
        ("It is based in The Coruña.", "It is based in A Coruña."),
        ("The Rioja signed.", "La Rioja signed."),
        ("The National System of Health (SNS) pays.", "The National Health System (SNS) pays."),
        ("The Regional University Hospital Center of Nancy signed.", "Nancy University Hospital signed."),
        ("The Regional and University Hospital Center of Brest signed.", "Brest University Hospital signed."),
        ("The Regional Hospital Center of Metz-Thionville signed.", "Metz-Thionville Regional Hospital signed."),
        ("The Intercommunal Hospital Center of Créteil signed.", "Créteil Hospital signed."),
        ("They met the CHI of Poissy.", "They met Poissy Hospital."),
        ("The Hospital and University Center of Angers signed.", "Angers University Hospital signed."),
        ("A system of *remote care and (*Saludtec) signed.", "A system of remote care and (Saludtec) signed."),
        ("It has 4, 800 users.", "It has 4,800 users."),
        ("It covers 2, 1 million people.", "It covers 2.1 million people."),
        ("It took 12 .5 hours.", "It took 12.5 hours."),
        ("It opens of 8h30 to 19h and waits.", "It opens from 8:30 to 19:00 and waits."),
        ("It is open from 8h to 18h.", "It is open from 8:00 to 18:00."),
    ],
)  # fmt: skip
def test_bodies_places_figures_and_times(text: str, fixed: str) -> None:
    assert mended(text) == fixed


@pytest.mark.parametrize(
    ("text", "fixed"),
    [
        ("Decree 63/24 of January 22 stays.", "Decree 63/24 of January 22 stays."),
        ("Resolution 1234-6 of August 8 stays.", "Resolution 1234-6 of August 8 stays."),
        ("Decree 24-7 of June 5, 2025 stays.", "Decree 24-7 of June 5, 2025 stays."),
        ("Since the 6 of august it stays.", "Since 6 August it stays."),
        ("It signed on the 3 of february of 2025.", "It signed on 3 February 2025."),
        ("Hospital 12 de Octubre signed.", "Hospital 12 de Octubre signed."),
        ("It was signed on 12 de Mayo de 2025.", "It was signed on 12 May 2025."),
        ("It is of the ‘ransomware' type.", "It is of the 'ransomware' type."),
        ("It is the ‘hospitals' data’ rule.", "It is the ‘hospitals' data’ rule."),
    ],
)
def test_numbers_of_acts_names_of_days_and_single_marks(text: str, fixed: str) -> None:
    assert mended(text) == fixed


@pytest.mark.parametrize(
    ("english", "source", "lang", "fixed"),
    [
        ("Sources attribute the departure to it; it is not awarded.",
         "Fuentes atribuyen la marcha; sigue sin adjudicar.", "es", None),
        ("Anssi attributes the attack to the group.", "L'Anssi attribue l'attaque au groupe.", "fr", None),
        ("It blames an electrical fault of the contract.", "Lo atribuye a un fallo del contrato.", "es", None),
        ("They met at La Paz and 12 de Octubre.", "En La Paz y el 12 de Octubre.", "es", None),
        ("The Data Regulation stays.", "El Reglamento de Datos, en la Región de Coquimbo.", "es", None),
        ("The lot was attributed to Dedalus.", "Le lot a été attribué à Dedalus.", "fr",
         "The lot was awarded to Dedalus."),
        ("It had attributed a €1.7 million contract for phones.", "Il avait attribué un marché.", "fr",
         "It had awarded a €1.7 million contract for phones."),
        ("The fault of the court is firm.", "El fallo del tribunal es firme.", "es",
         "The ruling of the court is firm."),
        ("The Coquimbo Regulation is fourth.", "La Región de Coquimbo es la cuarta.", "es",
         "The Coquimbo Region is fourth."),
    ],
)  # fmt: skip
def test_senses_that_the_source_decides(
    english: str, source: str, lang: str, fixed: str | None
) -> None:
    assert REPAIRER.repair(english, source, lang).text == (fixed or english)

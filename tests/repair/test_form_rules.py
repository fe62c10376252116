"""Residue of mail, programs and web pages, torn and glued words, amounts: what is mended, what is left alone."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from repairers import RULES as REPAIRER

from nlp.repair.rules.foreign_places import _forms

MENDED = {
    "mail": ("The H=C3=B4tel-Dieu opens.", "The Hôtel-Dieu opens."),
    "soft_break": (
        "The trial is run=ning in four wards.",
        "The trial is running in four wards.",
    ),
    "address": ("The clinic in C%C3%A1diz opens.", "The clinic in Cádiz opens."),
    "json_letter": ("Ana\\u00efs Morel runs the ward.", "Anaïs Morel runs the ward."),
    "json_field": (
        '"text":"They said \\"later\\" again.\\nNothing moved."',
        'They said "later" again. Nothing moved.',
    ),
    "macintosh": ("The hospital of Le√≥n closes.", "The hospital of León closes."),
    "short_form": ("The nurses didn?t sign.", "The nurses didn't sign."),
    "lost_at_the_end": ("The Universit\ufffd opens.", "The Université opens."),
    "wiki": (
        "The [[Galicia (Spain)|Galician]] plan is ''free'' for [[Lugo]].{{refs}}",
        "The Galician plan is free for Lugo.",
    ),
    "section": (
        "The ward closed in May.[edit] It will not reopen.",
        "The ward closed in May. It will not reopen.",
    ),
    "notes": (
        "The ward closed.[4] It reopened in May,[5] they said.",
        "The ward closed. It reopened in May, they said.",
    ),
    "short_code": (
        '[gallery ids="4,5" size="large"]The ward opens on Monday.',
        "The ward opens on Monday.",
    ),
    "link": (
        "The [annual report](https://example.org/r) is out. [Read more](https://example.org/m)",
        "The annual report is out.",
    ),
    "script": (
        "The ward opens. googletag.cmd.push(function(){ googletag.display('top'); }); It has 20 beds.",
        "The ward opens. It has 20 beds.",
    ),
    "advertisement": (
        'It opens today. <div class="ad top">SPONSORED</div>It has 20 beds.',
        "It opens today. It has 20 beds.",
    ),
    "buttons": ("Share on FacebookTwitterThe ward opens today.", "The ward opens today."),
    "torn": (
        "The hos- pital said the sur geon an nounced it.",
        "The hospital said the surgeon announced it.",
    ),
    "counted": ("The ward has 24patients.", "The ward has 24 patients."),
    "before_a_name": ("The mayor ofToledo came.", "The mayor of Toledo came."),
    "glued": (
        "The staff hasnot seen thehospital since nextmonth.",
        "The staff has not seen the hospital since next month.",
    ),
    "opening": (
        "Ac cording to the mayor it lasts threeweeks, untilMarch.",
        "According to the mayor it lasts three weeks, until March.",
    ),
    "the": ("Thehospital is open.", "The hospital is open."),
    "latex": ("He called it ``a relief'' and left.", 'He called it "a relief" and left.'),
    "comma": ("It is old ,and nobody uses it.", "It is old, and nobody uses it."),
    "twice": ("It closed in May.. The ward,, too, is shut.", "It closed in May. The ward, too, is shut."),
    "etc": ("Pumps, beds, etc... are connected.", "Pumps, beds, etc. are connected."),
    "title_stop": ("According to Dr.Vidal it is safe.", "According to Dr. Vidal it is safe."),
    "apart": ("It takes 2 . 4 seconds (and / or more !).", "It takes 2.4 seconds (and/or more!)."),
    "sign": ("Waiting time: \u2212 12 minutes, beds: + 4.", "Waiting time: \u221212 minutes, beds: +4."),
    "minus": ("Sales fell (- 3.5 %) and rose (+ 4%).", "Sales fell (-3.5%) and rose (+4%)."),
    "unions": ("It is sold in the united kingdom.", "It is sold in the United Kingdom."),
    "title": ("It was dr Vidal who signed.", "It was Dr Vidal who signed."),
    "starts": (
        "the ward is open again. no beds were lost.",
        "The ward is open again. No beds were lost.",
    ),
    "twenty": ("A thirty of doctors left.", "About thirty doctors left."),
    "hundreds": ("It lost four hundreds of devices.", "It lost four hundred devices."),
    "million": ("About a million of masks were burnt.", "About a million masks were burnt."),
    "half": ("It cost half million euros.", "It cost half a million euros."),
    "per_hundred": ("Only 12 per hundred of them came.", "Only 12% of them came."),
    "per_cent": ("Some 12 per cent. of them, and 3 per hundred.", "Some 12% of them, and 3%."),
    "two_surnames": ("Marie DUPONT, who leads it, met Lucía ROMERO.", "Marie Dupont, who leads it, met Lucía Romero."),
    "milliard": ("It cost two thousand million euros.", "It cost two billion euros."),
    "aside": (
        'He was calm: "It costs little —explained Vidal, of the union—, and it works".',
        'He was calm: "It costs little", explained Vidal, of the union, "and it works".',
    ),
    "turn": (
        "- We had no choice, says Marc Vidal, who leads the ward.",
        '"We had no choice," says Marc Vidal, who leads the ward.',
    ),
    "left_open": (
        '"Nobody told us, said Dr Vidal, who leads the ward.',
        '"Nobody told us," said Dr Vidal, who leads the ward.',
    ),
    "negation": ("The network didn 't fail.", "The network didn't fail."),
    "brands": ("It runs on Ipad and Whatsapp.", "It runs on iPad and WhatsApp."),
    "surname": ("The award went to Lucía ROMERO on Monday.", "The award went to Lucía Romero on Monday."),
    "town": ("The ward in salamanca is open.", "The ward in Salamanca is open."),
    "ordinal": ("It is the 3.ª version of it.", "It is the third version of it."),
    "mid": ("It has met since mid February.", "It has met since mid-February."),
    "hours": ("It opens of 9 to 14 hours.", "It opens from 9:00 to 14:00."),
    "hours_between": ("It is open between the 8 and the 20 hours.", "It is open between 8:00 and 20:00."),
    "page": (
        "Accept all Manage preferences The ward opens. (Photo: file) 4 min read Sign up to our newsletter",
        "The ward opens.",
    ),
    "consent": (
        "We value your privacy Accept all cookies Reject all The ward opens.",
        "The ward opens.",
    ),
    "advertisement_mark": ("PUBLICIDAD The ward opens today.", "The ward opens today."),
    "small_words": (
        "Según the mayor, the ward opens hasta June and treats children avec their parents.",
        "According to the mayor, the ward opens until June and treats children with their parents.",
    ),
    "and": ("The doctors y the nurses came.", "The doctors and the nurses came."),
    "units": ("Each image takes 2 Go, not 40 Mo.", "Each image takes 2 GB, not 40 MB."),
    "each": ("Each soignant has a badge.", "Each caregiver has a badge."),
    "plural_acronym": ("Four ONGs have signed it.", "Four NGOs have signed it."),
    "year": ("It opens at the end of 2,027.", "It opens at the end of 2027."),
}  # fmt: skip

LEFT_ALONE = (
    "See the notes [1] and [2] of the report.",
    "The figure comes from the annual report[3] of the agency.",
    "A template writes {{ name }} where the name will stand in the markup.",
    "We reserve the right to edit or delete comments.",
    "Do nations create brands, or do brands create nations?",
    "Long- and short-term care, a full- and a part-time post.",
    "Theft and theatre; they withdrew, withheld and withstood it.",
    "An iPhone, an iPad and a visit to eBay.",
    "The seethe of the crowd, whereupon the onset of asthma.",
    "The 20th century, the 1990s, 24h and 5km.",
    "Wait... what.. no.",
    "A hundred of the beds and a million of its records.",
    "In T1 2022 the form was new.",
    "It has 2,023 patients in 2,010 beds.",
    "The school (etc.) is closed.",
    "Is it?she asked.",
    'The old band read "Mu?oz", and Peña came out as "PeÃ±a" on it.',
    'The label says "NaCl 0,9 %" on each bag.',
    "The report — explained in May — is free.",
    "The turkey in turkey stew, and nurses from reading groups.",
    "It takes from 8 to 20 hours.",
    "Write &lt;NAME&gt; in the field.",
    "The product was ugly as sin; let one in four go.",
    "Sin City, Hasta la vista and Mais oui are titles.",
    "Plot x y z, or the y axis of the chart.",
    "A ~~~ line and a ~ sign.",
    "The price is 5.5 of 10. 5 of them came.",
    "It counts 12 per hundred live births, 3 per hundred people and 5 per hundred men.",
    "The rate rose by 12 per cent. The ward closed.",
    "In September 2,014, mostly women, were treated.",
    "Cases rose in December 2,014; they fell in the year 2,015, mostly old ones.",
    "It has some at the end of 2,300, and at the start of 1,400.",
    "They met at the Victoria HIMSS conference and the Santiago UNESCO centre.",
    "It won the Camille NOVARTIS award.",
    "Camille NOVARTIS is a prize. The firm NOVARTIS pays it.",
    "The prize is called Camille UNESCO, from the UNESCO fund.",
    "In JSON the escape \\u00e9 stands for an accented e.",
    "In a URL the sequence a%C3%A9 stands for it.",
    "Use the syntax [[page|label]] to link.",
    "Conclusions: - 3 hospitals close - 5 open.",
    "The figures: - 12 beds in May.",
    "Shares: - 12% of nurses - 4% of doctors.",
    "It closed three (- 12% of beds - 3% of staff).",
    "Accept all patients, says the new rule.",
    "Accept all cookies Google sets, says the new rule.",
    "Accept all cookies, reject all doubts.",
    "Accept all cookies Reject all",
    "Advertisement Standards Authority rules against the app.",
    "ADVERTISEMENT Standards Authority rules against the app.",
    "Publicidad Exterior wins the tender.",
    "PUBLICIDAD Exterior wins the tender.",
    "His essay is a 12 min read",
    "The union reports a wait of 2 to 4 hours.",
    "There is a delay of 24 to 48 hours for results.",
    "He worked a total of 10 to 12 hours a day.",
    "It means a stay of 4 to 6 hours in the emergency room.",
    "The gap between the 8 and the 12 hours is wide; it rose from the 8 to 12 hours.",
    "It closed after an opening of 2 to 4 hours.",
    "It has a schedule of 10 to 12 hours, with opening hours of 8 to 10 hours.",
    "The ward is open from the 8 to 12 hours a day that it kept.",
)


@pytest.mark.parametrize("name", MENDED)
def test_mended(name: str) -> None:
    damaged, expected = MENDED[name]
    assert REPAIRER.repair(damaged).text == expected


@pytest.mark.parametrize("text", LEFT_ALONE)
def test_left_alone(text: str) -> None:
    assert REPAIRER.repair(text).text == text


DAMAGE = "It has 5.000 users since the 3 of march."
"""A paragraph that shows that the article is a translation."""


@pytest.mark.parametrize(
    "text",
    [
        "The union reports a wait of 2 to 4 hours.",
        "There is a delay of 24 to 48 hours for results.",
    ],
)
def test_left_alone_in_a_damaged_article_too(text: str) -> None:
    assert [r.text for r in REPAIRER.repair_article([text, DAMAGE])][0] == text


def test_with_a_source_quarters_and_halves_are_those_of_english() -> None:
    fixed = REPAIRER.repair(
        "Sales rose in T3 2021 and in the 2S 2022.", "Les ventes ont augmenté.", "fr"
    )
    assert fixed.text == "Sales rose in Q3 2021 and in H2 2022."


PLACES = (
    ("It has an office in Filadelfia and one in Nueva York.", "Tiene oficinas en Filadelfia y Nueva York.", "es",
     "It has an office in Philadelphia and one in New York."),
    ("The team of Anvers met in the Pays-Bas.", "L'équipe d'Anvers s'est réunie aux Pays-Bas.", "fr",
     "The team of Antwerp met in the Netherlands."),
    ("A company from EE. UU. bought it.", "Una empresa de EE. UU. la compró.", "es", "A company from the US bought it."),
)  # fmt: skip


@pytest.mark.parametrize(("text", "source", "lang", "expected"), PLACES)
def test_places_of_the_source_get_their_english_name(
    text: str, source: str, lang: str, expected: str
) -> None:
    assert REPAIRER.repair(text, source, lang).text == expected


@pytest.mark.parametrize(
    "text",
    [
        "The clinic opened in Filadelfia, in the Chaco.",
        "eHealth Suisse and Sinapsis Caribe signed in San José, Cartago and Los Ángeles.",
    ],
)
def test_without_damage_places_keep_their_name(text: str) -> None:
    assert REPAIRER.repair(text).text == text


def test_every_place_comes_to_rest() -> None:
    mended = 0
    for name, english in _forms().items():
        done = REPAIRER.repair(f"The team of {name} has signed.", f"Firmó el de {name}.", "es")
        assert done.settled, name
        mended += english in done.text
    assert mended > 0.95 * len(_forms())


def test_a_place_in_a_name_of_its_language_stays() -> None:
    text = "The Ciudad de Londres theatre is open."
    assert REPAIRER.repair(text, "El teatro Ciudad de Londres está abierto.", "es").text == text


PIECES = st.sampled_from(
    ("=C3=A9", "%C3%A9", "\\u00e9", "run=ning", "√©", "[[a|b]]", "{{x}}", "''y''", "[1]", "[2]", "~~z~~", "``", "''",
     "[caption id=\"1\"]", "sur vey", "hos- pital", "24beds", "thetown", "ofLugo", ",,", "..", " ,and", "1 . 5",
     "Half million", "a ten of", "beds", "of 2,023", "\"body\":\"", "\\\"", "dr Vidal", "the end.", " ", ". ", "etc...")
)  # fmt: skip


@settings(max_examples=150, deadline=None)
@given(st.lists(PIECES, max_size=12).map(" ".join) | st.lists(PIECES, max_size=12).map("".join))
def test_repair_of_a_repair_changes_nothing(text: str) -> None:
    once = REPAIRER.repair(text)
    assert REPAIRER.repair(once.text).text == once.text

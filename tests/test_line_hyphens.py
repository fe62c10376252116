"""Words that a line end parts are whole before they are translated; compounds keep their hyphen."""

from __future__ import annotations

import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from nlp.line_hyphens import parts_a_word, without_line_hyphens
from nlp.translate.prepare import tidy


@pytest.mark.parametrize(
    ("found", "wanted"),
    [
        ("Les premiers cha-\nriots", "Les premiers chariots"),
        ("trois dépar-\ntements", "trois départements"),
        ("en spécia-\r\nlistes", "en spécialistes"),
        ("les se-\n  maines", "les semaines"),
        ("au-\ntomatique", "automatique"),
        ("par-\ntement", "partement"),
        ("mi-\nnistre", "ministre"),
        ("ex-\npertise", "expertise"),
        ("voi-\nlà", "voilà"),
        ("sous-\ncription", "souscription"),
        ("une contre-\nfaçon", "une contrefaçon"),
        ("télé-\nmédecine", "télémédecine"),
        ("la valo-\nrisation", "la valorisation"),
        ("va-\nleur", "valeur"),
        ("Dépar-\ntements", "Départements"),
        ("la inteligen-\ncia", "la inteligencia"),
        ("el aprendiza-\nje", "el aprendizaje"),
        ("la asocia-\nción", "la asociación"),
        ("pertene-\nce", "pertenece"),
        ("un é-\ntablissement", "un établissement"),
        ("inter-\u2010\nx mal-\u2028gré", "inter-\u2010\nx malgré"),
        ("vice-pré-\nsident", "vice-président"),
        ("une ai-\nde-soignante", "une aide-soignante"),
        ("cel-\nles-ci", "celles-ci"),
        ("Cel-\nles-ci", "Celles-ci"),
        ("la Gran-\nde-Motte", "la Grande-Motte"),
        ("le bi-\nen-être", "le bien-être"),
        ("aujour-\nd’hui", "aujourd’hui"),
        ("Cler-\nmont-Ferrand", "Clermont-Ferrand"),
        ("une centre-\nrie", "une centrerie"),
        ("la mai-\nson", "la maison"),
        ("à la tâche-\nron", "à la tâcheron"),
    ],
)
def test_a_word_is_whole_again(found: str, wanted: str) -> None:
    assert without_line_hyphens(found) == wanted


@pytest.mark.parametrize(
    "wanted",
    [
        "un rendez-vous", "la e-santé", "el e-health", "le vice-président", "a-t-il dit", "dit-il hier",
        "elle-même", "peut-être", "celui-ci", "ces mois-là", "au-delà", "par-dessus", "là-bas", "ci-dessous",
        "vingt-quatre", "dix-sept", "soixante-dix", "mi-janvier", "mi-temps", "l'ex-directeur", "le médico-social",
        "le mot-clé", "non-respect", "sous-traitance"[:5] + "direction", "demi-journée", "télé-expertise",
        "auto-évaluation", "porte-parole", "compte-rendu", "savoir-faire", "bien-être", "est-ce que",
        "public-privé", "la colaboración público-privada", "teórico-práctico", "franco-espagnol", "hospitalo-universitaire",
        "le lien ville-hôpital", "Marie-Odile Garancher", "Seine-Saint-Denis", "Rendez-vous", "les années 2023-2024",
        "le Covid-19", "de 10-15 jours", "www.agence-sante.example", "service-presse@ars.example",
        "https://example.org/un-deux", "chu-brest.example",
    ],
)  # fmt: skip
def test_a_compound_keeps_its_hyphen_and_loses_the_line_end(wanted: str) -> None:
    first, _, then = wanted.rpartition("-")
    assert without_line_hyphens(f"{first}-\n{then}") == wanted


@pytest.mark.parametrize(
    "wanted",
    [
        "La Roche|sur-Yon", "La Roche-sur|Yon", "Boulogne|sur-Mer", "Boulogne-sur|Mer", "Aulnay-sous|Bois", "Île|de-France",
        "Île-de|France", "Pays|de-la-Loire", "Pays-de-la|Loire", "Côte|d’Azur", "Côte|d'Or", "Vaulx-en|Velin",
        "Villeneuve|lès-Avignon", "Villeneuve-lès|Avignon", "Saint|Lô", "Jean|Luc", "Marie|Jo Le Gall", "Bourg|la-Reine",
        "c’est-à|dire", "c’est|à-dire", "vis-à|vis", "vis|à-vis", "prêt-à|porter", "tête-à|tête", "est-ce|que",
        "state-of-the|art", "state-of|the-art", "face-to|face", "plug-and|play", "arc|en-ciel", "tout|en-un", "rez|de-chaussée",
        "main|d’œuvre", "trente|et-un", "trente-et|un", "le centre|ville", "une aide|soignante", "aides|soignants",
        "sage|femme", "sages|femmes", "quelques|uns", "quelques|unes", "donnez|moi", "dites|le", "avril|mai", "janvier|mars",
        "bénéfice|risque", "coût|efficacité", "coûts|bénéfices", "open|source",
    ],
)  # fmt: skip
def test_names_and_compounds_of_several_parts_keep_their_hyphens(wanted: str) -> None:
    assert without_line_hyphens(wanted.replace("|", "-\n")) == wanted.replace("|", "-")


def test_the_middle_of_a_compound() -> None:
    assert without_line_hyphens("le rez-de-\nchaussée, une mise-en-\nscène") == (
        "le rez-de-chaussée, une mise-en-scène"
    )


@pytest.mark.parametrize(
    "text",
    [
        "les soins pré-\net postopératoires", "corto-\ny largo plazo", "short-\nand long-term",
        "un logiciel -\nselon lui", "un logiciel –\nselon lui", "- un\n- deux", "fin-\n\nautre", "CHU-\nNORD",
        "NANTES-\nLe CHU signe", "Saint-\nLe maire", "Jean-\nIl dit", "RGPD-\ncompatible", "Nantes-\nLe CHU signe", "cha- riots", "cha-riots", "un\ndeux", "",
    ],
)  # fmt: skip
def test_what_is_no_parted_word_stays(text: str) -> None:
    assert without_line_hyphens(text) == text


def test_the_translator_sees_whole_words() -> None:
    assert (
        tidy("Les cha-\nriots du rendez-\nvous de\nNantes")
        == "Les chariots du rendez-vous de Nantes"
    )
    assert tidy("soins pré-\net post") == "soins pré- et post"


@given(st.text(alphabet=st.sampled_from("aeBé-‐\n\r \u20281.@/")))
def test_only_hyphens_and_white_space_go(text: str) -> None:
    kept = without_line_hyphens(text)
    assert [c for c in kept if not (c.isspace() or c in "-‐")] == [
        c for c in text if not (c.isspace() or c in "-‐")
    ]
    assert len(kept) <= len(text)


@pytest.mark.parametrize(
    "piece", ["a", "a-", "a-\n", "-\n", "- ", "-\n ", "é-\r\n", "a.b/", "1-\n"]
)
def test_time_is_linear(piece: str) -> None:
    start = time.process_time()
    without_line_hyphens(piece * (400_000 // len(piece)))
    assert time.process_time() - start < 4


@pytest.mark.parametrize(
    ("line", "following", "parts"),
    [
        ("des dépar-", "tements", True), ("des dépar-", "Tements", False), ("soins pré-", "et post", False),
        ("un logiciel -", "selon lui", False), ("CHU-", "nord", False), ("-", "un", False), ("fin", "un", False),
        ("fin-", "", False),
    ],
)  # fmt: skip
def test_a_line_that_ends_in_a_word(line: str, following: str, parts: bool) -> None:
    assert parts_a_word(line, following) is parts

"""The original and its English side by side: which part is which, whatever somebody did to either."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from nlp.beside import MOST, pairing

FRENCH = [
    "Le CHU de Nantes choisit Galénor pour son dossier patient",
    "Le CHU de Nantes a signé le 3 mars un contrat de 4,2 millions d'euros avec Galénor. Le marché porte sur 36 mois.",
    "Le logiciel équipera 12 000 professionnels sur sept sites. Personne ne regrettera le vieux système.",
    "« Nous avons attendu dix ans », a déclaré Maëlle Pengam, directrice des systèmes d'information.",
]
ENGLISH = [
    "Nantes University Hospital chooses Galénor for its patient record",
    "On March 3 Nantes University Hospital signed a €4.2 million contract with Galénor. The contract runs for 36 months.",
    "The software will equip 12,000 professionals on seven sites. Nobody will miss the old one.",
    '"We waited ten years," said Maëlle Pengam, the chief information officer.',
]
OTHER = [
    "La CNIL inflige une amende de 90 000 euros à un laboratoire de Lille",
    "La formation restreinte reproche à la société d'avoir laissé des résultats d'analyses accessibles en ligne.",
]


def test_each_segment_has_its_paragraph() -> None:
    assert list(pairing(FRENCH, ENGLISH, "fr").sources) == FRENCH


def test_a_paragraph_without_english_is_missing_and_moves_nothing() -> None:
    found = pairing(FRENCH, [ENGLISH[0], *ENGLISH[2:]], "fr")
    assert list(found.sources) == [FRENCH[0], *FRENCH[2:]] and found.missing == (1,)


def test_english_of_its_own_has_no_source() -> None:
    own = "Share on LinkedIn | Print | Send by e-mail"
    found = pairing(FRENCH, [ENGLISH[0], own, *ENGLISH[1:]], "fr")
    assert list(found.sources) == [FRENCH[0], None, *FRENCH[1:]] and not found.missing


def test_lines_around_the_original_are_of_no_segment() -> None:
    found = pairing(["Accueil | Hôpitaux", *FRENCH, "Lire aussi : Rennes"], ENGLISH, "fr")
    assert list(found.sources) == FRENCH


def test_a_sentence_that_was_left_out_stays_in_its_source() -> None:
    cut = [*ENGLISH[:1], ENGLISH[1].split(". ")[0] + ".", *ENGLISH[2:]]
    assert pairing(FRENCH, cut, "fr").sources[1] == FRENCH[1]


def test_paragraphs_need_not_be_the_same() -> None:
    one = [FRENCH[0], " ".join(FRENCH[1:3]), FRENCH[3]]
    found = pairing(one, ENGLISH, "fr")
    assert found.sources[0] == FRENCH[0] and found.sources[3] == FRENCH[3]
    assert found.sources[1] == FRENCH[1]
    lines = [line for text in FRENCH for line in text.replace(". ", ".\n").split("\n")]
    assert pairing(lines, ENGLISH, "fr").sources[1] == FRENCH[1]


def test_where_an_end_is_doubtful_there_is_no_source() -> None:
    """The last sentence shares nothing with its English; were the paragraph cut before it, the English
    would look invented."""
    half = [*FRENCH[:2], "Le logiciel équipera 12 000 professionnels sur sept sites.", "Rien."]
    found = pairing([*half, FRENCH[3]], ENGLISH, "fr")
    assert found.sources[2] in (None, " ".join(half[2:]))


def test_another_article_is_not_alike() -> None:
    right, wrong = pairing(FRENCH, ENGLISH, "fr"), pairing(OTHER, ENGLISH, "fr")
    assert right.likeness > 0.2 > 0.05 > wrong.likeness
    assert not any(wrong.sources)


def test_too_long_is_told() -> None:
    with pytest.raises(ValueError, match="sentences"):
        pairing(["Une phrase."] * (MOST + 1), ENGLISH, "fr")


@given(
    st.lists(st.sampled_from([*FRENCH, *OTHER, "", "Un.", "12"]), max_size=7),
    st.lists(st.sampled_from([*ENGLISH, "", "One.", "12", "No. Yes. No."]), max_size=7),
)
def test_no_sentence_has_two_segments_and_the_order_stays(
    french: list[str], english: list[str]
) -> None:
    found = pairing(french, english, "fr")
    assert len(found.sources) == len(english) and 0 <= found.likeness <= 1
    told = " ".join(source for source in found.sources if source)
    words = iter(" ".join(french).split())
    assert all(word in words for word in told.split())  # a subsequence of the original
    assert all(0 <= n < len(french) for n in found.missing)

"""Rare words with their English beside them: found, shown to the model, taught."""

from __future__ import annotations

import io
import random
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from nlp.checkpoints import Checkpoint
from nlp.errors import ModelError
from nlp.glossary import Glossary
from nlp.protect import SYMBOLS, find_spans, mask, unmask
from nlp.translate import glosses
from nlp.translate.glosses import Glosses
from nlp.translate.terms import TermFinder
from training.translation import glosses as made
from training.translation.annotate import Annotator

SPANISH = Glosses({"pista": ("runway", "track"), "acera": ("sidewalk",), "volcó": ("overturn",)})


def words(text: str) -> list[str]:
    return [text[s.start : s.end] for s in SPANISH.find(text)]


def test_words_are_found_whole_and_in_lower_case() -> None:
    assert words("La pista, la acera y el despistado: Plan Pista o PISTA") == ["pista", "acera"]
    assert words("«Pista mojada») y PISTA") == ["Pista"]
    assert words("Volcó en la pista-norte") == ["Volcó"]


def test_a_town_that_opens_a_sentence_is_a_name() -> None:
    french = Glosses({"guéret": ("fallow land",), "rennes": ("reindeer",)})
    assert not french.find("Guéret et Tulle se joignent au projet.")
    assert not french.find("« Rennes a signé », dit-il.")
    assert [s.english for s in french.find("Le guéret et les rennes")] == [
        "fallow land",
        "reindeer",
    ]


def test_an_elided_article_hides_no_word() -> None:
    french = Glosses({"écueil": ("pitfall",)})
    assert [s.english for s in french.find("C'est l'écueil, l’écueil.")] == ["pitfall", "pitfall"]


def test_a_gloss_stands_beside_its_word_and_takes_no_symbol() -> None:
    text = "El 12 % de la pista"
    spans = sorted([*find_spans(text, "es"), *SPANISH.find(text)])
    hidden = mask(text, spans)
    assert hidden.text == "El ⟦1⟧ de la pista ⟦a⟧ runway ⟦b⟧ track ⟦c⟧"
    assert hidden.english == {SYMBOLS[0]: "12%"}


def test_what_a_model_copies_of_a_gloss_is_not_left_in_the_english() -> None:
    assert unmask("The runway ⟦b⟧ ⟦c⟧ is wet", {}) == "The runway is wet"


def test_a_name_that_english_writes_otherwise_is_a_term_where_it_stands_so() -> None:
    finder = TermFinder(Glossary.for_translation(), "fr")
    [span] = finder.find("La rencontre de Kiev, l’an dernier")
    assert (span.kind, span.english) == ("term", "Kyiv")
    assert not finder.find("Un kiev")


@given(
    st.dictionaries(
        st.text("abcdefghijñé", min_size=1, max_size=8),
        st.lists(st.text("abc ", min_size=1, max_size=6).filter(str.strip), min_size=1, max_size=3),
        max_size=9,
    )
)
def test_what_is_written_is_read_again(table: dict[str, list[str]]) -> None:
    out = io.StringIO()
    glosses.write({"es": table}, out)
    found = glosses.read(out.getvalue().splitlines(), "x")
    assert {w: list(e) for w, e in (found["es"].table if found else {}).items()} == table


@pytest.mark.parametrize("text", ["", "a\tb\tc\n", "lang\tword\tenglish\nes\tpista\n"])
def test_a_broken_table_is_named(text: str) -> None:
    with pytest.raises(ModelError, match=r"glosses\.tsv"):
        glosses.read(text.splitlines(), "glosses.tsv")


def test_a_woman_has_her_own_english_and_other_words_are_added(tmp_path: Path) -> None:
    rows = "lang\tword\tenglish\nes\tcuñada\tbrother-in-law\nes\tpista\trunway\n"
    (tmp_path / glosses.FILE).write_text(rows, "utf-8")
    checkpoint = Checkpoint("own", tmp_path, {})
    [(lang, found)] = glosses.load(checkpoint).items()
    assert lang == "es"
    assert found.table["cuñada"] == ("sister-in-law",)
    assert found.table["pista"] == ("runway",)
    assert found.table["sobrina"] == ("niece",)


def test_training_shows_what_fits_often_and_the_rest_seldom() -> None:
    annotator = Annotator({"pairs": 0.0, "glossary": 0.0, "exchanged": 0.0}, {}, {"es": SPANISH})
    rng, settings = random.Random(1), {"fitting": 1.0, "other": 0.0}

    def shown(target: str) -> list[str]:
        found = annotator.glosses("Volcó en la pista", target, "es", rng, [], settings)
        return [s.english for s in found]

    assert shown("It overturned on the lane") == ["overturn"]  # the verb, inflected
    assert set(shown("It overturned on the tracks")) <= {"overturn", "runway", "track"}
    assert len(shown("It overturned on the tracks")) == 2
    assert shown("It fell") == []
    assert annotator.glossed("la acera", "es") == "la acera ⟦a⟧ sidewalk ⟦c⟧"
    assert annotator.glossed("le trottoir", "fr") == "le trottoir"


def test_every_form_of_a_lemma_in_use_is_listed() -> None:
    pytest.importorskip("wordfreq")
    found = made.forms({"volcar": ("overturn", "spill")}, "es")
    assert {"volcar", "volcó", "volcaron", "vuelca"} <= found.keys()
    assert "comer" not in found


def test_aligned_words_have_their_dictionary_form() -> None:
    lexicon = {"aceras": [["sidewalks", 0.6], ["pavement", 0.2], ["the", 0.05]], "va": [["x", 1]]}
    assert made.aligned(lexicon) == {"aceras": ("sidewalk", "pavement")}
    assert made.aligned({"abandonar": [["the", 0.2]]}) == {}


def test_the_written_dictionaries_are_in_order() -> None:
    for path in sorted(made.DICTIONARY.glob("*.tsv")):
        rows = [line.split("\t") for line in path.read_text("utf-8").splitlines()]
        assert all(len(row) == 2 for row in rows)
        assert [lemma for lemma, _ in rows] == sorted({lemma for lemma, _ in rows})
        assert all(
            e.strip() == e and 0 < len(e) <= 45 for _, english in rows for e in english.split("; ")
        )


def test_synthetic_sources_do_not_count(tmp_path: Path) -> None:
    rows = [
        {"lang": "es", "corpus": "es-en/pivot_x", "source": "la pista"},
        {"lang": "es", "corpus": "es-en/x", "source": "La Pista, la pista"},
    ]
    assert made.counted(rows)["es"]["pista"] == 2


def test_a_noun_with_a_capital_inside_a_sentence_is_glossed_and_a_name_is_not() -> None:
    table = glosses.Glosses(
        {
            "subsecretaría": ("undersecretariat",),
            "asunción": ("assumption",),
            "drago": ("dragon",),
            "asistencial": ("care",),
        }
    )
    found = table.find("en la Subsecretaría de la Red Asistencial de Asunción usan Drago")
    assert [span.english for span in found] == ["undersecretariat"]

"""What a pair shows the model: words with their English, the lexicon they come from, our own pairs."""

from __future__ import annotations

import random
from pathlib import Path

import pytest

from nlp.translate.traits import Evidence, Traits
from training.translation import annotate, calibrate, data, lexicon, noise, pivot

NO_NOISE = {"typography": 0.0, "accents": 0.0, "capitals": 0.0, "titles": 0.0}
ANNOTATOR = annotate.Annotator(
    {"pairs": 1.0, "glossary": 1.0, "exchanged": 0.0},
    {"fr": {"villes": [["cities", 0.6], ["towns", 0.3]], "grandes": [["large", 0.5]]}, "es": {}},
)


def vary(source: str, target: str, seed: int, annotator: annotate.Annotator = ANNOTATOR):
    recipe = {"noise": NO_NOISE, "mask": {"pairs": 0.0}, "terms": annotator.settings}
    return noise.vary(source, target, "fr", random.Random(seed), recipe, annotator)


def test_words_are_shown_with_the_english_that_the_pair_has() -> None:
    seen = {vary("Dans les villes du Nord.", "In the towns of the North.", i)[0] for i in range(20)}
    shown = "Dans les ⟦t⟧ villes ⟦=⟧ {} ⟦/t⟧ du Nord."
    assert seen == {shown.format("towns"), shown.format("town")}
    assert vary("Dans les villes du Nord.", "In the North.", 0)[0] == "Dans les villes du Nord."


def test_glossary_terms_and_neighbouring_words_are_shown() -> None:
    source, target = vary("Le cahier des charges.", "The specifications.", 1)
    assert source.startswith("Le ⟦t⟧ cahier des charges ⟦=⟧ ") and target == "The specifications."
    pairs = {vary("Les grandes villes.", "The large cities.", i)[0] for i in range(40)}
    assert any("⟦t⟧ grandes villes ⟦=⟧ large cit" in text for text in pairs)


def test_an_exchanged_word_stands_on_both_sides() -> None:
    settings = {**ANNOTATOR.settings, "exchanged": 1.0}
    words = {**ANNOTATOR.lexicon, "es": {"sol": [["sunlight", 0.9]]}}
    exchanging = annotate.Annotator(settings, words)
    changed = {vary("Des villes.", "Some cities.", i, exchanging) for i in range(30)}
    assert ("Des ⟦t⟧ villes ⟦=⟧ sunlight ⟦/t⟧.", "Some sunlight.") in changed


def test_title_case_is_made_of_longer_words() -> None:
    assert noise._title_case("Le réseau de l'agence a changé") == "Le Réseau de l'agence a Changé"


def test_our_own_pairs_are_read_and_a_bad_line_is_named(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert len(list(data.written())) > 5000  # every line that is shipped has its cells
    monkeypatch.setattr(data, "WRITTEN", tmp_path)
    (tmp_path / "a.tsv").write_text("un\tuno\tone\n")
    (tmp_path / "b_es.tsv").write_text("dos\ttwo\n")
    assert list(data.written()) == [
        ("fr-en/written", "fr", "un", "one"),
        ("es-en/written", "es", "uno", "one"),
        ("es-en/written", "es", "dos", "two"),
    ]
    (tmp_path / "c.tsv").write_text("trois\tthree\n")
    with pytest.raises(ValueError, match=r"c\.tsv, line 1"):
        list(data.written())


def test_links_become_renderings_with_their_shares() -> None:
    pairs = [(["le", "chat"], ["the", "cat"])] * 6 + [(["le", "chat"], ["a", "tomcat"])] * 2
    linked = [{(0, 0), (1, 1)}] * 8
    table = lexicon.renderings(pairs, iter(linked))
    assert table["chat"] == [("cat", 0.75), ("tomcat", 0.25)]
    assert lexicon.words("L’Éditeur dit.") == ["l'éditeur", "dit"]


def test_the_confidence_is_fitted_to_the_quality() -> None:
    rows = [Evidence(-i / 40, 10, 14, int(i > 70)).features() for i in range(100)]
    quality = [0.9 if i < 50 else 0.3 for i in range(100)]
    weights = calibrate.fit(rows, quality)
    sure = Traits(confidence=weights).sure
    assert sure(Evidence(-0.1, 10, 14, 0)) > 0.75 and sure(Evidence(-2.3, 10, 14, 1)) < 0.45


def test_spanish_of_apertium_is_kept_where_it_knows_the_words() -> None:
    assert pivot.known("La vida de *Beattie y *Hatton", 0.1)
    assert not pivot.known("La *biocuration *reúne *informaciones", 0.3)

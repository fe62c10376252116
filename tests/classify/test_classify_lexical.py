"""TF-IDF features: the same as scikit-learn's, and the same after a round trip."""

from __future__ import annotations

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from nlp.classify.lexical import BLOCKS, Lexicon, grams
from nlp.classify.text import ArticleText

TEXTS = [
    ArticleText("Hospital signs contract", ["The hospital signed a contract.", "It costs 12,000."]),
    ArticleText("Vendor leaves", ["The vendor leaves the market.", "The hospital stays."]),
    ArticleText("Nothing", []),
]
ONE = dict.fromkeys(BLOCKS, 1)


def lexicon(weights=None, least=ONE):
    counted = [grams(text) for text in TEXTS]
    return Lexicon.fit(counted, least, weights or dict.fromkeys(BLOCKS, 1.0))


def dense(found, text):
    row = found.row(grams(text))
    values = np.zeros(len(found.idf))
    values[row.index] = row.value
    return values


def test_words_are_weighted_as_scikit_learn_does():
    from sklearn.feature_extraction.text import TfidfVectorizer

    found = lexicon()
    everything = [" . ".join([t.title, *t.paragraphs]).replace("12,000", "0,0") for t in TEXTS]
    reference = TfidfVectorizer(sublinear_tf=True, ngram_range=(1, 2)).fit(everything)
    for text, whole in zip(TEXTS, everything, strict=True):
        row = reference.transform([whole]).toarray()[0]
        values = dense(found, text)
        for term, column in reference.vocabulary_.items():
            assert np.isclose(values[found.terms["words"][term]], row[column], atol=1e-6)


def test_each_block_has_the_length_of_its_weight():
    weights = {"title": 0.5, "lead": 1.0, "words": 2.0, "characters": 3.0}
    found = lexicon(weights)
    values = dense(found, TEXTS[0])
    for block in BLOCKS:
        part = values[list(found.terms[block].values())]
        assert np.isclose(np.linalg.norm(part), weights[block], atol=1e-5)


def test_rare_terms_are_left_out():
    found = lexicon(least={**ONE, "words": 2})
    assert "hospital" in found.terms["words"]
    assert "vendor" not in found.terms["words"]


def test_figures_count_alike():
    other = TEXTS[0]._replace(paragraphs=["The hospital signed a contract.", "It costs 9,5."])
    assert grams(TEXTS[0]) == grams(other)


def test_a_stored_lexicon_gives_the_same_rows():
    found = lexicon()
    again = Lexicon.from_json(found.to_json(), found.idf)
    assert np.array_equal(dense(found, TEXTS[1]), dense(again, TEXTS[1]))


@given(st.text(max_size=200), st.lists(st.text(max_size=200), max_size=3))
def test_any_text_has_finite_features_of_bounded_length(title, paragraphs):
    row = lexicon().row(grams(ArticleText(title, paragraphs)))
    assert np.isfinite(row.value).all()
    assert np.linalg.norm(row.value) <= 2.0001

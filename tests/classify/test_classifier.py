"""The classifier and its stage on a small model: labels, thresholds, abstention, bad input."""

from __future__ import annotations

import json
import shutil

import pytest
from hypothesis import given
from hypothesis import strategies as st

from nlp.article import Article, Segment
from nlp.checkpoints import find
from nlp.classify import UNCERTAIN, ArticleText, Classifier, ClassifyOptions, ClassifyStage
from nlp.classify.classifier import evidence
from nlp.classify.stage import english_of
from nlp.errors import ModelError
from nlp.stage import run_stage

TENDER = ArticleText(
    "Hospital opens tender for records", ["Offers are due in June.", "Five sites."]
)
OUTAGE = ArticleText(
    "Outage stops the laboratory", ["The network failed on Monday.", "It is back."]
)
PIANO = ArticleText("A piano for the hall", ["Patients may play it on Monday.", "It is black."])


def types(events):
    return [event.type for event in events]


def test_known_articles_get_their_types(make):
    found = make().classify([TENDER, OUTAGE, PIANO])
    assert [events[0].type for events in found] == ["tender", "outage", "other"]
    assert all(events[0].primary and events[0].score > 0.5 for events in found)


def test_a_secondary_type_needs_its_threshold(make):
    both = ArticleText(TENDER.title, [*TENDER.paragraphs, *OUTAGE.paragraphs])
    [events] = make(secondary=0.05).classify([both])
    assert types(events) == ["tender", "outage"]
    assert [event.primary for event in events] == [True, False]
    assert types(make(secondary=1.0).classify([both])[0]) == ["tender"]


def test_other_stands_alone(make):
    [events] = make(secondary=0.0).classify([PIANO])
    assert types(events) == ["other"]


def test_below_the_threshold_the_article_is_uncertain_with_candidates(make):
    [decision] = make(abstain=1.0).decide([TENDER])
    assert types(decision.events)[:2] == [UNCERTAIN, "tender"]
    assert [event.primary for event in decision.events].count(True) == 1
    [check] = decision.checks
    assert check.kind == "uncertain" and "tender" in check.detail


@pytest.mark.parametrize(
    ("text", "reason"),
    [
        (ArticleText("", []), "empty"),
        (ArticleText(" ", ["\n\t"]), "empty"),
        (ArticleText("Tender", []), "1 word"),
        (ArticleText("", ["12 345 678 !!!"]), "0 words"),
        (
            ArticleText(
                "L'hôpital ouvre un appel d'offres pour ses dossiers",
                ["Les offres sont attendues au mois de juin par la direction du groupement."],
            ),
            "not in English",
        ),
    ],
)
def test_what_cannot_be_classified_is_uncertain_with_a_reason(make, text, reason):
    [decision] = make().decide([text])
    assert types(decision.events) == [UNCERTAIN]
    assert decision.events[0].score == 0
    assert reason in decision.checks[0].detail


def test_a_megabyte_is_uncertain_and_only_its_start_is_read(make):
    classifier = make()
    long = ArticleText(TENDER.title, [*TENDER.paragraphs, "It is back. " * 90_000])
    [decision] = classifier.decide([long])
    assert types(decision.events)[0] == UNCERTAIN
    assert "too long" in decision.checks[0].detail
    assert classifier._encoder.read < 100


def test_an_article_is_scored_the_same_in_any_batch(make):
    classifier = make()
    alone = [classifier.classify([text])[0] for text in (TENDER, OUTAGE, PIANO)]
    empty = ArticleText("", [])
    together = classifier.classify([PIANO, empty, OUTAGE, TENDER])
    assert [together[3], together[2], together[0]] == alone


def test_nothing_in_nothing_out(make):
    assert make().classify([]) == []


@given(st.text(max_size=300), st.lists(st.text(max_size=300), max_size=4))
def test_any_text_gets_one_primary_and_scores_in_range(make, title, paragraphs):
    [decision] = make(secondary=0.3).decide([ArticleText(title, paragraphs)])
    assert [event.primary for event in decision.events].count(True) == 1
    assert decision.events[0].primary
    assert all(0 <= event.score <= 1 for event in decision.events)
    assert (decision.events[0].type == UNCERTAIN) == bool(decision.checks)


def test_evidence_is_the_paragraph_with_the_best_sentence():
    assert evidence([0.0, 5.0, -1.0], [0, 1, 2]) == (1,)
    assert evidence([5.0, 1.0, 4.9, 2.0], [0, 1, 2, 2]) == (0, 2)


def test_a_model_without_settings_is_an_error(folder, tmp_path):
    copy = shutil.copytree(folder, tmp_path / "broken")
    settings = json.loads((copy / "events.json").read_text())
    del settings["abstain"]
    (copy / "events.json").write_text(json.dumps(settings))
    with pytest.raises(ModelError, match="abstain"):
        Classifier(find(str(copy)), None, ClassifyOptions())


def segment(text, en=None, **fields):
    return Segment(text, en=en, **fields)


def article(*segments, lang="fr"):
    return Article.new("x", lang=lang).with_(segments=segments)


def test_the_stage_reads_content_in_english_and_tells_segments(make):
    stage = ClassifyStage(make(abstain=0.0))
    given_article = article(
        segment("Accueil > Actualités", label="boilerplate"),
        segment("Panne", "Outage stops the laboratory", kind="title", label="content"),
        segment("Buy pills", "Hospital opens tender", label="spam"),
        segment("Le réseau", "The network failed on Monday.", label="content"),
    )
    text, numbers = english_of(given_article)
    assert text == ArticleText("Outage stops the laboratory", ["The network failed on Monday."])
    assert numbers == [1, 3]
    [outcome] = run_stage(stage, [given_article])
    [event] = outcome.article.events
    assert event.type == "outage" and set(event.evidence) <= {1, 3}
    assert outcome.article.checks == ()


def test_untranslated_text_is_read_as_it_is(make):
    text, _ = english_of(article(segment("Outage stops.", kind="title"), segment("It is back.")))
    assert text == ArticleText("Outage stops.", ["It is back."])
    assert english_of(Article.new("One.\n\nTwo.", title="T"))[0] == ArticleText(
        "T", ["One.", "Two."]
    )


def test_uncertain_articles_keep_their_earlier_checks(make):
    from nlp.article import Check

    before = Check("figure", "12 is missing")
    [outcome] = ClassifyStage(make())([article(segment("")).with_(checks=(before,))])
    assert [check.kind for check in outcome.article.checks] == ["figure", "uncertain"]


def test_hashes_name_what_decides_the_result(make):
    one, same, other = (
        ClassifyStage(make(**options)) for options in ({}, {"workers": 3}, {"abstain": 0.9})
    )
    assert one.model_hash == same.model_hash != ""
    assert one.config_hash == same.config_hash != other.config_hash


@pytest.mark.parametrize(
    ("asked", "told"),
    [
        (TENDER, "a list of articles"),
        ("Hospital opens tender", "a list of articles"),
        (["Hospital opens tender"], "a list of articles"),
        ([TENDER, ArticleText("Title", "One paragraph.")], "a list of paragraphs"),
        ([None], "a list of articles"),
        ([ArticleText("Title", ["One paragraph.", None])], "takes texts .*number 2 is None"),
        ([ArticleText(None, ["One paragraph."])], "takes texts .*number 0 is None"),
    ],
)
def test_one_where_a_list_is_wanted_is_an_error(make, asked, told):
    for method in (make().classify, make().decide):
        with pytest.raises(TypeError, match=told):
            method(asked)


def test_tuples_are_lists(make):
    asked = ArticleText(TENDER.title, tuple(TENDER.paragraphs))
    assert make().classify((asked,)) == make().classify([TENDER])


@pytest.mark.parametrize("gap", ["\n\n", "\r\n\r\n", "\n \n"])
def test_an_article_without_segments_is_read_by_its_paragraphs(gap):
    text, numbers = english_of(Article.new(f"One.{gap}Two.", title="T"))
    assert text == ArticleText("T", ["One.", "Two."]) and numbers == [-1, -1, -1]

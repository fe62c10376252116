"""English that came in with its original: what its segments are repaired beside, and when not."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

import pytest
from repairers import RULES

from nlp.article import Article, Check, Original, Segment
from nlp.repair import Repairer, RepairOptions, RepairStage
from nlp.repair.originals import sources
from nlp.segment import SegmentStage
from nlp.stage import Kept

TITLE = "Nantes choisit Galénor pour son dossier patient"
SIGNED = "L'hôpital de Nantes a signé le contrat avec Galénor en mars dernier."
WORTH = "Le marché vaut 3,5 millions d'euros sur une durée de quatre ans."
OPENS = "Le nouveau service ouvrira ses portes aux patients en septembre 2026."
SAID = "« Nous avons attendu dix ans », a déclaré Maëlle Pengam, directrice des systèmes d'information."
ENGLISH = {
    TITLE: "Nantes chooses Galénor for its patient record",
    SIGNED: "The Nantes hospital signed the contract with Galénor last March.",
    WORTH: "The contract is worth €3.5 million over a period of four years.",
    OPENS: "The new department will open its doors to patients in September 2026.",
    SAID: '"We waited ten years," said Maëlle Pengam, the chief information officer.',
}
FRENCH = Original(f"{TITLE}\n\n{SIGNED} {WORTH}\n\n{OPENS}\n\n{SAID}")
BODY = (f"{ENGLISH[SIGNED]} {ENGLISH[WORTH]}", ENGLISH[OPENS], ENGLISH[SAID])


class Said(NamedTuple):
    text: str
    confidence: float = 0.8
    checks: Sequence[str] = ()


class Fake:
    """Knows the English of these sentences."""

    model_hash, config_hash = "model", "config"

    def translate(self, texts: Sequence[str], lang: str) -> list[Said]:
        assert lang == "fr"
        return [Said(ENGLISH.get(text, text)) for text in texts]


STAGE = RepairStage(Repairer(RepairOptions(model=None), RULES.rules, translator=Fake()))


def cut(article: Article) -> Article:
    (outcome,) = SegmentStage()([article])
    assert isinstance(outcome, Kept)
    return outcome.article


def english(original: Original | None = FRENCH, *body: str, title: str = ENGLISH[TITLE]) -> Article:
    return cut(Article.new("\n\n".join(body or BODY), title=title, original=original))


def repaired(article: Article) -> Article:
    (outcome,) = STAGE([article])
    assert isinstance(outcome, Kept)
    return outcome.article


def test_each_segment_has_its_source() -> None:
    found = sources(english())
    assert found.texts == (TITLE, f"{SIGNED} {WORTH}", OPENS, SAID)
    assert found.lang == "fr" and found.checks == ()


def test_a_title_by_itself_is_that_of_the_title() -> None:
    alone = Original(f"{SIGNED} {WORTH}\n\n{OPENS}\n\n{SAID}", title="Un autre titre", lang="fr")
    assert sources(english(alone)).texts == ("Un autre titre", f"{SIGNED} {WORTH}", OPENS, SAID)


def test_without_a_title_the_first_sentence_is_not_taken_for_one() -> None:
    bare = Original(f"{SIGNED} {WORTH}\n\n{OPENS}\n\n{SAID}")
    assert sources(english(bare)).texts == (None, f"{SIGNED} {WORTH}", OPENS, SAID)


@pytest.mark.parametrize(
    ("body", "kind", "text"),
    [
        ((ENGLISH[SIGNED], *BODY[1:]), "omission", BODY[0]),
        ((f"{ENGLISH[SIGNED]} The contract is worth €3.5 million over a", *BODY[1:]), "truncation", BODY[0]),
        ((f"{BODY[0]} {OPENS}", BODY[2]), "untranslated", f"{BODY[0]} {BODY[1]}"),
    ],
)  # fmt: skip
def test_what_is_broken_comes_back_from_the_original(
    body: tuple[str, ...], kind: str, text: str
) -> None:
    done = repaired(english(FRENCH, *body))
    assert done.segments[1].en == text and [e.kind for e in done.edits] == [kind]
    without = repaired(english(None, *body))
    assert without.segments[1].en == body[0] and not without.edits


def test_a_lost_figure_and_a_lost_name_are_checks() -> None:
    body = (BODY[0].replace("€3.5", "€8.1").replace("Galénor", "a vendor"), *BODY[1:])
    found = {(c.kind, c.segment) for c in repaired(english(FRENCH, *body)).checks}
    assert found == {("number", 1), ("name", 1)}


def test_right_english_stays_and_is_not_a_machines_because_it_has_an_original() -> None:
    done = repaired(english())
    assert [s.en for s in done.segments] == [s.text for s in english().segments]
    assert not done.edits and not done.checks


@pytest.mark.parametrize(
    ("original", "told"),
    [
        (Original("La CNIL inflige une amende.\n\nLe laboratoire de Lille a laissé des résultats d'analyses "
                  "accessibles à tous."), "it is of another article"),
        (Original("\n\n".join(BODY)), "it is in en"),
        (Original("Das Krankenhaus in Nantes hat im März den Vertrag mit Galénor unterschrieben, und es ist "
                  "nicht das erste, das sich für diesen Anbieter entschieden hat."), "it is in de"),
        (Original("12 ... 7"), "its language cannot be told"),
        (Original(f"{SIGNED} " * 700), "it is longer than 600 sentences"),
    ],
)  # fmt: skip
def test_what_is_of_no_use_is_told_and_changes_nothing(original: Original, told: str) -> None:
    broken = (ENGLISH[SIGNED], *BODY[1:])
    done, without = repaired(english(original, *broken)), repaired(english(None, *broken))
    (check,) = done.checks
    assert check.kind == "original" and check.detail.startswith(f"not used: {told}")
    assert (done.segments, done.edits) == (without.segments, without.edits)


def test_the_original_of_what_is_french_itself_is_not_used() -> None:
    french = cut(Article.new(FRENCH.text, original=FRENCH))
    assert sources(french).texts == (None,) * len(french.segments)
    assert (
        sources(french).checks[0].detail
        == "not used: the article itself is in fr and was translated"
    )


def test_a_paragraph_that_nobody_translated_is_told() -> None:
    longer = "Le conseil de surveillance a donné son accord en janvier, après deux ans d'hésitations et de débats."
    text = FRENCH.text.replace(OPENS, f"{longer}\n\n{OPENS}")
    found = repaired(english(Original(text))).checks
    assert found == (
        Check("omission", f"a paragraph of the original not in the English: {longer[:80]}"),
    )


def test_furniture_around_the_original_is_not_missed() -> None:
    page = f"Inscrivez-vous à notre lettre.\n\n{FRENCH.text}\n\nLire aussi : Rennes\n\nTous droits réservés."
    assert repaired(english(Original(page))).checks == ()


def test_a_short_paragraph_at_an_end_is_furniture_and_a_long_one_is_missed() -> None:
    text = f"{FRENCH.text}\n\nGalénor emploie 250 personnes à Rennes, à Brest et à Lorient depuis 2012."
    body = (*BODY, "Galénor has employed 250 people in Rennes, Brest and Lorient since 2012.")
    last = "Le conseil de surveillance a donné son accord en janvier, après de longs débats."
    for end, kinds in ((last, []), (f"{last} {last}", ["omission"])):
        done = repaired(english(Original(f"{text}\n\n{end}"), *body))
        assert [check.kind for check in done.checks] == kinds


def test_what_was_set_aside_has_no_source() -> None:
    article = english()
    aside = [
        s if n != 2 else Segment(s.text, lang="en", label="spam")
        for n, s in enumerate(article.segments)
    ]
    found = sources(article.with_(segments=tuple(aside)))
    assert found.texts == (TITLE, f"{SIGNED} {WORTH}", None, SAID)


def test_a_blank_original_is_no_harm() -> None:
    bare = cut(Article.new("\n\n".join(BODY), original=Original(" ")))
    assert sources(bare).checks[0].kind == "original"

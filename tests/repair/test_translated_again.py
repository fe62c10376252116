"""What is broken beyond patching is translated again where its source is at hand, and nothing else is."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

import pytest
from hypothesis import given
from hypothesis import strategies as st
from repairers import RULES

from nlp.article import Article, Segment, Sentence
from nlp.changes import stretches, undone
from nlp.pipeline import Pipeline
from nlp.repair import Repairer, RepairOptions, RepairStage
from nlp.repair.again import Door, Mender
from nlp.repair.again.broken import before_loop, copied, spans, suspicious
from nlp.repair.again.choose import continued, expected
from nlp.stage import Kept

SIGNED = "L'hôpital de Nantes a signé le contrat avec Galénor en mars dernier."
WORTH = "Le marché vaut 3,5 millions d'euros sur une durée de quatre ans."
OPENS = "Le nouveau service ouvrira ses portes aux patients en septembre 2026."
ENGLISH = {
    SIGNED: "The Nantes hospital signed the contract with Galénor last March.",
    WORTH: "The contract is worth €3.5 million over a period of four years.",
    OPENS: "The new department will open its doors to patients in September 2026.",
}
SOURCE = " ".join(ENGLISH)
WHOLE = " ".join(ENGLISH.values())
SIGNED_EN, WORTH_EN, OPENS_EN = ENGLISH.values()


class Said(NamedTuple):
    text: str
    confidence: float = 0.8
    checks: Sequence[str] = ()


class Fake:
    """Knows the English of three sentences and counts how often it was asked."""

    name = "fake"

    def __init__(self, **changed: object) -> None:
        self.changed, self.asked = changed, 0

    def translate(self, texts: Sequence[str], lang: str) -> list[Said]:
        self.asked += 1
        return [Said(ENGLISH.get(text, text))._replace(**self.changed) for text in texts]


def repairer(translator: Fake, **options: object) -> Repairer:
    given = RepairOptions(model=None, **options)
    return Repairer(given, RULES.rules, translator=translator)


BROKEN = {
    "the end is cut off": (
        "truncation",
        f"{SIGNED_EN} {WORTH_EN} The new department will open its doors to",
    ),
    "a sentence is cut off in the middle": (
        "truncation",
        f"{SIGNED_EN} The contract is worth €3.5 million over a The new department will open its doors "
        "to patients in September 2026.",
    ),
    "a sentence is left out": ("omission", f"{SIGNED_EN} {OPENS_EN}"),
    "the last sentence is left out": ("omission", f"{SIGNED_EN} {WORTH_EN}"),
    "the first sentence is left out": ("omission", f"{WORTH_EN} {OPENS_EN}"),
    "a sentence is in French": ("untranslated", f"{SIGNED_EN} {WORTH} {OPENS_EN}"),
    "a sentence goes round": (
        "repetition",
        f"{SIGNED_EN} {WORTH_EN} The new department will open its doors to open its doors to open its doors to "
        "open its doors to open its doors to",
    ),
}


@pytest.mark.parametrize("how", BROKEN)
def test_what_is_broken_is_translated_again(how: str) -> None:
    kind, english = BROKEN[how]
    done = repairer(Fake()).repair(english, SOURCE, "fr")
    assert done.text == WHOLE
    assert kind in {e.kind for e in done.edits} or kind == "repetition"
    assert undone(done.text, done.edits) == english
    assert stretches(done.text, done.edits) is not None


@pytest.mark.parametrize("how", BROKEN)
def test_a_repair_of_a_repair_changes_nothing(how: str) -> None:
    mender = repairer(Fake())
    done = mender.repair(BROKEN[how][1], SOURCE, "fr")
    assert mender.repair(done.text, SOURCE, "fr").edits == ()


@pytest.mark.parametrize("how", BROKEN)
def test_without_a_source_nothing_is_invented(how: str) -> None:
    translator = Fake()
    done = repairer(translator).repair(BROKEN[how][1])
    assert translator.asked == 0
    assert not {e.kind for e in done.edits} & {"truncation", "omission"}


@pytest.mark.parametrize("how", BROKEN)
@pytest.mark.parametrize("off", [{"again": False}, {"enabled": False}])
def test_it_can_be_switched_off(how: str, off: dict[str, bool]) -> None:
    translator = Fake()
    repairer(translator, **off).repair(BROKEN[how][1], SOURCE, "fr")
    assert translator.asked == 0


@pytest.mark.parametrize(
    "changed", [{"confidence": 0.3}, {"checks": ("word",)}, {"text": "The contract is worth."}]
)
def test_a_translation_that_may_be_wrong_takes_no_place(changed: dict[str, object]) -> None:
    cut = f"{SIGNED_EN} {OPENS_EN}"
    done = repairer(Fake(**changed)).repair(cut, SOURCE, "fr")
    assert done.text == cut
    if "text" not in changed:  # ours for each sentence is the same short one: nobody can tell
        assert [check.kind for check in done.left] == ["omission"]


def test_classes_can_be_left_out() -> None:
    english = f"{SIGNED_EN} {WORTH} The new department will open its doors to"
    done = repairer(Fake(), skip=("untranslated",)).repair(english, SOURCE, "fr")
    assert done.text.startswith(f"{SIGNED_EN} Le marché vaut ")
    assert done.text.endswith(OPENS_EN)
    done = repairer(Fake(), only=("untranslated",)).repair(english, SOURCE, "fr")
    assert done.text == f"{SIGNED_EN} {WORTH_EN} The new department will open its doors to"


WHOLE_ONES = [
    WHOLE,
    f"The Nantes hospital signed with Galénor last March, and the contract, worth €3.5 million, is for four years. {OPENS_EN}",
    f"{SIGNED_EN} {WORTH_EN} Its doors open to patients in September 2026: that is when the new department will be there.",
    f"{SIGNED_EN} {WORTH_EN[:-1]}; the new department will open its doors to patients in September 2026.",
    f"Last March the contract was signed. It was Nantes hospital that signed with Galénor. {WORTH_EN} {OPENS_EN}",
    f"{SIGNED_EN} {WORTH_EN} {OPENS_EN} A sentence that the source does not have.",
    f"{SIGNED_EN} {WORTH_EN} The new department will open its doors to patients in September 2026",
]


@pytest.mark.parametrize("english", WHOLE_ONES)
def test_whole_english_is_never_replaced(english: str) -> None:
    done = repairer(Fake()).repair(english, SOURCE, "fr")
    assert not {e.kind for e in done.edits} & {"truncation", "omission", "untranslated"}


def test_a_paragraph_without_end_is_left_alone() -> None:
    assert suspicious(SOURCE, SIGNED_EN, "fr")
    assert not suspicious(f"{SOURCE} " * 50, SIGNED_EN, "fr")


def test_whole_english_asks_no_model() -> None:
    translator = Fake()
    repairer(translator).repair(WHOLE, SOURCE, "fr")
    assert translator.asked == 0


def test_what_another_paragraph_says_is_not_left_out() -> None:
    cut = [f"{SIGNED_EN} {OPENS_EN}", WORTH_EN]
    done = repairer(Fake()).repair_article(cut, [SOURCE, None], "fr")
    assert [d.text for d in done] == cut


def test_a_beginning_is_kept_where_ours_goes_on_from_it() -> None:
    ours = "The deal is worth €3.5 million over a period of four years."
    assert continued("The agreement is worth €3.5 million over", ours) == (
        "The agreement is worth €3.5 million over a period of four years."
    )
    half = "The agreement is worth €3.5 million over a per"
    assert continued(half, ours) == (
        "The agreement is worth €3.5 million over a period of four years."
    )
    assert continued("Nobody knows what they have to say about it over a", ours) is None
    assert continued("Over four years the deal is worth", ours) is None


def test_a_short_beginning_promises_less_than_a_long_one() -> None:
    ours = "x" * 100
    scores = [expected("x" * n, ours) for n in (0, 20, 60, 100, 150)]
    assert scores == sorted(scores) and scores[0] == 0.0 and scores[-1] == 1.0


def test_a_text_up_to_its_loop() -> None:
    assert before_loop("It has a plan for a plan for a plan for a plan for") == "It has a plan for"
    assert before_loop("It has a plan.") == "It has a plan."


@pytest.mark.parametrize("text", ["", "The Lancet", "Centre hospitalier universitaire de Nantes"])
def test_a_name_is_no_sentence_in_french(text: str) -> None:
    assert not copied(text, text, "fr")


@pytest.mark.parametrize(
    ("english", "source"),
    [
        (
            "Fleur de Lin joins the Trois Rivières group.",
            "Fleur de Lin rejoint le groupe Trois Rivières.",
        ),
        ("The Trois Chênes clinic closes.", "La clinique des Trois Chênes ferme."),
    ],
)
def test_english_around_foreign_names_is_english(english: str, source: str) -> None:
    assert not copied(english, source, "fr")
    assert copied(source, source, "fr") or len(source.split()) < 7


@given(st.text(alphabet="aThe .,!?'é\n-\u00a0\"", max_size=80))
def test_spans_stand_where_they_say(text: str) -> None:
    found = spans(text)
    assert all(text[s.start : s.end] == s.text and s.text.strip() == s.text for s in found)
    assert "".join("".join(s.text.split()) for s in found) == "".join(text.split())


WORDS = st.lists(
    st.sampled_from([*WHOLE.split(), *WORTH.split(), "The", "\n", "«", '"']), max_size=40
)


@given(WORDS)
def test_any_english_gives_edits_that_lead_to_the_text(words: list[str]) -> None:
    english = " ".join(words)
    [done] = Mender(Fake()).mend([english], [SOURCE], "fr")
    assert undone(done.text, done.edits) == english
    assert suspicious(SOURCE, english, "fr") or not done.edits


def article(english: str, ours: bool) -> Article:
    """One paragraph with its source; its English is our translation or that of another hand."""
    sentences = tuple(Sentence(text, " ", en="x" if ours else None) for text in ENGLISH)
    segment = Segment(SOURCE, lang="fr", label="content", en=english, sentences=sentences)
    return Article.new(SOURCE, lang="fr").with_(segments=(segment,))


@pytest.mark.parametrize("ours", [False, True])
def test_our_own_translation_is_not_made_twice(ours: bool) -> None:
    translator = Fake()
    [kept] = RepairStage(repairer(translator))([article(f"{SIGNED_EN} {OPENS_EN}", ours)])
    assert isinstance(kept, Kept)
    assert kept.article.segments[0].en == (f"{SIGNED_EN} {OPENS_EN}" if ours else WHOLE)
    assert [e.kind for e in kept.article.edits] == ([] if ours else ["omission"])


def test_the_key_names_the_translation_model_where_it_can_be_used() -> None:
    first, second = Fake(), Fake()
    second.name = "another"
    keys = [RepairStage(repairer(t)).model_hash for t in (first, second)]
    assert keys[0] != keys[1]
    keys = [RepairStage(repairer(t, again=False)).model_hash for t in (first, second)]
    assert keys[0] == keys[1] == ""


def test_the_door_opens_for_the_first_sentence_that_needs_it() -> None:
    loaded: list[Fake] = []

    def load() -> Fake:
        loaded.append(Fake())
        return loaded[-1]

    door = Door(load, lambda: "fake")
    mender = Repairer(RepairOptions(model=None), RULES.rules, translator=door)
    mender.repair(WHOLE, SOURCE, "fr")
    mender.repair(f"{SIGNED_EN} The new department will open its doors to")
    assert not loaded and not door.opened
    for _ in range(2):
        assert mender.repair(f"{SIGNED_EN} {OPENS_EN}", SOURCE, "fr").text == WHOLE
    assert door.opened and len(loaded) == 1


def test_the_key_is_the_same_whether_the_model_is_loaded_or_not() -> None:
    alone = Pipeline.load(only=("segment", "repair"))
    both = Pipeline.load(only=("segment", "translate", "repair"))
    assert alone.names[-1] == both.names[-1]


def test_english_without_a_counterpart_may_render_what_seems_left_out() -> None:
    """An idiom shares no word with its translation: its English would stand there twice."""
    free = f"{SIGNED_EN} Taxpayers, meanwhile, will be paying through the nose."
    cut = f"{free} The new department will open its doors to"
    (done,) = repairer(Fake()).repair_article([cut], [SOURCE], "fr")
    assert done.text == f"{free} {OPENS_EN}" and [e.kind for e in done.edits] == ["truncation"]

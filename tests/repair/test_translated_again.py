"""What is broken beyond patching is translated again where its source is at hand, and nothing else is."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st
from repairers import RULES

from nlp.article import Article, Edit, Segment, Sentence
from nlp.changes import stretches, undone
from nlp.config import Config
from nlp.pipeline import Pipeline
from nlp.repair import Repairer, RepairOptions, RepairStage
from nlp.repair.again import Door, Mended, Mender
from nlp.repair.again.broken import before_loop, copied, suspicious
from nlp.repair.again.choose import continued, expected
from nlp.repair.again.likeness import Content, held
from nlp.repair.again.spans import spans
from nlp.stage import Kept
from nlp.translate import Finding, TranslateOptions, Translation

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


class Fake:
    """Knows the English of three sentences and counts how often it was asked."""

    model_hash, config_hash = "model", "config"

    def __init__(self, **changed: object) -> None:
        self.changed, self.asked = changed, 0

    def translate(self, texts: Sequence[str], lang: str) -> list[Translation]:
        self.asked += 1
        said = (Translation(ENGLISH.get(text, text), 0.8) for text in texts)
        return [replace(translation, **self.changed) for translation in said]


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


SHORTENED = {
    "no figure tells that the beginning is lost": f"{WORTH_EN} {OPENS_EN}",
    "two sentences are left out": SIGNED_EN,
    "the end has no stop": f"{SIGNED_EN} {WORTH_EN}".rstrip("."),
    "two sentences became one": f"{WORTH_EN} {SIGNED_EN.rstrip('.')}, and it opens in September 2026.",
}


@pytest.mark.parametrize("how", SHORTENED)
def test_what_an_editor_may_have_left_out_is_not_put_in(how: str) -> None:
    done = repairer(Fake()).repair(SHORTENED[how], SOURCE, "fr")
    assert done.text == SHORTENED[how]


def test_what_stands_in_brackets_or_needs_the_sentence_before_is_not_put_in() -> None:
    for aside in (
        "(Lire aussi notre dossier du 3 mai sur les contrats.)",
        "Il reçoit 300 patients par jour.",
    ):
        source = f"{SIGNED} {aside} {OPENS}"
        english = f"{SIGNED_EN} {OPENS_EN}"
        assert repairer(Fake()).repair(english, source, "fr").text == english


def test_a_negation_that_the_join_would_lose_is_left_to_the_reader() -> None:
    said = (
        "L'arrêt touche les lits, mais pas ceux des urgences de Lyon, selon la direction du site."
    )
    ours = "The outage hits the beds, but not those of the emergency department of Lyon, according to management."
    cut = "The outage hits the beds, including those of the"
    known = Fake()
    known.translate = lambda texts, lang: [Translation(ours, 0.8) for _ in texts]  # type: ignore[method-assign]
    assert "including those of the emergency" not in repairer(known).repair(cut, said, "fr").text


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
    "changed",
    [{"confidence": 0.3}, {"checks": (Finding("word", "x"),)}, {"text": "The contract is worth."}],
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


def test_where_no_class_of_it_is_wanted_no_model_is() -> None:
    kinds = ("truncation", "omission", "untranslated", "repetition")
    assert repairer(Fake(), skip=kinds).mender is None
    assert repairer(Fake(), only=("dup_word",)).mender is None
    assert repairer(Fake(), skip=kinds[1:]).mender is not None
    assert repairer(Fake(), only=kinds[1:2]).mender is not None


def test_what_does_not_come_to_rest_is_left_and_told(monkeypatch: pytest.MonkeyPatch) -> None:
    """A mender that finds the first paragraph broken whatever is done to it."""
    rest = repairer(Fake())

    def mend(english: Sequence[str], *_: object) -> list[Mended]:
        longer = f"{english[0]} {OPENS_EN}"
        edit = Edit(0, "", f" {OPENS_EN}", "omission", "no end", len(english[0]), 0.8)
        return [Mended(longer, (edit,)), *(Mended(text) for text in english[1:])]

    monkeypatch.setattr(rest.mender, "mend", mend)
    first, second = rest.repair_article([SIGNED_EN, WORTH_EN], [SOURCE, None], "fr")
    assert (first.text, first.edits, first.settled) == (SIGNED_EN, (), False)
    assert (second.text, second.settled) == (WORTH_EN, True)


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


@pytest.mark.parametrize(
    "sentence",
    [
        "It lacks vitamin A and zinc in the blood of its patients.",
        "They open Phase One of the plan in the spring.",
        "The All In One platform is used by every ward.",
        "A $4 million Series A led by a fund of the region closes.",
        "The users go over to the One platform in May.",
        "The Phase In period lasts until June.",
        "Types A, B and C are given, not A or B alone.",
    ],
)
def test_a_name_within_a_sentence_begins_none(sentence: str) -> None:
    assert [span.text for span in spans(sentence)] == [sentence]
    assert not suspicious(sentence, sentence, "fr")


@pytest.mark.parametrize(
    ("cut", "following"),
    [
        ("The hospital signed the", "The vendor says more."),
        ("The hospital signed with Galénor", "This department opens in May."),
        ("The hospital signed a contract for", "A new department opens."),
        ("The hospital signed the contract", "In 2026 it opens."),
        ("The hospital signed with", "In Nantes it opens."),
        ("The hospital signed, it says,", "Two of them open."),
    ],
)
def test_a_cut_sentence_ends_where_the_next_begins(cut: str, following: str) -> None:
    assert [span.text for span in spans(f"{cut} {following}")] == [cut, following]


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


WORDS = st.lists(
    st.sampled_from([*WHOLE.split(), *WORTH.split(), "The", "\n", "«", '"']), max_size=40
)


@given(st.lists(WORDS.map(" ".join), min_size=1, max_size=5), WORDS.map(" ".join))
def test_the_index_of_an_article_says_what_a_look_at_each_paragraph_does(
    english: list[str], part: str
) -> None:
    content = Content(english)
    assert content.held(part) == held(part, " ".join(english))
    assert content.most(part, 0) == max((held(part, text) for text in english[1:]), default=0.0)


@given(st.text(alphabet="aThe .,!?'é\n-\u00a0\"", max_size=80))
def test_spans_stand_where_they_say(text: str) -> None:
    found = spans(text)
    assert all(text[s.start : s.end] == s.text and s.text.strip() == s.text for s in found)
    assert "".join("".join(s.text.split()) for s in found) == "".join(text.split())


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


@pytest.mark.parametrize("which", ["model_hash", "config_hash"])
def test_the_key_names_the_translation_where_it_can_be_used(which: str) -> None:
    def keys(**options: object) -> set[tuple[str, str]]:
        first, second = Fake(), Fake()
        setattr(second, which, "another")
        stages = [RepairStage(repairer(t, **options)) for t in (first, second)]
        other = {"model_hash": "config_hash", "config_hash": "model_hash"}[which]
        assert len({getattr(stage, other) for stage in stages}) == 1
        return {(stage.model_hash, stage.config_hash) for stage in stages}

    assert len(keys()) == 2
    assert len(keys(again=False)) == 1


def test_options_of_the_translation_are_no_part_of_the_name_of_the_model() -> None:
    greedy, default = (Door.to(TranslateOptions(beam_size=size)) for size in (1, 2))
    assert greedy.model_hash == default.model_hash
    assert greedy.config_hash != default.config_hash


def test_the_door_opens_for_the_first_sentence_that_needs_it() -> None:
    loaded: list[Fake] = []

    def load() -> Fake:
        loaded.append(Fake())
        return loaded[-1]

    door = Door(load, lambda: ("model", "config"))
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


@pytest.mark.parametrize(("wanted", "device"), [("cuda", "auto"), ("cpu", "cpu")])
def test_a_gpu_that_is_not_there_ends_no_repair(
    monkeypatch: pytest.MonkeyPatch, wanted: str, device: str
) -> None:
    """The GPU is asked for translation; the model that repair opens takes what there is."""
    asked: list[TranslateOptions] = []

    def load(options: TranslateOptions) -> Fake:
        asked.append(options)
        return Fake()

    monkeypatch.setattr("nlp.translate.Translator.load", load)
    config = Config(translate=TranslateOptions(device=wanted, beam_size=3))
    translator = (
        Pipeline.load(config, only=("segment", "repair")).stages[-1].repairer.mender.translator
    )
    assert not asked
    translator.translate([SIGNED], "fr")
    assert [(options.device, options.beam_size) for options in asked] == [(device, 3)]


def test_english_without_a_counterpart_may_render_what_seems_left_out() -> None:
    """An idiom shares no word with its translation: its English would stand there twice."""
    free = f"{SIGNED_EN} Taxpayers, meanwhile, will be paying through the nose."
    cut = f"{free} The new department will open its doors to"
    (done,) = repairer(Fake()).repair_article([cut], [SOURCE], "fr")
    assert done.text == f"{free} {OPENS_EN}" and [e.kind for e in done.edits] == ["truncation"]

"""The translator's guards, with engines whose answers the tests choose."""

from __future__ import annotations

import time
from collections.abc import Callable, Sequence
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from nlp.article import Article, Segment, Sentence
from nlp.capitals import is_capitals
from nlp.checkpoints import Checkpoint
from nlp.engine import Hypothesis
from nlp.errors import ConfigError
from nlp.stage import Kept
from nlp.translate import TranslateOptions, TranslateStage, Translator
from nlp.translate.checks import Finding, length_odd, loops
from nlp.translate.cutting import cut, join
from nlp.translate.decoder import LONG, Decoder, Unit
from nlp.translate.prepare import spelled, tidy
from nlp.translate.traits import Traits


class FakeEngine:
    """Answers with a function of the text and the beam; remembers what it was asked."""

    symbols = True

    def __init__(self, answer: Callable[[str, int], str] = lambda text, beam: text) -> None:
        self.answer, self.asked = answer, []
        self.score = lambda beam: -0.1

    def count(self, text: str) -> int:
        return len(text) // 3 + 1

    def translate(
        self,
        texts: Sequence[str],
        lang: str,
        *,
        beam_size: int = 1,
        no_repeat_ngram_size: int = 0,
    ) -> list[Hypothesis]:
        self.asked += texts
        return [
            Hypothesis(self.answer(t, beam_size), self.score(beam_size), 5, True) for t in texts
        ]


def translator(
    answer: Callable[[str, int], str] = lambda text, beam: text, **options: object
) -> Translator:
    checkpoint = Checkpoint("fake", Path("/nowhere"))
    return Translator(
        FakeEngine(answer),
        checkpoint,
        TranslateOptions(**{"beam_size": 1, "check_below": 0.35} | options),
    )


def one(text: str, answer: Callable[[str, int], str] = lambda t, beam: t, lang: str = "fr"):
    return translator(answer).translate([text], lang)[0]


def test_figures_are_masked_and_put_back() -> None:
    t = translator(lambda text, beam: text.replace("Le coût est de", "The cost is"))
    assert t.translate(["Le coût est de 3,5 M€ (12 %)."], "fr")[0].text == (
        "The cost is €3.5 million (12%)."
    )
    assert t.engine.asked == ["Le coût est de ⟦1⟧ (⟦2⟧)."]


def test_a_lost_figure_is_looked_for_again_and_then_flagged() -> None:
    found = one("Il a coûté 12 500 €.", lambda text, beam: "It cost a lot.")
    assert [(c.kind, c.detail) for c in found.checks] == [("money", "€12,500")]
    again = one("Il a coûté 12 500 €.", lambda t, beam: t if beam > 1 else "It cost a lot.")
    assert again.checks == () and "€12,500" in again.text
    assert found.confidence < again.confidence


def test_a_long_sentence_that_loses_a_figure_is_decoded_in_halves() -> None:
    text = "Le groupement a payé 12 500 € pour le réseau, et la région a donné 800 € aux médecins du canton."

    def forgetful(source: str, beam: int) -> str:
        return source if source.count("€") + source.count("⟦") < 2 else "They paid something."

    t = translator(forgetful, check_below=0)
    [found] = t.translate([text], "fr")
    assert found.checks == () and "€12,500" in found.text and "€800" in found.text
    assert found.text.startswith("Le groupement") and found.text.endswith("canton.")
    [worse] = translator(lambda source, beam: "No.", check_below=0).translate([text], "fr")
    assert worse.text == "No."  # halves are no better: the whole stays


def test_a_sentence_in_capitals_is_not_decoded_in_halves() -> None:
    """The halves would have no capitals."""
    text = "LE GROUPEMENT A PAYÉ 12 500 € POUR LE RÉSEAU, ET LA RÉGION A DONNÉ 800 € AUX MÉDECINS DU CANTON."
    t = translator(
        lambda source, beam: (
            source if source.count("€") + source.count("⟦") < 2 else "They paid some."
        ),
        check_below=0,
    )
    [found] = t.translate([text], "fr")
    assert found.text == "THEY PAID SOME."


@pytest.mark.parametrize(("score", "english"), [(-0.5, "The programd."), (-0.05, "The program.")])
def test_a_word_that_is_none_gives_way_only_to_what_is_no_less_likely(
    score: float, english: str
) -> None:
    """In a longer sentence, where another look is as often worse."""
    unit = Unit("Le programme.", "fr", [], pieces=60)
    decoder = Decoder(FakeEngine(lambda _, beam: "The programd." if beam == 1 else "The program."),
                      TranslateOptions(beam_size=1, beam_below=0), True)  # fmt: skip
    decoder.engine.score = lambda beam: -0.1 if beam == 1 else score
    decoder.decode([unit])
    assert unit.english == english


def test_what_the_model_is_unsure_of_is_decoded_again_with_a_beam() -> None:
    t = translator(lambda text, beam: f"beam {beam}", beam_below=0.95, memory=0)
    assert t.translate(["Oui, monsieur."], "fr")[0].text == "Beam 1"  # no better: the first stays
    t.engine.score = lambda beam: -0.5 / beam
    assert t.translate(["Oui, monsieur."], "fr")[0].text == "Beam 4"
    t = translator(lambda text, beam: f"beam {beam}", beam_below=0.0)
    t.engine.score = lambda beam: -0.5 / beam
    assert t.translate(["Oui, monsieur."], "fr")[0].text == "Beam 1"


@pytest.mark.parametrize(("bad", "kind"), [("", "empty"), ("the the the the the", "loop")])
def test_empty_and_looping_output_is_decoded_again(bad: str, kind: str) -> None:
    mended = one(
        "Le réseau est coupé.", lambda t, beam: "The network is down." if beam > 1 else bad
    )
    assert (mended.text, mended.checks) == ("The network is down.", ())
    assert [c.kind for c in one("Le réseau est coupé.", lambda t, beam: bad).checks] == [kind]


def test_what_needs_no_model_never_reaches_it() -> None:
    t = translator()
    texts = ["", "😀 🎉", "12 %", "1 250 000 €", "---", "日本語の文章です", "مرحبا بالعالم"]
    found = t.translate(texts, "fr")
    assert [f.text for f in found] == [
        "", "😀 🎉", "12%", "€1,250,000", "---", "日本語の文章です", "مرحبا بالعالم",
    ]  # fmt: skip
    assert t.engine.asked == []
    assert [bool(f.checks) for f in found] == [False] * 5 + [True] * 2


def test_english_passes_and_other_languages_are_an_error() -> None:
    t = translator(lambda text, beam: text.upper())
    assert t.translate(["Stay  as is .", "oui"], ["en", "fr"])[0].text == "Stay  as is ."
    for code in ("de", "FR", "fr-FR"):
        with pytest.raises(ConfigError, match=repr(code)) as error:
            t.translate(["Ja"], code)
        assert isinstance(error.value, ValueError)  # which it was before
    with pytest.raises(ConfigError, match="2 texts, 1 languages"):
        t.translate(["a", "b"], ["fr"])


@pytest.mark.parametrize("lang", ["fr", "en", ["fr"] * 7])
def test_one_text_in_the_place_of_many_is_an_error(lang: str | list[str]) -> None:
    t = translator(lambda text, beam: text.upper())
    with pytest.raises(TypeError, match=r"a list of texts, not one: \[text\]"):
        t.translate("Le chat", lang)
    assert [f.text for f in t.translate(("Le chat",), "fr")] == ["LE CHAT"]
    for odd in (None, b"Le chat"):
        with pytest.raises(TypeError, match=r"translate takes texts \(str\), and number 1 is"):
            t.translate(["Le chat", odd], "fr")  # type: ignore[list-item]


def test_sentences_and_quotations_in_english_pass() -> None:
    t = translator(lambda text, beam: text.replace("a-t-il dit", "he said"))
    texts = [
        "This is not a drill, and it was on the agenda.",
        "« We have to be ready for this », a-t-il dit.",
    ]
    assert [f.text for f in t.translate(texts, "fr")] == [
        texts[0],
        "« We have to be ready for this », he said.",
    ]
    assert t.engine.asked == ["« ⟦1⟧ », a-t-il dit."]
    one_more = translator().translate(
        ["Der Minister hat sich nicht mit den Kosten und der Frage befasst."], "fr"
    )
    assert [c.kind for c in one_more[0].checks] == ["language"]
    assert one("On a une date pour as et no.", lambda text, beam: "x").text == "X"


def test_paragraphs_keep_their_white_space_and_repeats_are_decoded_once() -> None:
    t = translator(lambda text, beam: text.upper())
    assert t.translate(["Un mot. Deux mots.\nUn mot."], "fr")[0].text == (
        "UN MOT. DEUX MOTS.\nUN MOT."
    )
    assert sorted(t.engine.asked) == ["Deux mots.", "Un mot."]


def test_a_sentence_that_comes_again_is_not_decoded_again() -> None:
    t = translator(lambda text, beam: text.upper(), memory=2, check_below=0)
    for texts in (["Un mot.", "Deux mots.", "Nos mots."], ["Nos mots."], ["Un mot."]):
        assert [f.text for f in t.translate(texts, "fr")] == [x.upper() for x in texts]
    assert t.engine.asked.count("Nos mots.") == 1  # among the last two
    assert t.engine.asked.count("Un mot.") == 2  # forgotten
    t.translate(["Un mot."], "es")
    assert t.engine.asked.count("Un mot.") == 3  # another language is another sentence


def test_capitals_are_lowered_for_the_model_and_come_back() -> None:
    t = translator(lambda text, beam: "The hospital is closing")
    assert t.translate(["L'HÔPITAL VA FERMER"], "fr")[0].text == "THE HOSPITAL IS CLOSING"
    assert t.engine.asked == ["L'hôpital va fermer"]
    assert not is_capitals("CHU") and not is_capitals("Le CHU")


def test_list_markers_stay() -> None:
    assert one("- Un point", lambda t, beam: "A point").text == "- A point"
    assert one("2) Un point", lambda t, beam: "A point").text == "2) A point"


def test_long_sentences_are_cut_at_clauses_and_nothing_is_lost() -> None:
    clause = "le groupement a choisi un nouveau logiciel pour ses hôpitaux"
    text = "Au printemps, " + ", et ".join([clause] * 20) + "."
    t = translator()
    found = t.translate([text], "fr")[0]
    assert len(t.engine.asked) > 3
    assert all(t.engine.count(part) <= t.options.max_tokens for part in t.engine.asked)
    assert found.text == text


def test_many_figures_are_all_masked() -> None:
    text = "Les lots coûtent " + ", ".join(f"{n} 000 €" for n in range(10, 40)) + "."
    t = translator()
    found = t.translate([text], "fr")[0]
    assert found.checks == ()
    assert all(f"€{n},000" in found.text for n in range(10, 40))


@pytest.mark.parametrize(
    "text",
    ["x" * 40_000, "mot " * 10_000, "é" * 5_000 + " fin.", "😀" * 8_000, "\x00\x07abc\u202eabc",
     "⟦1⟧ ⟦2⟧ test", "&amp;" * 5_000, "1" * 10_000, "a, " * 8_000, "12 % " * 8_000, "cent " * 8_000, "deux et " * 5_000, "Ab, " * 8_000, "\ud800 seul",
     "3 M€ pour x " + "2020 " * 4_000, "3 M€, dont 2,5 pour " * 1_000],
)  # fmt: skip
def test_hostile_text_gives_an_outcome_soon(text: str) -> None:
    began = time.process_time()
    [found] = translator().translate([text], "fr")
    assert isinstance(found.text, str)
    assert "⟦" not in found.text
    assert time.process_time() - began < 5


@given(st.lists(st.text(max_size=80), max_size=6))
def test_one_result_each_whatever_the_text(texts: list[str]) -> None:
    found = translator().translate(texts, "es")
    assert len(found) == len(texts)
    assert all(0 <= f.confidence <= 1 for f in found)
    alone = [translator().translate([text], "es")[0] for text in texts]
    assert found == alone


@given(st.text(min_size=1), st.integers(3, 40))
def test_cut_keeps_every_visible_character(text: str, limit: int) -> None:
    parts = cut(text.strip(), lambda part: len(part) <= limit)
    assert "".join("".join(parts).split()) == "".join(text.split())


def test_join_mends_the_seams() -> None:
    parts = [("Il part,", "He leaves."), ("et elle reste.", "And she stays.")]
    assert join(parts) == "He leaves, and she stays."


def test_plurals_that_a_model_forms_are_spelled() -> None:
    given = "three subsidiarys, two citys and toys, days, the Grammys, my-citys.example"
    assert (
        spelled(given)
        == "three subsidiaries, two cities and toys, days, the Grammys, my-citys.example"
    )


def test_tidy() -> None:
    assert tidy("hos&shy;pi\u00adtal 2019\u00ad2020") == "hospital 2019-2020"
    assert tidy(" l&#39;&eacute;diteur\t\n⟦1⟧\u200b 3\u00a0€ ") == "l'éditeur [1] 3\u00a0€"


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("of the of the of the of the", True),
        ("the the the the", True),
        ("no, no, no, he said", False),
        ("the house and the garden and the road", False),
        ("", False),
    ],
)
def test_loops(text: str, expected: bool) -> None:
    assert loops(text) is expected


def test_length() -> None:
    assert length_odd("x" * 100, "x" * 20) and length_odd("x" * 100, "x" * 300)
    assert length_odd("x" * 200, "x" * 110) and not length_odd("x" * 200, "x" * 130)
    assert not length_odd("x" * 100, "x" * 90) and not length_odd("oui", "yes indeed")


def article(*segments: Segment, lang: str | None = "fr") -> Article:
    return Article.new("texte").with_(segments=segments, lang=lang)


def test_the_stage_fills_sentences_segments_and_checks() -> None:
    t = translator(lambda text, beam: "It cost a lot." if "⟦" in text or "€" in text else "Yes.")
    kept = Segment("Oui. Il a coûté 12 500 €.", lang="fr", sentences=(
        Sentence("Oui.", " "), Sentence("Il a coûté 12 500 €.")))  # fmt: skip
    aside = Segment("Abonnez-vous", lang="fr", label="spam", sentences=(Sentence("Abonnez-vous"),))
    english = Segment("It works.", lang="en", sentences=(Sentence("It works."),))
    stage = TranslateStage(t)
    [outcome, other] = stage([article(kept, aside, english), article(english, lang="en")])
    assert isinstance(outcome, Kept) and isinstance(other, Kept)
    done = outcome.article
    assert [s.en for s in done.segments] == ["Yes. It cost a lot.", None, "It works."]
    assert done.segments[0].sentences[0].en == "Yes."
    assert [(c.kind, c.detail, c.segment) for c in done.checks] == [("money", "€12,500", 0)]
    assert 0 < done.confidence < 1
    assert other.article.confidence is None
    assert stage.name == "translate" and stage.config_hash


@pytest.mark.parametrize(
    ("text", "lang", "inside", "told"),
    [
        ("Das Haus ist neu.", "de", "fr", ["de: left as is"]),
        ("La casa è nuova.", "it", "en", ["it: left as is"]),
        ("Das Haus.", None, "de", ["de: left as is"]),
        ("Das Haus.", "und", "fr", ["und: left as is"]),
        ("12 500 €", "de", "fr", []),
        ("It works.", "en", "fr", []),
        ("La maison est neuve.", "fr", "de", []),
        ("La casa es nueva.", None, "es", []),
        ("It works.", None, None, []),
    ],
)
def test_a_segment_in_a_language_that_is_not_translated_is_told(
    text: str, lang: str | None, inside: str | None, told: list[str]
) -> None:
    here = Segment(text, lang=lang, sentences=(Sentence(text),))
    aside = Segment("Das Wetter", lang="de", label="spam", sentences=(Sentence("Das Wetter"),))
    [done] = TranslateStage(translator())([article(aside, here, lang=inside)])
    assert isinstance(done, Kept)
    assert [(c.kind, c.detail, c.segment) for c in done.article.checks] == [
        ("language", detail, 1) for detail in told
    ]
    assert done.article.segments[1].en == text


def test_the_configuration_hash_follows_what_decides_results() -> None:
    def hash_with(**options: object) -> str:
        t = translator(**options)
        t.checkpoint = Checkpoint("fake", Path("/nowhere"), {"files": {}})
        return TranslateStage(t).config_hash

    assert hash_with() == hash_with(workers=3) != hash_with(beam_size=2)


@pytest.mark.parametrize(
    ("kinds", "pieces", "own", "waits"),
    [
        (["term"], LONG + 1, [], True),
        (["term"], LONG, [], False),
        (["term", "number"], LONG + 1, [], False),
        (["term"], LONG + 1, ["vendor"], False),
        ([], LONG + 1, [], False),
    ],
)
def test_a_long_sentence_that_lost_a_packaged_term_alone_waits_for_its_halves(
    kinds: list[str], pieces: int, own: list[str], waits: bool
) -> None:
    decoder = Decoder(FakeEngine(), TranslateOptions(), True, own)
    problems = [Finding(kind, "vendor") for kind in kinds]
    unit = Unit("Un éditeur", "fr", [], pieces=pieces, problems=problems)
    assert decoder._for_halves(unit) is waits


def test_a_title_that_fails_a_check_is_tried_as_a_sentence() -> None:
    def answer(text: str, beam: int) -> str:
        return "Evacuation of the ward." if text.endswith(".") else "Evacuedation"

    assert one("Évacuation du service", answer).text == "Evacuation of the ward"
    pronoun = translator(
        lambda t, beam: "I evacuate it." if t.endswith(".") else "Evacuedation", check_below=0
    )
    assert pronoun.translate(["Évacuation du service"], "fr")[0].text == "Evacuedation"


def test_the_noun_of_a_headline_is_insisted_on() -> None:
    def answer(text: str, beam: int) -> str:
        return text.replace("à Lens", "at Lens") if text.startswith("⟦1⟧") else "Greek at Lens"

    options = TranslateOptions(beam_size=1, check_below=0)
    taught = Translator(
        FakeEngine(answer), Checkpoint("fake", Path("/nowhere")), options, Traits(terms=True)
    )
    [found] = taught.translate(["Grève à Lens"], "fr")
    assert found.text.lower().startswith("strike") and not found.checks

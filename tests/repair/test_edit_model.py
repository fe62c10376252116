"""The edit model: from states to proposals, what the editor lets pass, and a tiny checkpoint."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

import numpy as np
import pytest

from nlp.errors import ModelError
from nlp.repair import Repairer, RepairOptions
from nlp.repair.change import View
from nlp.repair.edit.editor import REASONS, Editor, keeps_facts, keeps_sense, untranslated
from nlp.repair.edit.tagger import Proposal, Tagger, window_of
from nlp.repair.edit.tags import split
from nlp.repair.facts import Facts
from nlp.repair.rules.pronouns import may_be_thing

TAGS = ["K", "D", "R:on", "A:the", "R:Nantes", "R:it", "R:its"]


class Pieces:
    """One identifier a word; `cls` and `sep` as a tokenizer has them."""

    cls, sep = 0, 1

    def __init__(self) -> None:
        self.numbers: dict[str, int] = {}

    def __call__(self, texts: Sequence[str]) -> list[list[int]]:
        for text in texts:
            text.encode()  # a real one takes no lone surrogate
        return [[self.numbers.setdefault(t.lower(), len(self.numbers) + 2)] for t in texts]


class Rows:
    """An encoder whose state of a token is a row of a table: one column a tag."""

    def __init__(self, pieces: Pieces, wanted: dict[str, tuple[str, float]]) -> None:
        self.pieces, self.wanted = pieces, wanted

    def hidden(self, windows: Sequence[list[int]]) -> list[np.ndarray]:
        names = {number: word for word, number in self.pieces.numbers.items()}
        return [np.stack([self._row(names.get(i, "")) for i in ids]) for ids in windows]

    def _row(self, word: str) -> np.ndarray:
        tag, logit = self.wanted.get(word, ("K", 5.0))
        row = np.zeros(len(TAGS), dtype=np.float32)
        row[TAGS.index(tag)] = logit
        return row


def tagger(**wanted: tuple[str, float]) -> Tagger:
    """A tagger that gives these words these tags, every other word `K`."""
    pieces = Pieces()
    head = np.eye(len(TAGS), dtype=np.float32)
    encoder = Rows(pieces, wanted)
    return Tagger(encoder, pieces, TAGS, head, np.zeros(len(TAGS), dtype=np.float32))


def editor(model: Tagger, **least: dict[str, float]) -> Editor:
    return Editor(model, least, "hash")


def repaired(text: str, made: Editor, *, damaged: bool, title: bool = False) -> list[str]:
    view = View(Facts.of([text], [None], "found"), damaged=damaged, title=title)
    rule = made.rule(lambda kind: kind != "article")
    return [f"{text[c.start : c.end]}>{c.fixed}:{c.kind}" for c in rule.propose(text, view)]


def test_a_lone_surrogate_is_read_past() -> None:
    """No tokenizer takes one: the model is asked with another sign in its place."""
    made = editor(tagger(of=("R:on", 9.0)), preposition={"always": 0.1})
    text = "The \ud83d result depends of care."
    assert repaired(text, made, damaged=False) == ["of>on:preposition"]


def test_a_window_has_a_place_for_each_word_and_one_before() -> None:
    window = window_of(split("It depends of it."), Pieces())
    assert window.ids == [0, 2, 3, 4, 2, 5, 1]
    assert window.first == [0, 1, 2, 3, 4, 5]


def test_the_weakest_tag_is_the_score_of_a_proposal() -> None:
    model = tagger(of=("R:on", 4.0))
    [found] = model.read("The result depends of care.").proposals
    assert (found.fixed, found.kind) == ("on", "preposition")
    assert found.score == pytest.approx(np.exp(4) / (np.exp(4) + len(TAGS) - 1), abs=1e-5)


def test_each_class_has_its_threshold_and_another_for_damaged_text() -> None:
    made = editor(tagger(of=("R:on", 4.0)), preposition={"likely": 0.5, "always": 0.97})
    text = "The result depends of care. It depends of it all."
    assert repaired(text, made, damaged=True) == ["of>on:preposition"] * 2
    assert repaired(text, made, damaged=False) == []
    assert repaired(text, made, damaged=True, title=True) == []


def test_classes_without_threshold_or_not_allowed_are_left() -> None:
    assert (
        repaired("The result depends of care.", editor(tagger(of=("R:on", 9.0))), damaged=True)
        == []
    )
    made = editor(tagger(in_=("K", 1), use=("A:the", 9.0)), article={"likely": 0.1})
    assert repaired("They use new system here.", made, damaged=True) == []


def test_an_edit_must_leave_the_sentence_sounder() -> None:
    model = tagger(of=("R:on", 3.0), on=("D", 9.0))  # what it would write is worse in its own eyes
    made = editor(model, preposition={"likely": 0.1})
    assert repaired("The result depends of care.", made, damaged=True) == []


def test_short_sentences_are_not_read() -> None:
    made = editor(tagger(of=("R:on", 9.0)), preposition={"likely": 0.1})
    assert repaired("Depends of it", made, damaged=True) == []


def test_what_is_too_long_for_a_sentence_is_not_read() -> None:
    made = editor(tagger(of=("R:on", 9.0)), preposition={"likely": 0.1})
    assert repaired("word " * 100 + "depends of it.", made, damaged=True) == ["of>on:preposition"]
    assert repaired("word " * 400 + "depends of it.", made, damaged=True) == []


@pytest.mark.parametrize(
    ("found", "fixed", "kept"),
    [
        ("of", "on", True),
        ("The", "", True),
        ("in 3", "at 4", False),
        ("Nantes", "Brest", False),
        ("less fast", "faster", False),
    ],
)
def test_names_and_figures_are_kept(found: str, fixed: str, kept: bool) -> None:
    sentence = f"x {found} y" if found != "The" else "The y"
    start = sentence.index(found)
    proposal = Proposal(start, start + len(found), fixed, "idiom", 1.0)
    assert keeps_facts(sentence, proposal) is kept


@pytest.mark.parametrize(
    ("before", "refused"),
    [
        ("The platform is open. ", True),
        ("Anne Dupont leads it. ", True),
        ("Paul Dupont leads it. ", False),
        ("Paul Dupont leads it with Marc Petit. ", True),
    ],
)
def test_a_thing_becomes_a_person_only_where_one_is_named(before: str, refused: bool) -> None:
    assert may_be_thing("Its", "His", before) is refused
    assert not may_be_thing("Her", "His", before)


def test_long_sentences_are_read_in_parts() -> None:
    model = tagger(of=("R:on", 9.0))
    text = "word " * 200 + "of word."
    [found] = model.read(text).proposals
    assert text[found.start : found.end] == "of"


def test_a_model_that_is_not_there_is_named() -> None:
    with pytest.raises(ModelError, match="no model named 'nothing'"):
        Repairer.load(RepairOptions(model="nothing"))


def test_no_model_is_loaded_where_none_is_wanted(tmp_path: Path) -> None:
    plain = Repairer.load(RepairOptions(model=None))
    assert plain.model_hash == "" and all(r.name != "edit model" for r in plain.rules)
    Repairer.load(RepairOptions(model=str(tmp_path / "gone"), enabled=False))


WOMEN = [
    "The minister, Agnès Buzyn, visited the hospital.",
    "Mrs Dupont directs the hospital.",
    "Dr Claire Martin visited the hospital.",
    "The nurse, Ana Roldán, signed the letter.",
    "Marie Dupont, director, signed the letter.",
    "The minister visited the hospital.",
    "A new hospital director was appointed.",
]


@pytest.mark.parametrize("before", WOMEN)
@pytest.mark.parametrize(
    ("wanted", "sentence"),
    [("she", "She leaves a law behind."), ("her", "They saw her law in the hall.")],
)
def test_a_woman_of_the_article_is_no_thing(before: str, wanted: str, sentence: str) -> None:
    tag = {"she": "R:it", "her": "R:its"}[wanted]
    made = editor(tagger(**{wanted: (tag, 9.0)}), org_pronoun={"likely": 0.5})
    assert repaired(f"{before} {sentence}", made, damaged=True) == []


@pytest.mark.parametrize(
    "before",
    ["The company bought the hospital.", "Tressanga bought the hospital.", "It has 300 doctors.",
     "The company equips all its doctors.", "Mr Jean Dupont directs the hospital."],
)  # fmt: skip
def test_a_company_is_it(before: str) -> None:
    made = editor(tagger(she=("R:it", 9.0)), org_pronoun={"likely": 0.5})
    found = repaired(f"{before} She leaves a law behind.", made, damaged=True)
    assert found == ["She>It:org_pronoun"]


def test_the_cast_of_the_whole_article_counts() -> None:
    made = editor(tagger(she=("R:it", 9.0)), org_pronoun={"likely": 0.5})
    texts = ["Mrs Dupont directs the hospital.", "It is new. She leaves a law behind."]
    view = View(Facts.of(texts, [None, None], "found"), 1, damaged=True)
    assert list(made.rule(lambda kind: True).propose(texts[1], view)) == []


def test_other_words_change_beside_a_woman() -> None:
    made = editor(tagger(of=("R:on", 9.0)), preposition={"likely": 0.5})
    text = "Mrs Dupont directs it. She depends of care here."
    assert repaired(text, made, damaged=True) == ["of>on:preposition"]


FRENCH = "Elle était auparavant directrice des systèmes d'information au CHU de Nantes."


@pytest.mark.parametrize(
    ("sentence", "plain"),
    [
        (FRENCH, True),
        ("Los pacientes llegaron con sistema y con paciencia.", True),
        ("She was previously directrice of the CHU de Nantes.", False),
        ("From our correspondent in Aurillac, Maëlle Fabrègues", False),
        ("The Ministère de la Santé et de la Prévention signed the contract.", False),
    ],
)
def test_what_was_left_in_french_or_spanish_is_no_english_to_edit(
    sentence: str, plain: bool
) -> None:
    assert untranslated(sentence) == plain


def test_a_sentence_left_in_french_is_not_edited() -> None:
    made = editor(tagger(directrice=("R:on", 9.0)), **dict.fromkeys(REASONS, {"likely": 0.1}))
    assert repaired(FRENCH, made, damaged=True) == []
    english = "She was the directrice of it all."
    assert len(repaired(f"{FRENCH} {english}", made, damaged=True)) == 1


@pytest.mark.parametrize(
    ("before", "stays"),
    [
        ("Alvéo announced on Thursday to ", True),
        ("The vendor claims to ", True),
        ("The board looks forward to ", False),
        ("It admitted to ", False),
        ("The delay is due to the vendor ", False),
    ],
)
def test_have_stays_behind_to_but_where_english_wants_having(before: str, stays: bool) -> None:
    change = Proposal(len(before), len(before) + 4, "having", "agreement", 0.9)
    assert keeps_sense(f"{before}have acquired Médibase.", change) != stays

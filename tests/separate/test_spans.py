"""Where something may be glued to a paragraph."""

from __future__ import annotations

import time

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from nlp.separate import spans
from nlp.separate.cuts import Cutter
from nlp.separate.seen import Document
from tests.separate.tiny import tiny_model

NEWS = "The plan was adopted on Monday."
SPAM = "Buy cheap pills now at pills.example"


def test_cuts_fall_between_sentences_and_after_a_stop_without_a_space() -> None:
    text = f"{NEWS} It cost 3.5 million.{SPAM}"
    assert spans.pieces(text, spans.sentence_cuts(text, "en")) == [
        f"{NEWS} ", "It cost 3.5 million.", SPAM,
    ]  # fmt: skip


def test_addresses_and_initials_are_not_cut() -> None:
    for text in ("See www.Site.com and U.S. law", "J.P. Blanc and S.A.S. Kerlan", "v2.B is out"):
        assert spans.sentence_cuts(text, "en") == []


def test_a_capital_inside_a_sentence_is_a_place_to_look() -> None:
    text = "The organizers plan to provide Cheap flights to all"
    assert [text[at:] for at in spans.inner_cuts(text)] == ["Cheap flights to all"]
    assert spans.inner_cuts("Buy Cheap flights") == []


@pytest.mark.parametrize(
    ("text", "behind"),
    [
        ("Pills at rx.example The clinic opens", ["The clinic opens"]),
        ("Pills at www.rx.example/a?b=1! The clinic opens", ["The clinic opens"]),
        ("Relojes en top.example ¿Qué cambia?", ["¿Qué cambia?"]),
        ("Écrivez à a@b.fr « Le délai » court", ["« Le délai » court"]),
        ("Pills at rx.example, The clinic. The end", []),
        ("Pills at rx.example the clinic opens", []),
        ("It is at rx.example.Com Here", []),
        ("Dr. Blanc and S.A.S. Kerlan", []),
    ],
)
def test_spam_mostly_ends_in_an_address(text: str, behind: list[str]) -> None:
    assert [text[at:] for at in spans.address_cuts(text)] == behind


def test_something_glued_in_leaves_enough_for_news_on_a_side_at_least() -> None:
    opening, spam, news = "The clinic opens a new ward ", f"{SPAM} ", "The work takes four months"
    for text, places in [
        (f"{opening}{SPAM}", (len(opening), len(opening) + len(SPAM))),
        (f"{spam}{news}", (0, len(spam))),
        (f"{opening}{spam}{news}", (len(opening), len(opening) + len(spam))),
    ]:
        assert places in spans.glued(text)
    assert spans.glued(f"{spam}The end") == spans.glued(f"Too short {SPAM}") == []
    assert spans.glued("") == spans.glued(f"{spam}{news}" * 100) == []


@given(st.text(alphabet=st.sampled_from("aB. 1€/¿\n«é,"), max_size=90))
def test_what_may_be_glued_is_a_part_of_the_sentence(text: str) -> None:
    for start, end in spans.glued(text):
        assert 0 <= start < end <= len(text) and spans.MIN_PIECE <= end - start < len(text)
        assert start == 0 or start >= spans.MIN_NEWS
        assert end == len(text) or len(text) - end >= spans.MIN_NEWS


@pytest.mark.parametrize("text", ["A.b" * 100_000, "a.bc/" + "x" * 300_000, "Ab " * 100_000])
def test_places_are_found_in_linear_time(text: str) -> None:
    started = time.process_time()
    spans.glued(text)
    assert time.process_time() - started < 2


@given(st.text(alphabet=st.sampled_from('aB. !?\n«»"(1')), st.sampled_from(["fr", "en", None]))
def test_cuts_are_in_order_inside_the_text_and_lose_nothing(text: str, lang: str | None) -> None:
    cuts = spans.sentence_cuts(text, lang)
    assert cuts == sorted(set(cuts)) and all(0 < cut < len(text) for cut in cuts)
    assert "".join(spans.pieces(text, cuts)) == text


def test_a_very_long_paragraph_is_looked_at_near_its_ends() -> None:
    text = f"{NEWS} " * 1_000
    cuts = spans.sentence_cuts(text, "en")
    assert len(cuts) == 24 and cuts[11] < 500 and cuts[12] > len(text) - 500


def test_runs_begin_and_end_where_suspicion_does() -> None:
    def p(*spam: float) -> np.ndarray:
        return np.array([[1 - s, 0, s] for s in spam])

    parts = [NEWS, SPAM, SPAM, NEWS]
    assert spans.spam_runs(parts, p(0.1, 0.9, 0.8, 0.1), 0.5) == [1, 3]
    assert spans.spam_runs(parts, p(0.9, 0.9, 0.8, 0.9), 0.5) == []
    assert spans.spam_runs(parts, p(0.1, 0.1, 0.1, 0.1), 0.5) == []
    assert spans.spam_runs([NEWS, "Buy!"], p(0.1, 0.9), 0.5) == []
    assert spans.spam_runs([NEWS, NEWS, SPAM], p(0.1, 0.8, 0.99), 0.5) == [1, 2]


@pytest.mark.parametrize(
    ("parts", "cuts"),
    [
        ([NEWS, SPAM, " There is no time like the present!"], [1]),
        ([NEWS, "We help you today. ", SPAM], [1]),
        ([NEWS, "Pills have never been so cheap. ", SPAM], [1]),
        ([NEWS, "Pills have never been so cheap. ", SPAM, " You must try them."], [1]),
        ([NEWS, SPAM, " Minister Blanc thanked you."], [1, 2]),
        ([NEWS, SPAM, " Your plan was adopted!"], [1, 2]),
        ([NEWS, SPAM, " The work takes four months."], [1, 2]),
        (['It was "here.', SPAM, ' We go," he said.'], [1, 2]),
        ([SPAM, " You must try them."], [1]),
    ],
)
def test_what_goes_on_with_spam_goes_with_it(parts: list[str], cuts: list[int]) -> None:
    found = np.array([[1.0 - (SPAM in part), 0.0, SPAM in part] for part in parts])
    assert spans.spam_runs(parts, found, 0.5) == cuts


@pytest.mark.parametrize(
    ("parts", "cuts"),
    [
        (['"No script, no tablets. ', 'The screen changes nothing," she said.'], []),
        (["« Achetez vite, disait le mail. ", "J'ai cliqué », avoue-t-il."], []),
        (['"We sell software," he said.', SPAM], [1]),
        (['"We sell software, he said. ', SPAM], [1]),  # torn before anything was cut
        ([SPAM, ' The "new" plan was adopted.'], [1]),
    ],
)
def test_what_somebody_said_is_not_cut_out(parts: list[str], cuts: list[int]) -> None:
    spam = [float(SPAM in part or "ablets" in part or "vite" in part) for part in parts]
    found = np.array([[1 - chance, 0.0, chance] for chance in spam])
    assert spans.spam_runs(parts, found, 0.5) == cuts


def test_a_line_in_one_piece_is_known_by_itself_already() -> None:
    texts = ["Le groupement a notifié un marché public", "Il a dit oui. Achetez du viagra ici."]
    model = tiny_model()
    judged = model(Document(texts, [0.0, 0.0], [None, None]))
    parts = {0: [texts[0]], 1: ["Il a dit oui. ", "Achetez du viagra ici."]}
    alone = Cutter(model, 0.5)._alone_pieces(parts, judged)
    np.testing.assert_allclose(alone[0], model.alone(parts[0]), atol=1e-5)
    np.testing.assert_allclose(alone[1], model.alone(parts[1]), atol=1e-5)


@given(st.text("abA1.!»(/ \n", max_size=25), st.lists(st.integers(0, 25), max_size=3))
def test_no_piece_holds_an_address_where_the_text_has_none(text: str, cuts: list[int]) -> None:
    found = spans.pieces(text, sorted(min(cut, len(text)) for cut in cuts))
    assert spans.holds_address(text) or not any(map(spans.address_cuts, found))


def test_lists_asked_about_together_are_judged_as_each_alone() -> None:
    model = tiny_model()
    groups = [["Buy cheap pills now."], [], ["Больница выбрала.", "The hospital signed.", "Menu"]]
    together = model.alone_each(groups)
    for texts, found in zip(groups, together, strict=True):
        assert found == pytest.approx(model.alone(texts), abs=1e-6)
    assert [found.shape for found in model.alone_each([[], []])] == [(0, 3), (0, 3)]

"""Sentences of an article and of its English are paired by what they share, and by where they stand."""

from __future__ import annotations

from nlp.sentence_pairs import SURE, Bead, Said, links, paired, said

SURE_PAIR = ("Galénor a signé avec Nantes en 2025.", "Galénor signed with Nantes in 2025.")
FREE_PAIR = ("Il pleut des cordes.", "What weather, they say, for ducks.")


def places(beads: list[Bead]) -> list[tuple[tuple[int, int], tuple[int, int]]]:
    return [(bead.source, bead.english) for bead in beads]


def test_what_shares_figures_and_names_is_a_pair() -> None:
    ours = [Said(SURE_PAIR[0], 0), Said("Lumenor reste à Lille.", 1)]
    theirs = [Said("Lumenor stays in Lille.", 0), Said(SURE_PAIR[1], 1)]
    [bead] = paired(ours, theirs)  # the order stays, so that one of the two is alone
    assert bead.likeness >= SURE and bead.source[1] - bead.source[0] == 1


def test_in_paragraphs_that_answer_each_other_less_is_enough() -> None:
    beside = [Said(text, 0) for text in SURE_PAIR[:1] + FREE_PAIR[:1]]
    english = [Said(text, 0) for text in SURE_PAIR[1:] + FREE_PAIR[1:]]
    assert places(paired(beside, english)) == [((0, 1), (0, 1)), ((1, 2), (1, 2))]
    apart = [beside[0], beside[1]._replace(place=1)]
    other = [english[0], english[1]._replace(place=1)]
    assert places(paired(apart, other)) == [((0, 1), (0, 1))]


def test_links_are_of_pairs_that_are_none_by_chance() -> None:
    ours, theirs = [Said("a", 3), Said("b", 4)], [Said("c", 5), Said("d", 6)]
    beads = [Bead((0, 1), (0, 1), SURE), Bead((1, 2), (1, 2), SURE / 2)]
    assert links(beads, ours, theirs) == {(3, 5)}


def test_sentences_know_their_paragraph_and_nothing_answers_nothing() -> None:
    found = said(["Un. Deux.", "", " Trois. "], "fr")
    assert [(s.text, s.place) for s in found] == [("Un.", 0), ("Deux.", 0), ("Trois.", 2)]
    assert paired([], found) == paired(found, []) == []

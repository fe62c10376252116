"""Runs of capitals and of digits without end cost time in their length, not in its square."""

from __future__ import annotations

import time
from collections.abc import Callable, Sequence

import pytest

from nlp.figures import percents
from nlp.named_days import named_days
from nlp.names import article_names
from nlp.protect import find_spans
from nlp.repair import Repairer, RepairOptions
from nlp.repair.again import Mended, Mender
from nlp.repair.again.spans import spans
from nlp.repair.change import Repaired, View
from nlp.repair.facts import Facts
from nlp.repair.ledger import build_ledger
from nlp.repair.people import persons_in, read_cast
from nlp.repair.rules import places
from nlp.translate import Translation

LENGTH = 100_000


def seconds(work: Callable[[], object]) -> float:
    started = time.process_time()
    work()
    return time.process_time() - started


@pytest.mark.parametrize("unit", ["111 ", "111'", "111 a ", "1.111 "])
@pytest.mark.parametrize("lang", ["fr", "es"])
def test_percentages(unit: str, lang: str) -> None:
    text = unit * (LENGTH // len(unit))
    assert seconds(lambda: list(percents(text, lang))) < 1


def test_a_percentage_behind_other_figures_is_found() -> None:
    text = "En 2024 15 % et 1 250 000 à 2 500 000 %, 1'250 %"
    assert [s.english for s in percents(text, "fr")] == [
        "15%", "1,250,000%", "2,500,000%", "1,250%",
    ]  # fmt: skip


@pytest.mark.parametrize("unit", ["A", "Ab-", "Ab.cd.", "Hospital A", "A y el "])
def test_days_that_are_names(unit: str) -> None:
    text = unit * (LENGTH // len(unit))
    assert seconds(lambda: list(named_days(text, "es"))) < 1


@pytest.mark.parametrize("unit", ["A", "ÀB_"])
def test_names_that_are_nearly_alike(unit: str) -> None:
    head = "Lisiere Group said. Lisière is here. "
    text = head + unit * (LENGTH // len(unit))
    assert seconds(lambda: build_ledger(text, "")) < 1
    assert build_ledger(text, "").forms == build_ledger(head, "").forms


def test_places_of_the_gazetteer() -> None:
    text, view = "The Rioja Health Service and " * (LENGTH // 29), View(Facts())
    assert seconds(lambda: list(places.literal(text, view))) < 1


@pytest.mark.parametrize("unit", ["111 ", "111'"])
def test_all_that_is_protected_among_figures(unit: str) -> None:
    text = unit * 5_000
    assert seconds(lambda: find_spans(text, "fr")) < 1


REPAIRER = Repairer.load(RepairOptions(model=None))
UNITS = [
    "Ab'", "Ab.cd.", "Ab, ", "A.B.", "(a) ", "He said it. ", "Ab-", '"Ab" ', "1,2 ", "Ab & ", "de la ",
    "of the ", "The ", "A-", "ab/cd ", "The system weekly. ", "a%",
]  # fmt: skip


@pytest.mark.parametrize("length", [20_000, pytest.param(50_000, marks=pytest.mark.slow)])
@pytest.mark.parametrize("unit", UNITS)
def test_repair_of_one_unit_without_end(unit: str, length: int) -> None:
    text = "Lisiere Group said. Lisière is here. " + unit * (length // len(unit))
    done: list[Repaired] = []
    assert seconds(lambda: done.append(REPAIRER.repair(text))) < length / 25_000
    assert done[0].settled


@pytest.mark.parametrize(
    ("text", "fixed"),
    [
        ("All of the platform regional of telemedicine.", "All of the regional telemedicine platform."),
        ("Yes. The Hospital Of The City Is Open.", "Yes. The hospital of the city is open."),
    ],
)  # fmt: skip
def test_what_is_read_with_a_bound_is_still_mended(text: str, fixed: str) -> None:
    assert REPAIRER.repair(text).text == fixed


def test_persons_that_are_named_again_and_again() -> None:
    text = "Jean Dupont " * 4_000
    assert seconds(lambda: read_cast([f"{text} She signs."], text)) < 1


def test_names_behind_empty_lines_without_end() -> None:
    text = "Lisiere" + "\n" * 50_000 + "C. M.: Nantes signs."
    found: list[str] = []
    assert seconds(lambda: found.extend(article_names([text]))) < 1
    assert found == ["Lisiere", "Nantes"]


def test_names_with_apostrophes_are_persons() -> None:
    [(start, person)] = persons_in("yesterday Anne O'Or'Ar-Mor said")
    assert (start, person.name, person.gender) == (10, "Anne O'Or'Ar-Mor", "f")


@pytest.mark.parametrize("unit", ["ab-", "ab The ", "In a ", "A,", "The a, ", "ab,In 1 "])
def test_sentences_that_run_into_the_next(unit: str) -> None:
    text = unit * (LENGTH // len(unit))
    assert seconds(lambda: spans(text)) < 2


class Echo:
    """Gives each sentence back as its translation."""

    model_hash = config_hash = ""

    def translate(self, texts: Sequence[str], lang: str) -> list[Translation]:
        return [Translation(text, 0.8) for text in texts]


def numbered(count: int) -> list[str]:
    """Sentences of which no two say the same."""
    return [
        f"Hospital {chr(97 + n % 26) * 3}{n} signed contract {n * 7} of supplier {chr(97 + n % 25) * 4} "
        f"over {n * 3} beds, {n * 11} screens and {n * 13} licences for ward {n}, and its "
        "managers expect that the doctors and the nurses of every other department will be able to read and to "
        "write the records of all their patients there before the end of the year that follows the signature."
        for n in range(count)
    ]


def test_a_paragraph_of_as_many_sentences_as_are_paired() -> None:
    sentences = numbered(119)
    english = " ".join(sentences[:60] + sentences[61:])
    assert len(spans(english)) == 118
    assert seconds(lambda: Mender(Echo()).mend([english], [" ".join(sentences)], "fr")) < 4


def test_an_article_of_many_paragraphs_that_lack_a_sentence() -> None:
    sentences = numbered(3_200)
    sources = [" ".join(pair) for pair in zip(sentences[::2], sentences[1::2], strict=True)]
    done: list[Mended] = []
    took = seconds(lambda: done.extend(Mender(Echo()).mend(sentences[::2], sources, "fr")))
    assert took < 5
    assert len(done) == 1_600

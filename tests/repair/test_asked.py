"""What the repairer is asked and cannot do is told; what it is told not to do it leaves."""

from __future__ import annotations

from typing import Any

import pytest
from repairers import RULES

from nlp.classify import Classifier
from nlp.errors import ArgumentError
from nlp.repair import Repaired, Repairer, RepairOptions
from nlp.repair.asked import language_of
from nlp.separate import Separator
from nlp.translate import Translator

BROKEN = "The the hospital. It is 8,2 %."
SOURCE = "L'hôpital de Nantes a signé le contrat, et le directeur est parti dans les temps."


def test_a_repairer_that_is_not_enabled_edits_nothing() -> None:
    off = Repairer.load(RepairOptions(enabled=False))
    assert off.repair(BROKEN, SOURCE, "fr") == Repaired(BROKEN, ())
    assert off.model_hash == ""
    with pytest.raises(ArgumentError):
        off.repair_article([BROKEN], [])
    assert RULES.repair(BROKEN).text != BROKEN


@pytest.mark.parametrize("lang", ["FR", "fr-FR", "de", ""])
def test_a_source_in_a_language_that_is_none_of_ours_is_told(lang: str) -> None:
    with pytest.raises(ArgumentError, match=f"^cannot read a source in '{lang}', only in fr, es"):
        RULES.repair(BROKEN, SOURCE, lang)
    assert RULES.repair(BROKEN, None, lang) == RULES.repair(BROKEN)


def test_an_article_in_a_fourth_language_may_hold_passages_in_ours() -> None:
    assert len(RULES.repair_article([BROKEN], [SOURCE], "pt")) == 1
    with pytest.raises(ArgumentError, match="'FR'"):
        RULES.repair_article([BROKEN], [SOURCE], "FR")


def test_without_a_language_it_is_told_from_the_source() -> None:
    assert language_of([None, SOURCE], None) == "fr"
    assert language_of(["Der Minister hat sich nicht mit den Kosten befasst."], None) is None
    assert language_of([None, ""], None) is None
    assert language_of([SOURCE], "en") == "en"
    left = "The hospital signed the contract."
    assert RULES.repair(left, SOURCE) == RULES.repair(left, SOURCE, "fr")


@pytest.mark.parametrize(
    ("asked", "error", "told"),
    [
        ({"again": [7]}, ArgumentError, "again has 7, and there are 1 segments, from 0"),
        ({"titles": [7]}, ArgumentError, "titles has 7, and there are 1 segments, from 0"),
        ({"titles": [1]}, ArgumentError, "titles has 1, and there are 1 segments, from 0"),
        ({"titles": [-1]}, ArgumentError, "titles has -1"),
        ({"titles": ["0"]}, TypeError, r"titles takes indices of segments \(int\), not '0'"),
        ({"year": "2025"}, TypeError, "year is an int, as in 2025, or None; not '2025'"),
        ({"sources": []}, ArgumentError, "0 sources for 1 segments"),
    ],
)
def test_an_argument_that_fits_nothing_is_told(
    asked: dict[str, Any], error: type[Exception], told: str
) -> None:
    with pytest.raises(error, match=f"^{told}"):
        RULES.repair_article([BROKEN], **asked)


@pytest.mark.parametrize("load", [Repairer.load, Classifier.load])
def test_a_dict_is_no_options(load: Any) -> None:
    with pytest.raises(TypeError, match=r"^options are \w+Options, not dict; \w+\(\*\*options\)"):
        load({"enabled": True})


@pytest.mark.parametrize("load", [Translator.load, Separator.load])
def test_nor_is_it_where_the_model_comes_first(load: Any) -> None:
    with pytest.raises(TypeError, match=r"^options are \w+Options, not str$"):
        load(options="plain")

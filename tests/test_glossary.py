"""The packaged glossary is sound, and a user's own is read, checked and stronger."""

from __future__ import annotations

from importlib.resources import files
from pathlib import Path

import pytest

from nlp.errors import ConfigError
from nlp.glossary import KINDS, SENSES, Glossary, parse
from nlp.repair import Repairer, RepairOptions
from nlp.translate.terms import TermFinder


def test_the_packaged_glossary() -> None:
    glossary = Glossary.load()
    assert len(glossary) > 300
    assert {t.lang for t in glossary} == {"fr", "es"}
    assert all(t.running and t.sense in SENSES for t in glossary)


def test_find_takes_whole_words_longest_first() -> None:
    found = Glossary.load().find("Le schéma directeur du système d’information hospitalier", "fr")
    assert found[0].term == "système d'information hospitalier"
    assert "schéma directeur" in [t.term for t in found]
    assert not Glossary.load().find("recetario", "es")


def test_running_text_drops_explanations() -> None:
    (term,) = parse("lang\tterm\tkind\tenglish\nfr\tX\tterm\tthing (a thing); other", "t")
    assert term.running == "thing"


def test_a_users_glossary_is_used(tmp_path: Path) -> None:
    path = tmp_path / "own.tsv"
    path.write_text(
        "lang\tterm\tkind\tenglish\twrong_literal\nfr\tchariot\tterm\tmedication cart\tcare wagon\n",
        encoding="utf-8",
    )
    repairer = Repairer.load(RepairOptions(glossary=str(path)))
    assert repairer.repair("The care wagon is new.").text == "The medication cart is new."


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("lang\tterm\nfr\tX\n", "line 1: the header lacks 'kind'"),
        ("lang\tterm\tkind\tenglish\nfr\t\tterm\tx\n", "line 2: term is empty"),
        (
            "lang\tterm\tkind\tenglish\twrong_literal\tsense\nfr\tX\tterm\ty\t\tmood\n",
            "bad.tsv, line 2: unknown sense 'mood'; it is one of acquired, ",
        ),
        *(
            (f"# own\n\nlang\tterm\tkind\tenglish\nfr\ta\tterm\tb\n{lang}\tX\tterm\ty\n",
             f"bad.tsv, line 5: unknown lang '{lang}'; it is one of es, fr")
            for lang in ("french", "FR", "en", "fr-FR", "français")
        ),
        *(
            (f"lang\tterm\tkind\tenglish\nes\tX\t{kind}\ty\n",
             f"bad.tsv, line 2: unknown kind '{kind}'; it is one of acronym, idiom, ")
            for kind in ("terme", "Term", "names", "reporting phrase")
        ),
        *(
            (f"lang\tterm\tkind\tenglish\nfr\tX\tterm\t{english}\n",
             "bad.tsv, line 2: english has nothing outside of brackets")
            for english in ("(EHR)", ";", "(EHR); (in Spain)")
        ),
        ("lang\tterm\tkind\tenglish\nfr\tX\tterm\ty\tz\n",
         "bad.tsv, line 2: 5 cells under 4 columns; a cell holds no tab"),
    ],
)  # fmt: skip
def test_faults_are_named(tmp_path: Path, text: str, message: str) -> None:
    path = tmp_path / "bad.tsv"
    path.write_text(text, encoding="utf-8")
    with pytest.raises(ConfigError, match=message):
        Glossary.load(path)


@pytest.mark.parametrize("kind", sorted(KINDS) + ["", " "])
@pytest.mark.parametrize("lang", ["fr", "es"])
def test_every_known_kind_is_taken_and_an_empty_one_is_a_term(lang: str, kind: str) -> None:
    (term,) = parse(f"lang\tterm\tkind\tenglish\n{lang}\tX\t{kind}\ty\n", "t")
    assert (term.lang, term.kind) == (lang, kind.strip() or "term")


@pytest.mark.parametrize("english", ["y; z", "y;z;", "; y; (in Spain); z (here)"])
def test_a_rendering_has_words(english: str) -> None:
    (term,) = parse(f"lang\tterm\tkind\tenglish\nfr\tX\tterm\t{english}\n", "t")
    assert (term.running, term.renderings) == ("y", ("y", "z"))


def test_what_a_spreadsheet_adds_is_no_part_of_a_row(tmp_path: Path) -> None:
    """A byte order mark at the beginning, line ends of Windows, empty cells behind the last one."""
    path = tmp_path / "own.tsv"
    path.write_bytes(b"\xef\xbb\xbflang\tterm\tkind\tenglish\r\nfr\tchariot\tterm\tcart\t\t\r\n")
    [term] = Glossary.load(path).own
    assert (term.lang, term.term, term.english) == ("fr", "chariot", "cart")


def test_a_missing_file_is_an_error() -> None:
    with pytest.raises(ConfigError, match=r"the glossary /.+/nowhere.tsv: No such file"):
        Glossary.load("nowhere.tsv")


@pytest.mark.parametrize(("lang", "english"), [("es", "OMC"), ("fr", "WTO")])
def test_in_spanish_the_doctors_council_is_not_the_trade_organization(
    lang: str, english: str
) -> None:
    found = TermFinder(Glossary.for_translation(), lang).find("OMC")
    assert [span.english for span in found] == [english]


def test_no_row_of_the_terms_silently_takes_the_place_of_another() -> None:
    text = files("nlp").joinpath("data", "terms.tsv").read_text(encoding="utf-8")
    rows = parse(text, "terms.tsv")
    assert len(Glossary(rows)) == len(rows)


@pytest.mark.parametrize(
    ("text", "english"),
    [
        ("un ingeniero en informática", "computer engineer"),
        ("un Ingeniero en Informática", "computer engineer"),
        ("el servicio de informática", "IT department"),
        ("el Departamento de Informática", "IT department"),
        ("la Informática de la Salud", "health informatics"),
    ],
)
def test_computing_with_and_without_a_capital(text: str, english: str) -> None:
    finder = TermFinder(Glossary.for_translation(), "es")
    assert [span.english for span in finder.find(text, frozenset())] == [english]

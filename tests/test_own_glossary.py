"""The user's glossary is stronger than the packaged one, in translation and in repair."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import cast

import pytest

from nlp.glossary import Glossary, Term, parse
from nlp.repair import Repairer, RepairOptions
from nlp.repair.change import Change, Rule, View
from nlp.repair.edit.editor import Editor
from nlp.repair.facts import Facts
from nlp.repair.rules import build_rules
from nlp.repair.stage import RepairStage
from nlp.translate.terms import TermFinder

HEADER = "lang\tterm\tkind\tenglish\twrong_literal\tsense\n"


def written(path: Path, *rows: str) -> str:
    lines = ("\t".join(cell.strip() for cell in row.split("|")) for row in rows)
    path.write_text(HEADER + "\n".join(lines) + "\n", encoding="utf-8")
    return str(path)


def shown(path: str, lang: str, text: str) -> list[tuple[str, str]]:
    found = TermFinder(Glossary.for_translation(path), lang).find(text)
    return [(text[s.start : s.end], s.english) for s in found]


@pytest.mark.parametrize(
    ("row", "text", "wanted"),
    [
        ("fr|éditeur|term|editor||", "L'éditeur de Lyon signe.", [("éditeur", "editor")]),
        ("fr|éditeur|term|editor||", "Deux éditeurs signent.", [("éditeurs", "editor")]),
        ("fr|Éditeur|term|editor||", "Un éditeur.", []),  # as it is written
        ("fr|éditeur|term|publisher||software", "L'éditeur signe.", [("éditeur", "publisher")]),
        ("fr|DPI|acronym|DPI||", "Le DPI de l'hôpital", [("DPI", "DPI")]),
        ("fr|DPI|acronym|DPI||", "Le DPI est en panne.", [("DPI", "DPI")]),
        ("es|HCE|acronym|HCE||", "La HCE del hospital", [("HCE", "HCE")]),
        ("fr|marché public|term|deal||", "attribuer des marchés publics", [("marchés publics", "deal")]),
        ("es|analítica|term|test||", "Las analíticas", [("analíticas", "test")]),
        ("fr|logiciel|term|package||", "Un éditeur, un logiciel",
         [("éditeur", "vendor"), ("logiciel", "package")]),
        ("es|éditeur|term|editor||", "", []),
    ],
)  # fmt: skip
def test_a_row_takes_the_place_of_the_packaged_ones(
    tmp_path: Path, row: str, text: str, wanted: list[tuple[str, str]]
) -> None:
    lang = row[:2]
    found = shown(written(tmp_path / "own.tsv", row), lang, text)
    assert [pair for pair in found if pair[0] != "hôpital" and pair[0] != "hospital"] == wanted


def senses(path: str, lang: str, term: str) -> set[tuple[str, str]]:
    return {(t.sense, t.english) for t in Glossary.load(path) if (t.lang, t.term) == (lang, term)}


def test_only_the_same_term_of_the_same_language_goes(tmp_path: Path) -> None:
    path = written(
        tmp_path / "own.tsv", "fr|director general|term|boss||", "fr|éditeurs|term|eds||"
    )
    assert senses(path, "es", "director general") == {("company", "general manager")}
    assert senses(path, "fr", "éditeur") == {("software", "vendor")}  # the plural alone was given
    assert senses(path, "fr", "éditeurs") == {("", "eds")}
    assert senses(path, "fr", "éditeur de logiciels") == {("", "software vendor")}


def test_a_row_with_a_sense_takes_the_place_of_that_sense(tmp_path: Path) -> None:
    path = written(tmp_path / "own.tsv", "fr|éditeur|term|publisher||company")
    assert senses(path, "fr", "éditeur") == {("software", "vendor"), ("company", "publisher")}
    path = written(tmp_path / "own.tsv", "fr|éditeur|term|a||software", "fr|éditeur|term|b||")
    assert senses(path, "fr", "éditeur") == {("software", "a"), ("", "b")}


def test_packaged_rows_among_themselves_stay() -> None:
    rows = parse(HEADER + "fr\tx\tterm\ta\t\t\nfr\tx\tterm\tb\t\tsoftware\nfr\txs\tterm\tc\n", "t")
    assert [t.english for t in Glossary(rows)] == ["a", "b", "c"]
    assert Glossary(rows).own == ()
    assert [t.english for t in Glossary(rows, [Term("fr", "X", "term", "d")])] == ["c", "d"]


@pytest.mark.parametrize(
    ("rows", "text", "wanted"),
    [
        (["fr|éditeur|term|editor||"], "The editor will equip the hospital with software.", None),
        (["fr|éditeur|term|publisher||"], "The software publisher will equip the hospital.", None),
        (["fr|éditeur|term|publisher|editor|"], "The editor has new software.",
         "The publisher has new software."),
        (["fr|éditeur|term|publisher||software"], "The editor has new software.", None),
        (["fr|DPI|acronym|DPI||"], "The DPI of the hospital is new.", None),
        (["fr|DPI|acronym|ECF||"], "The DPI of the hospital is new.",
         "The ECF of the hospital is new."),
        (["fr|RGPD|acronym|RGPD||"], "The RGPD applies.", None),
        (["fr|éditeur|term|editor|publisher|", "fr|maison|term|publisher||"],
         "The publisher has new software.", "The editor has new software."),
        (["fr|service|term|ward||"], "The editor has new software.", "The vendor has new software."),
        (["fr|éditeur|term|vendor; software vendor||"], "The editor has new software.",
         "The vendor has new software."),
        (["fr|CHU|acronym|CHU||"], "The CHU of Limoges bought a PACS.", None),
        (["fr|CHU|acronym|university hospital||"], "The CHU of Limoges bought a PACS.",
         "Limoges University Hospital bought a PACS."),
        (["fr|exclure|term|exclude||"], "The group does not exclude to sell its stake.", None),
        (["fr|exclure|term|rule out||"], "The group does not exclude to sell its stake.",
         "The group does not rule out selling its stake."),
        (["fr|Bretagne|place|Bretagne||"], "The ARS of Bretagne said so.", None),
        (["fr|Limoges|place|Limoges||"], "The CHU of Limoges bought a PACS.",
         "Limoges University Hospital bought a PACS."),
        (["fr|service|term|ward||"], "The group does not exclude to sell its stake.",
         "The group does not rule out selling its stake."),
    ],
)  # fmt: skip
def test_repair_leaves_alone_what_a_row_says(
    tmp_path: Path, rows: list[str], text: str, wanted: str | None
) -> None:
    path = written(tmp_path / "own.tsv", *rows)
    done = Repairer.load(RepairOptions(model=None, glossary=path)).repair(text)
    assert done.text == (wanted or text)
    assert done.settled and bool(done.edits) == (wanted is not None)


@pytest.mark.parametrize("kind", ["acronym", "term"])
@pytest.mark.parametrize(
    "english", ["The GHT signed a contract.", "The GHTs of Brittany signed, said GHT Nord."]
)
def test_repair_spells_out_no_acronym_that_a_row_keeps(
    tmp_path: Path, kind: str, english: str
) -> None:
    path = tmp_path / "own.tsv"
    path.write_text(f"lang\tterm\tkind\tenglish\nfr\tGHT\t{kind}\tGHT\n", encoding="utf-8")
    kept = Repairer.load(RepairOptions(glossary=str(path), model=None))
    assert kept.repair(english, "Le GHT de Bretagne a signé.", "fr").text == english
    plain = Repairer.load(RepairOptions(model=None))
    assert "hospital group" in plain.repair(english, "Le GHT de Bretagne a signé.", "fr").text


def test_without_one_repair_is_as_it_was() -> None:
    repairer = Repairer.load(RepairOptions(model=None))
    done = repairer.repair("The editor will equip the DPI and apply the RGPD in the hospital.")
    assert done.text == "The vendor will equip the EHR and apply the GDPR in the hospital."


def test_the_hash_follows_what_it_says_and_not_where_it_lies(tmp_path: Path) -> None:
    def hash_with(name: str, row: str) -> str:
        path = written(tmp_path / name, row)
        return RepairStage.load(RepairOptions(model=None, glossary=path)).config_hash

    first = hash_with("a.tsv", "fr|éditeur|term|editor||")
    assert first == hash_with("b.tsv", "fr|éditeur|term|editor||")
    assert first != hash_with("a.tsv", "fr|éditeur|term|publisher||")


def test_an_acronym_has_an_english_of_its_own_in_one_sense(tmp_path: Path) -> None:
    """Beside the packaged row without a sense, whose English has the acronym in brackets."""
    path = written(tmp_path / "own.tsv", "fr|GHT|acronym|hospital group||court")
    assert shown(path, "fr", "Le tribunal condamne le GHT.") == [("GHT", "hospital group")]
    assert shown(path, "fr", "Le GHT signe.") == [("GHT", "regional hospital group (GHT)")]


def test_white_space_in_a_term_is_one_blank(tmp_path: Path) -> None:
    path = written(tmp_path / "own.tsv", "fr|chariot \u00a0 rouge|term|medication cart||")
    assert shown(path, "fr", "Un chariot rouge.") == [("chariot rouge", "medication cart")]


@pytest.mark.parametrize(("fixed", "passes"), [("vendor", False), ("editors", True)])
def test_so_does_the_edit_model(tmp_path: Path, fixed: str, passes: bool) -> None:
    change = Change(4, 10, fixed, "reason", kind="agreement", score=0.99)

    class Says:
        def rule(self, allows: Callable[[str], bool]) -> Rule:
            return Rule("edit model", "*", lambda text, view: [change])

    path = written(tmp_path / "own.tsv", "fr|éditeur|term|editor||")
    rule = build_rules(RepairOptions(), Glossary.load(path), cast(Editor, Says()))[-1]
    found = rule.propose("The editor signs.", View(Facts()))
    assert list(found) == ([change] if passes else [])


def test_the_hash_is_of_the_rows_that_the_rules_know(tmp_path: Path) -> None:
    """What was saved between the two readings is in neither."""
    path = written(tmp_path / "own.tsv", "fr|éditeur|term|editor||")
    options = RepairOptions(model=None, glossary=path)
    repairer = Repairer.load(options)
    first = RepairStage(repairer).config_hash
    written(tmp_path / "own.tsv", "fr|éditeur|term|publisher||")
    assert RepairStage(repairer).config_hash == first
    assert RepairStage.load(options).config_hash != first

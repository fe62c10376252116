"""The commands with the shipped models, in this process."""

from __future__ import annotations

import io
import json
import sys
import zipfile
from collections.abc import Callable
from pathlib import Path
from typing import NamedTuple

import pytest
from tiny_models import marian

from nlp.cli import main
from nlp.record import validate

ROOT = Path(__file__).resolve().parents[2]
FRENCH = "Le CHU de Nantes a choisi un nouveau logiciel.\n\nLe marché porte sur 3,5 M€.\n"


class Done(NamedTuple):
    """What a command printed, and its exit code."""

    out: str
    err: str
    code: int


Veille = Callable[..., Done]


@pytest.fixture
def veille(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str], tmp_path: Path
) -> Veille:
    """Run a command line in an empty folder, with text on standard input."""
    monkeypatch.chdir(tmp_path)

    def run(*arguments: str, stdin: str = "") -> Done:
        monkeypatch.setattr(sys, "argv", ["veille", *arguments])
        monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(stdin.encode())))
        with pytest.raises(SystemExit) as ended:
            main()
        shown = capsys.readouterr()
        return Done(shown.out, shown.err, int(ended.value.code or 0))

    return run


def test_a_run_a_rerun_and_the_status(veille: Veille, tmp_path: Path) -> None:
    pages = tmp_path / "pages"
    pages.mkdir()
    (pages / "a.txt").write_text(FRENCH)
    (pages / "empty.txt").write_text("")
    command = ["run", "pages", "--to", "wire.db", "--to", "jsonl:out.jsonl", "--workers", "1"]
    first = veille(*command)
    assert first.code == 0, first.err
    assert "2 read = 1 stored + 0 already there + 1 quarantined (empty 1)" in first.out
    again = veille(*command)
    assert "2 read = 0 stored + 1 already there + 1 quarantined" in again.out
    record = json.loads((tmp_path / "out.jsonl").read_text())
    validate(record)
    assert record["lang"] == "fr"
    assert "€3.5 million" in record["body_en"]
    status = json.loads(veille("status", "wire.db", "--json").out)
    assert (status["articles"], status["languages"]) == (1, {"fr": 1})
    assert "empty" in veille("status", "wire.db").out


def test_a_dry_run_writes_nothing(veille: Veille, tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text(FRENCH)
    done = veille("run", "a.txt", "--dry-run")
    assert "1 to do" in done.out
    assert [p.name for p in tmp_path.iterdir()] == ["a.txt"]
    (tmp_path / "a.txt").write_text("")
    done = veille("run", "a.txt", "--dry-run")
    assert "empty 1" in done.out and "next" not in done.out


def test_the_quarantine_is_listed_shown_replayed_and_released(
    veille: Veille, tmp_path: Path
) -> None:
    german = "Das Krankenhaus hat einen neuen Vertrag mit dem Hersteller unterzeichnet. " * 3
    (tmp_path / "de.txt").write_text(german)
    (tmp_path / "late.txt").write_text("")
    assert veille("run", "de.txt", "late.txt", "--to", "wire.db", "--workers", "1").code == 0
    rows = [
        json.loads(x)
        for x in veille("quarantine", "list", "wire.db", "--json").out.split("\n")
        if x
    ]
    reasons = {row["reason"]: row["id"] for row in rows}
    assert set(reasons) == {"language", "empty"}
    shown = json.loads(veille("quarantine", "show", "wire.db", str(reasons["language"])).out)
    assert "Krankenhaus" in shown["article"]["text"]
    assert veille("quarantine", "release", "wire.db", str(reasons["empty"])).code == 2
    assert veille("quarantine", "release", "wire.db", str(reasons["language"])).code == 0
    (tmp_path / "late.txt").write_text(FRENCH)
    replayed = veille("quarantine", "replay", "wire.db")
    assert "1 stored" in replayed.out
    assert json.loads(veille("status", "wire.db", "--json").out)["articles"] == 2
    assert veille("quarantine", "list", "wire.db", "--json").out == ""


def test_rows_are_mapped_by_options(veille: Veille, tmp_path: Path) -> None:
    text = "El hospital de Lugo ha firmado el contrato de su historia clínica con la empresa Turia."
    (tmp_path / "rows.csv").write_text(f"ref;encabezado;cuerpo_txt\n7;Título;{text}\n")
    fields = ["--field", "text=cuerpo_txt", "--field", "title=encabezado", "--field", "id=ref"]
    assert veille("run", "rows.csv", *fields, "--to", "jsonl:o.jsonl", "--workers", "1").code == 0
    record = json.loads((tmp_path / "o.jsonl").read_text())
    assert (record["id"], record["title"]) == ("7", "Título")


@pytest.mark.parametrize(
    ("command", "told"),
    [
        (["run", "nowhere"], "nowhere"),
        (["run", "a.txt", "--to", "mysql://x"], "names no store"),
        (["run", "a.txt", "--to", "out/b.jsonl.gz"], "did you mean jsonl:out/b.jsonl.gz?"),
        (["run", "a.txt", "--to", "b.parquet"], "did you mean parquet:b/ (a folder)?"),
        (["run", "a.txt", "--to", "results"], "names no store; known are"),
        (["run", "a.txt", "--field", "corps"], "PART=COLUMN"),
        (["run", "a.txt", "--to", "n.db", "--log", "n.db"], "--log n.db is where --to n.db writes"),
        (["run", "a.txt", "--config", "gone.toml"], "cannot read gone.toml"),
        (["run", "a.txt", "--config", "bad.toml"], "translate.modl"),
        (["quarantine", "release", "wire.db"], "name the records"),
        (["quarantine", "replay", "wire.db", "1", "--reason", "empty"], "by --reason, not both"),
        (["quarantine", "list", "wire.db"], "wire.db"),
        (["status", "wire.db"], "wire.db"),
    ],
)
def test_wrong_use_is_told_with_exit_code_2(
    veille: Veille, tmp_path: Path, command: list[str], told: str
) -> None:
    (tmp_path / "a.txt").write_text(FRENCH)
    (tmp_path / "bad.toml").write_text('[translate]\nmodl = "x"\n')
    done = veille(*command)
    assert done.code == 2
    assert told in done.err
    assert "Traceback" not in done.err


def test_a_model_that_is_not_there_is_exit_code_3(veille: Veille) -> None:
    done = veille("translate", "--lines", "--model", "no-such-model", stdin="Bonjour\n")
    assert done.code == 3
    assert "no-such-model" in done.err


def test_one_line_in_is_one_line_out(veille: Veille) -> None:
    lines = "Le CHU de Nantes a signé.\n\nHello.\n???\n"
    for command in (["translate", "--from", "fr"], ["repair"], ["separate"], ["classify"]):
        done = veille(*command, "--lines", stdin=lines)
        assert done.code == 0, done.err
        assert done.out.count("\n") == 4
    assert [
        x.split("\t")[2] for x in veille("separate", "--lines", stdin=lines).out[:-1].split("\n")
    ] == (lines[:-1].split("\n"))


@pytest.mark.parametrize("command", ["translate", "repair", "separate", "classify"])
def test_lines_are_no_records(veille: Veille, command: str) -> None:
    done = veille(command, "--lines", "--format", "jsonl", stdin="Hello.\n")
    assert (done.code, done.out) == (2, "")
    assert "not with --format jsonl" in done.err


WHOLE = "The contract covers hosting and training for five years."
LEFT = "Le contrat couvre l'hébergement et la formation pendant cinq ans."
BESIDE = ["repair", "--lines", "--rules", "--original", "fr.txt", "--from", "fr"]


def test_what_is_broken_is_translated_again_beside_its_original(
    veille: Veille, tmp_path: Path
) -> None:
    (tmp_path / "fr.txt").write_text(f"{LEFT}\n{LEFT}\n", encoding="utf-8")
    done = veille(*BESIDE, stdin=f"{WHOLE}\n{LEFT}\n")
    assert done.code == 0, done.err
    first, second = done.out.splitlines()
    assert first == WHOLE
    assert "five years" in second
    done = veille(*BESIDE, "--skip", "untranslated", stdin=f"{WHOLE}\n{LEFT}\n")
    assert "cinq ans" in done.out


@pytest.mark.parametrize("how", [["a.txt"], ["--lines"], ["--diff", "a.txt"]])
def test_repair_without_a_source_needs_no_translation_model(
    veille: Veille, tmp_path: Path, how: list[str]
) -> None:
    english = "The hospital hospital has signed the contract.\n"
    (tmp_path / "a.txt").write_text(english)
    (tmp_path / "own.toml").write_text('[translate]\nmodel = "/nonexistent"\n')
    done = veille("repair", "--rules", "--config", "own.toml", *how, stdin=english)
    assert done.code == 0, done.err
    assert "hospital has signed the contract." in done.out


@pytest.mark.slow
def test_a_model_that_knows_nothing_replaces_nothing(veille: Veille, tmp_path: Path) -> None:
    (tmp_path / "fr.txt").write_text(f"{LEFT}\n{LEFT}\n", encoding="utf-8")
    marian(tmp_path / "tiny")
    (tmp_path / "own.toml").write_text(f'[translate]\nmodel = "{tmp_path}/tiny"\n')
    done = veille(*BESIDE, "--config", "own.toml", stdin=f"{WHOLE}\n{LEFT}\n")
    assert (done.code, done.out) == (0, f"{WHOLE}\n{LEFT}\n")


def test_an_original_has_a_line_for_each_line(veille: Veille, tmp_path: Path) -> None:
    (tmp_path / "fr.txt").write_text("Bonjour.\n", encoding="utf-8")
    command = ["repair", "--lines", "--rules", "--original", "fr.txt"]
    done = veille(*command, stdin="Hello.\nHello.\n")
    assert (done.code, "fr.txt has fewer lines" in done.err) == (2, True)
    done = veille(*command[:-1], "none.txt", stdin="Hello.\n")
    assert (done.code, "cannot read none.txt" in done.err) == (2, True)
    (tmp_path / "fr.txt").write_text("Bonjour.\n\n", encoding="utf-8")
    for lines in ("", "Hello.\n"):
        done = veille(*command, stdin=lines)
        assert (done.code, done.out, "fr.txt has more lines" in done.err) == (2, lines, True)
    assert veille(*command, stdin="Hello.\nHello.\n").code == 0


@pytest.mark.parametrize(
    ("wrong", "told"),
    [
        (["fr.txt", "--from", "en"], "--from en: an original is in fr or es"),
        (["-"], "--original cannot be standard input"),
    ],
)
def test_an_original_that_is_none_is_told(
    veille: Veille, tmp_path: Path, wrong: list[str], told: str
) -> None:
    (tmp_path / "fr.txt").write_text("Bonjour.\n", encoding="utf-8")
    done = veille("repair", "--lines", "--rules", "--original", *wrong, stdin="Hello.\n")
    assert (done.code, done.out, told in done.err) == (2, "", True)


def test_a_line_in_another_language_passes_and_is_told(veille: Veille) -> None:
    german = "Der Minister hat sich nicht mit den Kosten und der Frage befasst."
    done = veille("translate", "--lines", stdin=f"{german}\n???\n")
    assert (done.code, done.out) == (0, f"{german}\n???\n")
    assert "language: de" in done.err


def test_a_glossary_of_ones_own_is_read_or_its_fault_is_told(
    veille: Veille, tmp_path: Path
) -> None:
    (tmp_path / "own.tsv").write_text(
        "lang\tterm\tkind\tenglish\nfr\tchariot\tterm\tmedication cart\n"
    )
    (tmp_path / "bad.tsv").write_text("lang\tterm\n")
    line = "Le chariot est neuf.\n"
    done = veille("translate", "--from", "fr", "--lines", "--glossary", "own.tsv", stdin=line)
    assert done.code == 0, done.err
    done = veille("translate", "--from", "fr", "--lines", "--glossary", "bad.tsv", stdin=line)
    assert done.code == 2 and "bad.tsv, line 1: the header lacks 'kind'" in done.err


def test_one_stage_on_a_document(veille: Veille, tmp_path: Path) -> None:
    (tmp_path / "fr.txt").write_text(FRENCH)
    assert "€3.5 million" in veille("translate", "fr.txt").out
    record = json.loads(veille("translate", "fr.txt", "--format", "jsonl").out)
    assert [step["stage"] for step in record["provenance"]["steps"]] == ["segment", "translate"]
    mended = veille("repair", stdin="The hospital hospital has signed the contract for 3,5 M€.\n")
    assert mended.out.startswith("The hospital has signed the contract")
    assert veille("separate", "fr.txt").out.startswith("content\t")
    clean = str(ROOT / "examples" / "articles" / "market_exit_en_clean.txt")
    assert veille("classify", clean).out.startswith("market_exit\t")
    for command in ("classify", "repair"):
        done = veille(command, "fr.txt")
        assert (
            done.code == 0 and "fr.txt: language: it reads as French and is taken for" in done.err
        )
        assert veille(command, clean).err == ""
    assert veille("repair", stdin="").code == 2  # nothing to read: told, not silent


def test_a_stage_says_where_a_broken_record_stands(veille: Veille, tmp_path: Path) -> None:
    rows = f'{json.dumps({"id": "ok", "text": FRENCH})}\n{{"id": "bad", "text": \n\n{{"id": "n", "text": 3}}\n'
    (tmp_path / "rows.jsonl").write_text(rows)
    with zipfile.ZipFile(tmp_path / "a.zip", "w") as archive:
        archive.writestr("in/table.csv", "id,text\n1,\n")
    (tmp_path / "empty.txt").write_text("")
    done = veille("separate", "rows.jsonl", "a.zip", "empty.txt")
    assert done.code == 2 and done.out.startswith("content\t")
    assert done.err.splitlines()[:4] == [
        "veille: rows.jsonl:2: malformed: not JSON: Expecting value at column 23",
        "veille: rows.jsonl:4: missing_field: no field holds the text; text is a number; there are: id, text",
        "veille: a.zip!in/table.csv:2: missing_field: no field holds the text; text is empty; there are: id, text",
        "veille: empty.txt: empty: no bytes",
    ]


def test_models_are_listed_shown_and_verified(veille: Veille) -> None:
    listed = {x.split("\t")[0] for x in veille("models", "list").out.splitlines()}
    assert {"translation", "separation", "events"} <= listed
    assert json.loads(veille("models", "show", "separation").out)["task"] == "separation"
    done = veille("models", "verify", "separation", "events")
    assert done.code == 0, done.out
    assert done.out == "separation\tok\nevents\tok\n"  # tests/docs/test_readme.py verifies them all

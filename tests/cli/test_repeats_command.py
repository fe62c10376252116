"""``veille repeats`` and what the other commands do with its file."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path

import pytest

from tests.separate.pages import prose

ABOUT = (
    "Le groupement hospitalier réunit neuf établissements de la région et soigne deux cent mille "
    "personnes par an, de la maternité de Saint-Brieuc aux soins de longue durée."
)
"""What the model by itself takes for content."""

Veille = Callable[..., tuple[str, str, int]]


def write_rows(file: Path, numbers: range) -> None:
    """Rows of one site, each with prose of its own between what the site adds."""
    rows = (
        {"corps_txt": f"{prose(2 * i)}\n\n{ABOUT}\n\n{prose(2 * i + 1)}", "source": "Le Fil"}
        for i in numbers
    )
    file.write_text("".join(json.dumps(row) + "\n" for row in rows), encoding="utf-8")


def test_a_sketch_is_made_merged_and_used(veille: Veille, tmp_path: Path) -> None:
    for name, numbers in (("all", range(30)), ("some", range(20)), ("more", range(10, 30))):
        write_rows(tmp_path / f"{name}.jsonl", numbers)
    mapped = ("--field", "text=corps_txt")
    out, err, code = veille("repeats", "all.jsonl", "--out", "all.st", *mapped)
    assert code == 0, err
    assert (
        out
        == "all.st: 30 pages held, of sites: 1\nrepeated segments: 1, on sites with 20 articles: 1\n"
    )
    assert veille("repeats", "some.jsonl", "--out", "some.st", *mapped)[2] == 0
    parts = ("repeats", "more.jsonl", "--merge", "some.st", "--out", "sum.st", *mapped)
    assert veille(*parts)[2] == 0
    assert (tmp_path / "sum.st").read_bytes() == (tmp_path / "all.st").read_bytes()

    (tmp_path / "v.toml").write_text(
        '[read.fields]\ntext = "corps_txt"\n[separate]\nrepeats = "sum.st"\n'
    )
    out, err, code = veille("separate", "all.jsonl", "--config", "v.toml", "--format", "jsonl")
    assert code == 0, err
    records = [json.loads(line) for line in out.splitlines()]
    assert len(records) == 30
    for record in records:
        found = {s["text"]: (s["label"], s["reasons"]) for s in record["segments"]}
        assert found[ABOUT] == ("boilerplate", ["on 30 of 30 pages of the site"])


def test_a_run_takes_it_as_an_option(veille: Veille, tmp_path: Path) -> None:
    write_rows(tmp_path / "rows.jsonl", range(1))
    (tmp_path / "bad.st").write_bytes(b"no sketch")
    run = ("run", "rows.jsonl", "--field", "text=corps_txt", "--dry-run", "--repeats")
    _, err, code = veille(*run, "bad.st")
    assert code == 2 and "cannot read the sketch bad.st" in err
    assert veille("repeats", "rows.jsonl", "--out", "r.st", "--field", "text=corps_txt")[2] == 0
    assert veille(*run, "r.st")[2] == 0


def test_a_small_archive_and_what_cannot_be_read_are_told(veille: Veille, tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text(f"{prose(1)}\n\n{ABOUT}", encoding="utf-8")
    (tmp_path / "empty.txt").write_text("")
    out, _, code = veille("repeats", "a.txt", "empty.txt", "--out", "r.st")
    assert code == 0
    assert "r.st: 1 pages held, of sites: 1" in out
    assert "1 passed over (empty 1); a run quarantines them" in out
    assert "repeated segments: none, on sites with 20 articles: 0; the file has no effect" in out


@pytest.mark.parametrize(
    ("arguments", "told"),
    [
        ((), "name an archive to read, or a sketch to --merge"),
        (("nowhere",), "nowhere"),
        (("--merge", "gone.st"), "/gone.st: No such file"),
        (("a.txt", "--field", "corps"), "PART=COLUMN"),
    ],
)
def test_wrong_use_is_told_with_exit_code_2(
    veille: Veille, tmp_path: Path, arguments: tuple[str, ...], told: str
) -> None:
    (tmp_path / "a.txt").write_text("Un texte.")
    _, err, code = veille("repeats", *arguments, "--out", "r.st")
    assert code == 2
    assert told in err
    assert not (tmp_path / "r.st").exists()


def test_a_place_that_cannot_be_written_is_told_before_anything_is_read(
    veille: Veille, tmp_path: Path
) -> None:
    (tmp_path / "file").touch()
    _, err, code = veille("repeats", "nowhere", "--out", "file/all.st")
    assert code == 2 and "cannot write file/all.st" in err

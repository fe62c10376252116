"""``veille eval``: figures, intervals, verdicts, files, pictures, history."""

from __future__ import annotations

import json
import re
import sys
from pathlib import Path
from typing import Any
from urllib.parse import unquote
from xml.etree import ElementTree

import labelled_examples
import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from eval import classes, drawings, report, suites
from eval.bootstrap import FEWEST, compare, interval
from eval.commands import _doubts, names_of
from nlp.checkpoints import sha256, write_manifest
from nlp.cli import main
from nlp.errors import ConfigError
from training.labelled.schema import EventRow, SegmentRow

SPAM = [
    ("Cheap pills shipped overnight, no prescription, order now!", "spam"),
    ("Share this article on your favourite network", "boilerplate"),
    ("The hospital of Lyon signed the contract for its records in May.", "content"),
]


def veille(monkeypatch: pytest.MonkeyPatch, *arguments: Any) -> int:
    """Run a command line in this process; its exit code."""
    monkeypatch.setattr(sys, "argv", ["veille", *map(str, arguments)])
    with pytest.raises(SystemExit) as ended:
        main()
    return int(ended.value.code or 0)


@given(
    st.lists(st.tuples(st.sampled_from("abc"), st.sampled_from("abcd")), min_size=1, max_size=40)
)
def test_macro_f1_and_accuracy_are_those_of_scikit_learn(pairs: list[tuple[str, str]]) -> None:
    from sklearn.metrics import accuracy_score, f1_score

    truth, found = zip(*pairs, strict=True)
    measured, every = classes.metrics(truth, found), np.arange(len(truth))
    labels = sorted(set(truth))
    wanted = f1_score(truth, found, labels=labels, average="macro", zero_division=0)
    assert measured["macro_f1"](every) == pytest.approx(wanted)
    assert measured["accuracy"](every) == pytest.approx(accuracy_score(truth, found))
    table = classes.per_class(truth, found)
    assert np.mean([row["f1"] for row in table.values()]) == pytest.approx(wanted, abs=1e-4)
    counted = classes.confusion(truth, found)
    assert sum(sum(row.values()) for row in counted.values()) == len(truth)


def test_a_verdict_needs_a_difference_that_luck_does_not_explain() -> None:
    draw = np.random.default_rng(1)
    good, same = draw.random(200) < 0.9, draw.random(200) < 0.88
    bad = draw.random(200) < 0.6

    def mean(values: Any) -> Any:
        return lambda items: float(values[items].mean())

    assert compare(mean(good), mean(bad), 200).verdict == "better"
    assert compare(mean(bad), mean(good), 200).verdict == "worse"
    assert compare(mean(good), mean(same), 200).verdict == "no difference"
    assert compare(mean(good), mean(bad), FEWEST - 1).verdict == "too few items"
    found = interval(mean(good), 200)
    assert found.low < found.value < found.high
    assert found.high - found.low == pytest.approx(4 * (0.9 * 0.1 / 200) ** 0.5, rel=0.3)


def test_pairing_sees_what_two_intervals_hide() -> None:
    """A model that is a little better on every item is better, however much items differ."""
    hard = np.random.default_rng(2).random(100)
    found = compare(lambda i: float((hard + 0.01)[i].mean()), lambda i: float(hard[i].mean()), 100)
    assert found.verdict == "better" and found.low == pytest.approx(0.01)


@pytest.mark.parametrize(
    ("files", "names"),
    [
        ("new.jsonl", "new"),
        ("dev.2025.jsonl", "dev"),  # as it always was: lines of a history are found by it
        ("x/new.fr-en.tsv.gz", "new"),
        ("a/new.jsonl b/old.jsonl", "new old"),
        ("a/new.jsonl b/new.jsonl", "a.new b.new"),
        ("dev.2025.jsonl dev.2026.jsonl.gz", "dev.2025 dev.2026"),
        ("a/dev.25.jsonl b/dev.25.csv dev.26.csv", "a.dev.25 b.dev.25 dev.26"),
        ("a/articles.jsonl", "a.articles"),
        ("a/articles.may.jsonl", "articles.may"),
    ],
)
def test_every_file_is_a_set_of_its_own(files: str, names: str) -> None:
    paths = [Path(name) for name in files.split()]
    assert names_of(paths, ["articles", "documents"]) == dict(
        zip(names.split(), paths, strict=True)
    )


@pytest.mark.parametrize(
    "files", ["a/new.jsonl a/new.jsonl", "a/new.jsonl a/new.csv", "a/x.1 b/../a/x.1"]
)
def test_two_files_that_would_be_one_set_are_refused(files: str) -> None:
    with pytest.raises(ConfigError, match="are one set"):
        names_of([Path(name) for name in files.split()])


def test_files_of_one_name_are_both_measured(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    for folder in ("a", "b"):
        (tmp_path / folder).mkdir()
        rows = [{"text": text, "label": label} for text, label in SPAM]
        labelled_examples.write(tmp_path / folder / "new.jsonl", rows[: 3 if folder == "a" else 2])
    data = [part for f in "ab" for part in ("--data", tmp_path / f / "new.jsonl")]
    assert veille(monkeypatch, "eval", "separation", *data, "--out", tmp_path / "out") == 0
    told = json.loads((tmp_path / "out/result.json").read_text())["sets"]
    assert {name: found["items"] for name, found in told.items()} == {"a.new": 3, "b.new": 2}
    capsys.readouterr()
    assert veille(monkeypatch, "eval", "separation", *data, "--field", "text=corps") == 2
    assert "--field text=corps: no file has such a column" in capsys.readouterr().err
    assert veille(monkeypatch, "eval", "separation", *data, "--field", "txt=corps") == 2


def events_model(folder: Path, data: list[dict[str, str]], types: list[str]) -> str:
    """A folder that says of itself what an event model says."""
    folder.mkdir()
    (folder / "events.json").write_text(json.dumps({"types": types}))
    write_manifest(
        folder, name="m", version="1", task="events", data=data, recipe="", metrics={}, licence=""
    )
    return str(folder)


@pytest.mark.parametrize(
    ("use", "same", "told"),
    [
        ("learnt from", True, True),
        ("rehearsed", True, True),
        ("test: later", True, False),
        ("learnt from", False, False),
    ],
)
def test_a_file_that_a_model_learnt_from_is_told(
    tmp_path: Path, use: str, same: bool, told: bool
) -> None:
    rows = [EventRow(text="A notice.", events=["tender"])]
    path = labelled_examples.write(tmp_path / "new.jsonl", [{"text": "A", "events": ["tender"]}])
    entry = {"name": "x.jsonl", "use": use, "sha256": sha256(path) if same else "0" * 64}
    model = events_model(tmp_path / "m", [entry], ["tender", "other"])
    told_of = list(_doubts("events", [model, "rules"], [path], {"new": rows}))
    assert told_of == [line for line in told_of if f"{path}: {model} learnt from this file" in line]
    assert len(told_of) == told


def test_types_that_no_model_has_are_told(tmp_path: Path) -> None:
    one = events_model(tmp_path / "a", [], ["tender", "other"])
    two = events_model(tmp_path / "b", [], ["strike", "other"])
    rows = [
        EventRow(text="A.", events=types)
        for types in (["tendr"], ["tender", "tendr"], ["strike"], ["other"])
    ]
    assert list(_doubts("events", [one, two], [], {"new": rows})) == [
        f"'tendr' (2 articles) is no type of {one} or {two}: always wrong"
    ]
    assert [line[:8] for line in _doubts("events", [one], [], {"new": rows})] == [
        "'tendr' ",
        "'strike'",
    ]
    assert list(_doubts("separation", ["separation"], [], {"new": []})) == []


def test_separation_through_the_command_line(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.chdir(tmp_path)
    rows = [
        {"id": f"{i}-{k}", "group": f"page{i}", "text": text, "label": label}
        for i in range(5)
        for k, (text, label) in enumerate(SPAM)
    ]
    data = labelled_examples.write(tmp_path / "spam.jsonl", rows)
    command = ["eval", "separation", "--data", data, "--out", "r", "--history", "h.jsonl"]
    assert veille(monkeypatch, *command, "--against", "separation") == 0
    shown = capsys.readouterr().out
    assert "| spam | 15 |" in shown and "**no difference**" in shown
    result = json.loads((tmp_path / "r/result.json").read_text())
    assert set(result["sets"]["spam"]["per_class"]) == {"content", "boilerplate", "spam"}
    assert result["compared"]["spam"]["macro_f1"]["difference"] == 0
    pictures = sorted(p.name for p in (tmp_path / "r").glob("*.svg"))
    assert pictures == ["spam.classes.svg", "spam.confusion.svg", "spam.reliability.svg"]
    assert all(f"]({name})" in (tmp_path / "r/result.md").read_text() for name in pictures)
    assert veille(monkeypatch, *command) == 0
    assert "before:\nspam, " in capsys.readouterr().out
    lines = [json.loads(line) for line in (tmp_path / "h.jsonl").read_text().splitlines()]
    assert len(lines) == 2 and lines[0]["sets"] == lines[1]["sets"]
    assert veille(monkeypatch, "eval", "separation") == 2
    assert veille(monkeypatch, "eval", "separation", "--shared", tmp_path / "nowhere") == 2


def spam_file(path: Path) -> Path:
    """A page of three lines; its name has a blank and a bar."""
    rows = [{"group": "p", "text": text, "label": label} for text, label in SPAM]
    return labelled_examples.write(path, rows)


def never(*_: Any) -> Any:
    raise AssertionError("measured before all that can be refused was")


def test_what_would_fail_behind_the_measurement_is_refused_before_it(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.chdir(tmp_path)
    data = spam_file(tmp_path / "a.jsonl")
    monkeypatch.setitem(suites.SUITES, "separation", never)
    command = ["eval", "separation", "--data", data]
    assert veille(monkeypatch, *command, "--against", "nowhere") == 3
    assert "nowhere" in capsys.readouterr().err
    for text, told in (
        ("{}\n{", "line 1: no measurement"),
        ('{"sets": {}, "task', "line 1"),
        ("[]", "line 1"),
    ):
        (tmp_path / "h.jsonl").write_text(text)
        assert veille(monkeypatch, *command, "--history", "h.jsonl") == 2
        assert f"--history h.jsonl, {told}" in capsys.readouterr().err
    assert veille(monkeypatch, *command, "--out", data) == 2
    assert "a file; name a folder" in capsys.readouterr().err
    assert veille(monkeypatch, *command, "--history", tmp_path) == 2
    assert "cannot be read" in capsys.readouterr().err


def test_a_history_without_its_last_line_feed_keeps_its_lines(tmp_path: Path) -> None:
    rows = [SegmentRow(text="x\u2028y", label="spam")]
    one = {"items": 1, "macro_f1": 0.5, "accuracy": 0.5}
    result = {"task": "separation", "model": "m", "hash": "h", "sets": {"a\u2028b": one}}
    sets = {"a\u2028b": rows}
    path = tmp_path / "deep" / "h.jsonl"
    assert report.measured_before(path) == []
    report.note(path, result, sets)
    path.write_bytes(path.read_bytes().rstrip(b"\n"))
    report.note(path, {**result, "model": "n"}, sets)
    known = report.measured_before(path)
    assert [row["model"] for row in known] == ["m", "n"]
    [told] = report.before(known, result, sets)
    assert told.startswith("a\u2028b, ") and told.endswith("n h: macro_f1 0.5, accuracy 0.5")
    assert report.before(known, {**result, "task": "events"}, sets) == []
    assert report.before(known, result, {"a\u2028b": [*rows, *rows]}) == []


def test_a_set_may_be_called_as_it_will(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.chdir(tmp_path)
    data = spam_file(tmp_path / "my|own data.jsonl")
    assert veille(monkeypatch, "eval", "separation", "--data", data, "--out", "r") == 0
    told = (tmp_path / "r/result.md").read_text()
    assert "| my\\|own data | 3 |" in told
    links = re.findall(r"!\[.*?\]\((\S+)\)", told)
    pictures = {unquote(link) for link in links}
    assert pictures == {p.name for p in (tmp_path / "r").glob("*.svg")} and len(pictures) == 3


def test_repair_through_the_command_line(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """The rules alone: what they mend, what they miss and what they leave as it is."""
    monkeypatch.chdir(tmp_path)
    rows = [
        {"source": "It cost 3,5 million euros.", "target": "It cost €3.5 million."},
        {"source": "The firm the firm has sleeped.", "target": "The firm has slept."},
        {"source": "The hospital signed in May.", "target": "The hospital signed in May."},
    ] * 4
    data = labelled_examples.write(tmp_path / "mended.jsonl", rows)
    command = ["eval", "repair", "--model", "rules", "--data", data, "--out", "r"]
    assert veille(monkeypatch, *command, "--history", "h.jsonl", "--against", "rules") == 0
    shown = capsys.readouterr().out
    assert "# repair: rules (`repair." in shown and "**no difference**" in shown
    assert "| class | precision | recall | f05 | needless | items |" in shown
    found = json.loads((tmp_path / "r/result.json").read_text())["sets"]["mended"]
    assert found["items"] == 12 and found["clean"] == 4 and found["clean_changed"] == 0
    assert 0 < found["recall"] < 1 and found["exact"] == 0.5
    assert found["per_class"]["number_format"]["recall"] == 1
    assert found["per_class"]["tense"]["recall"] == 0
    assert [p.name for p in (tmp_path / "r").glob("*.svg")] == ["mended.classes.svg"]
    assert "f05 by class" in (tmp_path / "r/mended.classes.svg").read_text()
    line = json.loads((tmp_path / "h.jsonl").read_text())["sets"]["mended"]
    assert line["f05"] == found["f05"]
    assert veille(monkeypatch, *command[:3], "nowhere", *command[4:]) == 3


def test_the_hash_of_a_set_is_of_what_is_asked_and_expected() -> None:
    row = SegmentRow(id="a", text="x", label="spam")
    assert report.set_hash([row]) == report.set_hash([row.model_copy(update={"group": "g"})])
    assert report.set_hash([row]) != report.set_hash([row.model_copy(update={"label": "content"})])


def test_pictures_are_well_formed_and_show_every_class() -> None:
    table = classes.confusion(["a&b", "c", "c"], ["c", "c", "a&b"])
    for picture in (
        drawings.confusion(table),
        drawings.bars(classes.per_class(["a&b", "c"], ["c", "c"]), "f1"),
        drawings.reliability(classes.bins([0.1, 0.9], [False, True])),
    ):
        root = ElementTree.fromstring(picture)
        assert root.get("role") == "img"
    assert "a&b" in " ".join(ElementTree.fromstring(drawings.confusion(table)).itertext())


def test_the_frozen_sets_are_there(shared: Path) -> None:
    from eval.frozen import load

    assert {len(rows) for rows in load("events", shared).values()} == {68, 20}
    assert set(load("separation", shared)) == {"segments"}
    assert len(load("translation", shared)) == 6
    assert {name: len(rows) for name, rows in load("repair", shared).items()}["hard"] == 480

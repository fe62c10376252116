"""Label Studio and back: what is chosen, what a task holds, what comes home; corrections of readers."""

from __future__ import annotations

import json
from collections.abc import Callable
from contextlib import closing
from pathlib import Path
from typing import Any
from xml.etree import ElementTree

import labelled_examples
import pytest

from nlp.article import Article, Check, Event, Segment
from nlp.errors import DataError
from nlp.record import to_record
from nlp.store import open_store
from training.labelled import corrections
from training.labelled.read import read
from training.labelstudio import answers
from training.labelstudio.choose import Candidate, diverse, doubtful

Veille = Callable[..., Any]


def article(number: int, score: float, label: str = "strike", **changes: Any) -> dict[str, Any]:
    """A stored article with one title, two translated paragraphs and one spam line."""
    row = labelled_examples.article(label, number)
    english = row["text"].split("\n\n")[:2]
    segments = (
        Segment("Titre", kind="title", label="content", score=0.9, lang="fr", en=row["title"]),
        *(Segment(f"Phrase {i} {number}.", label="content", score=0.99, lang="fr", en=e) for i, e in enumerate(english)),
        Segment("Buy pills", label="spam", score=score, lang="en"),
    )  # fmt: skip
    found = Article.new(f"Phrase {number}", title="Titre", id=row["id"], lang="fr").with_(
        segments=segments,
        events=(Event(label, score, primary=True), Event("tender", 0.2)),
        checks=(Check("number", "2 is missing", 1),) if number % 2 else (),
        confidence=score,
        **changes,
    )
    return to_record(found, "m" * 16, "c" * 16)


@pytest.fixture
def store(place: Path) -> Path:
    """A store of twelve articles, the later ones surer."""
    with closing(open_store("wire.db")) as opened:
        opened.put([article(i, 0.4 + i / 20) for i in range(12)])
    return place / "wire.db"


def annotated(tasks: list[dict[str, Any]]) -> list[dict[str, Any]]:
    """The tasks as Label Studio exports them, an annotator having agreed with every prediction."""
    return [
        {"id": i, "data": t["data"], "annotations": [{"result": t["predictions"][0]["result"]}]}
        for i, t in enumerate(tasks, 1)
    ]


@pytest.mark.parametrize("kind", ["events", "translation", "segments"])
def test_what_goes_out_comes_back(store: Path, place: Path, veille: Veille, kind: str) -> None:
    (place / "t.toml").write_text('[[type]]\nid = "strike"\ndescription = "a <strike> & more"\n')
    done = veille(
        "label", "export", store, "--kind", kind, "--uncertain", 5, "--types", "t.toml", "-o", "tasks.json"
    )  # fmt: skip
    assert done.code == 0 and done.out.startswith("5 tasks in tasks.json"), done.err
    tasks = json.loads((place / "tasks.json").read_text())
    page = ElementTree.parse(place / "tasks.xml").getroot()
    named = {element.get("name") for element in page.iter()} - {None}
    shown = {str(e.get("value"))[1:] for e in page.iter() if str(e.get("value")).startswith("$")}
    for task in tasks:
        assert shown <= set(task["data"])
        for result in task["predictions"][0]["result"]:
            assert {result["from_name"], result["to_name"]} <= named
    (place / "export.json").write_text(json.dumps(annotated(tasks)))
    done = veille("label", "import", "export.json", "-o", "data.jsonl")
    assert done.code == 0 and done.out.startswith(f"5 rows of {kind}"), done.err
    rows = list(read([place / "data.jsonl"], kind))
    with closing(open_store(str(store))) as opened:
        records = {r["id"]: r for r in opened}
    for row in rows:
        record = records[row.article]
        if kind == "events":
            assert row.events == ["strike", "tender"] and row.sample().text.body in record[
                "body_en"
            ].replace("\n\n", "\n")
        elif kind == "translation":
            assert (row.source, row.target) in {(s["text"], s["en"]) for s in record["segments"]}
        else:
            assert (row.text, row.label) in {(s["text"], s["label"]) for s in record["segments"]}


def test_the_least_sure_come_first_and_not_two_of_a_kind(store: Path) -> None:
    with closing(open_store(str(store), read_only=True)) as opened:
        found = doubtful(opened, "events", 3)
        keys = [r["key"] for r in opened]
    assert [c.record for c in found] == keys[: len(found)]
    assert found[0].doubt > found[-1].doubt
    pool = [
        Candidate(0.9, "a", None, "the strike in Lyon goes on"),
        Candidate(0.89, "b", None, "the strike in Lyon goes on"),
        Candidate(0.6, "c", None, "a choir sings at night"),
    ]
    assert [c.record for c in diverse(pool, 2)] == ["a", "c"]
    assert diverse(pool[:1], 5) == pool[:1] and diverse([], 5) == []


def test_of_several_versions_the_newest_counts() -> None:
    old, new = article(1, 0.2), article(1, 0.95)
    [found] = doubtful([old, {**new, "key": "new"}], "events", 5)
    assert found.record == "new" and found.doubt < 0.3


def test_the_short_export_is_read_too(store: Path, place: Path, veille: Veille) -> None:
    assert veille("label", "export", store, "--uncertain", 2, "-o", "tasks.json").code == 0
    tasks = json.loads((place / "tasks.json").read_text())
    short = [{**t["data"], "id": i, "primary": "tender"} for i, t in enumerate(tasks)]
    short[1]["secondary"] = {"choices": ["strike", "tender"]}
    (place / "min.json").write_text(json.dumps(short))
    found = answers.read(place / "min.json")
    assert [row["events"] for row in found.rows] == [["tender"], ["tender", "strike"]]


def test_what_was_not_labelled_is_told_and_disputes_are_faults(
    store: Path, place: Path, veille: Veille
) -> None:
    assert veille("label", "export", store, "--uncertain", 3, "-o", "tasks.json").code == 0
    tasks = annotated(json.loads((place / "tasks.json").read_text()))
    tasks[0]["annotations"] = []
    tasks[1]["annotations"][0]["was_cancelled"] = True
    (place / "e.json").write_text(json.dumps(tasks))
    done = veille("label", "import", "e.json", "-o", "d.jsonl")
    assert done.out.startswith("1 rows of events") and "2 not labelled, left out" in done.out
    other = {
        "from_name": "primary",
        "to_name": "text",
        "type": "choices",
        "value": {"choices": ["outage"]},
    }
    tasks[2]["annotations"].append({"result": [other]})
    (place / "e.json").write_text(json.dumps(tasks))
    with pytest.raises(
        DataError, match=r"task 3: annotators disagree \(primary outage \| primary strike"
    ):
        answers.read(place / "e.json")
    for text, told in (("{}", "a list of tasks"), ("[{}]", "not those of one"), ("x", "no JSON")):
        (place / "e.json").write_text(text)
        with pytest.raises(DataError, match=told):
            answers.read(place / "e.json")


def test_an_uncertain_article_is_pre_annotated_with_its_likeliest_type(
    place: Path, veille: Veille
) -> None:
    events = (Event("uncertain", 0.4, primary=True), Event("tender", 0.4), Event("outage", 0.3))
    with closing(open_store("wire.db")) as opened:
        record = article(1, 0.4)
        record["events"] = [
            {"type": e.type, "score": e.score, "primary": e.primary, "evidence": []} for e in events
        ]
        opened.put([record])
    assert veille("label", "export", "wire.db", "-o", "tasks.json").code == 0
    [task] = json.loads((place / "tasks.json").read_text())
    [result] = task["predictions"][0]["result"]
    assert (result["from_name"], result["value"]["choices"]) == ("primary", ["tender"])


def test_corrections_become_labelled_data(store: Path, place: Path, veille: Veille) -> None:
    with closing(open_store(str(store), read_only=True)) as opened:
        key = next(iter(opened))["key"]
    rows = [
        {"key": key, "field": "segments[1].en", "old": "x", "new": "The right words."},
        {"key": key, "field": "segments[3].label", "old": "spam", "new": "boilerplate"},
        {"key": key, "field": "events", "old": "strike", "new": ["tender", "strike"]},
        {"record": key, "field": "title_en", "before": "x", "after": "First title"},
        {"record": key, "field": "title_en", "before": "x", "after": "The title"},
    ]
    labelled_examples.write(place / "c.jsonl", rows)
    done = veille("label", "corrections", "c.jsonl", "--store", store, "-o", "out")
    assert done.code == 0, done.err
    pairs = list(read([place / "out/translation.jsonl"], "translation"))
    assert [(p.source, p.target) for p in pairs] == [
        ("Phrase 0 0.", "The right words."),
        ("Titre", "The title"),
    ]
    [segment] = read([place / "out/segments.jsonl"], "segments")
    assert (segment.text, segment.label, segment.group) == ("Buy pills", "boilerplate", "strike-0")
    [events] = read([place / "out/events.jsonl"], "events")
    assert events.events == ["tender", "strike"] and events.sample().text.paragraphs


@pytest.mark.parametrize(
    ("row", "told"),
    [
        ({"key": "gone", "field": "events", "new": "tender"}, "no record gone...; give the store"),
        ({"key": "K", "field": "names", "new": "x"}, "nothing is learnt from 'names'"),
        ({"key": "K", "field": "translation", "source": "Ja", "lang": "de", "new": "x"}, "text in 'de'"),
        ({"key": "K", "field": "segments[99].label", "new": "spam"}, "no 99; the record has 4"),
        ({"key": "K", "field": "segments[1].label", "new": "ham"}, "'ham' is no label"),
        ({"key": "K", "field": "en", "new": "x"}, "en of which segment"),
        ({"key": "K", "field": "events"}, "new/after: missing"),
    ],
)  # fmt: skip
def test_a_correction_that_teaches_nothing_is_a_fault(
    tmp_path: Path, row: dict[str, Any], told: str
) -> None:
    record = {**article(0, 0.5), "key": "K"}
    path = labelled_examples.write(tmp_path / "c.jsonl", [row])
    with pytest.raises(DataError, match=r"c\.jsonl, line 1: ") as error:
        corrections.labelled(
            corrections.read(path), lambda keys: {"K": record} if "K" in keys else {}
        )
    assert told in str(error.value)


def test_the_lines_of_the_reader_need_no_store(place: Path, veille: Veille) -> None:
    """As `veille read` writes them: several files, corrections undone and replaced, repairs."""
    head = {"version": "veille.correction.v1", "key": "k", "id": "a1", "content_hash": "h"}
    pair = {
        **head,
        "field": "translation",
        "lang": "fr",
        "source": "Oui.",
        "old": "x",
        "segment": 1,
    }
    label = {**head, "field": "labels", "lang": "fr", "old": "content"}
    lines = [
        {**pair, "correction": "1", "undoes": None, "new": "Yes"},
        {**pair, "correction": "2", "undoes": None, "new": "Yes."},
        {**pair, "correction": "3", "undoes": None, "new": "No.", "source": "Non."},
        {**pair, "correction": "4", "undoes": "3", "new": "x", "source": "Non."},
        {**pair, "correction": "5", "undoes": None, "new": "Fine.", "lang": "en", "source": "Fin."},
    ]
    (place / "c").mkdir()
    labelled_examples.write(place / "c/translation.jsonl", lines)
    events = {
        **head,
        "field": "events",
        "correction": "6",
        "undoes": None,
        "lang": "en",
        "segment": None,
    }
    events |= {"title": "T", "paragraphs": ["One."], "old": ["other"], "new": ["tender", "outage"]}
    labelled_examples.write(place / "c/events.jsonl", [events])
    spam = {
        **label,
        "correction": "7",
        "undoes": None,
        "text": "Pills",
        "new": "spam",
        "segment": 2,
    }
    undo = {
        **label,
        "correction": "8",
        "undoes": "7",
        "text": "Pills",
        "new": "content",
        "segment": 2,
    }
    again = {**undo, "correction": "9", "undoes": "8", "new": "spam"}
    labelled_examples.write(place / "c/labels.jsonl", [spam, undo, again])
    done = veille("label", "corrections", "c", "-o", "out")
    assert done.code == 0, done.err
    assert "1 left out: repairs of English" in done.out
    [row] = read([place / "out/translation.jsonl"], "translation")
    assert (row.id, row.group, row.source, row.target) == ("2", "a1", "Oui.", "Yes.")
    [row] = read([place / "out/events.jsonl"], "events")
    assert row.events == ["tender", "outage"] and row.article == "a1"
    [row] = read([place / "out/segments.jsonl"], "segments")
    assert (row.text, row.label, row.group) == ("Pills", "spam", "a1")
    (place / "empty").mkdir()
    assert veille("label", "corrections", "empty", "-o", "out").code == 2

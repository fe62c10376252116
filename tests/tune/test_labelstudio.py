"""Label Studio and back: what is chosen, what a task holds, what comes home; corrections of readers."""

from __future__ import annotations

import json
import tracemalloc
from collections.abc import Callable
from contextlib import closing
from pathlib import Path
from typing import Any
from xml.etree import ElementTree

import labelled_examples
import pytest

from nlp.article import Article, Check, Event, Segment
from nlp.errors import ConfigError, DataError
from nlp.reader.corrections import Corrections, Subject
from nlp.record import to_record
from nlp.store import open_store
from training.labelled import corrections
from training.labelled.read import read
from training.labelstudio import answers
from training.labelstudio.choose import Candidate, diverse, doubtful
from training.tune import types

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


def test_two_articles_of_one_id_both_come_back_as_of_one_group(place: Path, veille: Veille) -> None:
    """Files that each count anew, or a text that was corrected: the id is the same, the row is not."""
    stored = [article(1, 0.4), article(2, 0.5)]
    with closing(open_store("wire.db")) as opened:
        opened.put([{**record, "id": "a4"} for record in stored])
    assert veille("label", "export", "wire.db", "-o", "tasks.json").code == 0
    tasks = json.loads((place / "tasks.json").read_text())
    (place / "export.json").write_text(json.dumps(annotated(tasks)))
    assert veille("label", "import", "export.json", "-o", "data.jsonl").code == 0
    rows = list(read([place / "data.jsonl"], "events", least=2))
    assert {row.id for row in rows} == {record["key"][:16] for record in stored}
    assert {row.article for row in rows} == {"a4"}
    with (place / "data.jsonl").open("a") as file:  # the same article twice is a fault as before
        file.write((place / "data.jsonl").read_text().splitlines()[0] + "\n")
    with pytest.raises(DataError, match="ids are unique"):
        list(read([place / "data.jsonl"], "events"))


def renamed(record: dict[str, Any]) -> dict[str, Any]:
    """The record as a model with types of its own would have it."""
    first, *others = record["events"]
    return {**record, "events": [{**first, "type": "recall"}, *others]}


def choices(page: Path) -> list[str]:
    """The types that can be chosen on a labelling page."""
    [primary] = [e for e in ElementTree.parse(page).iter("Choices") if e.get("name") == "primary"]
    return [str(choice.get("value")) for choice in primary]


def test_the_types_of_a_store_can_be_chosen(place: Path, veille: Veille) -> None:
    with closing(open_store("wire.db")) as opened:
        opened.put([renamed(article(i, 0.4 + i / 20)) for i in range(3)])
    done = veille("label", "export", "wire.db", "--uncertain", 3, "-o", "tasks.json")
    assert done.code == 0, done.err
    shown = choices(place / "tasks.xml")
    assert "recall" in shown and "contract_award" in shown and shown[-1] == "other"
    assert len(shown) == len(set(shown))
    (place / "t.toml").write_text('mode = "replace"\n[[type]]\nid = "strike"\ndescription = "a"\n')
    veille("label", "export", "wire.db", "--uncertain", 3, "--types", "t.toml", "-o", "tasks.json")
    assert choices(place / "tasks.xml") == ["strike", "other"]  # a list that replaces is closed


def test_types_of_the_pinned_model_are_known(
    place: Path, veille: Veille, monkeypatch: pytest.MonkeyPatch
) -> None:
    row = {"id": "1", "title": "A recall", "text": "It was recalled.", "events": ["recall"]}
    path = place / "a.jsonl"
    path.write_text(json.dumps(row) + "\n")
    done = veille("label", "check", "events", path)
    assert done.code == 2 and "'recall' is no type" in done.err
    monkeypatch.setattr(types, "of_model", lambda name: ["tender", "recall", "other"])
    done = veille("label", "check", "events", path)
    assert done.code == 0 and "recall\t1" in done.out, done.err
    assert types.described(None) == {
        "tender": types.described(None)["tender"], "recall": "", "other": types.described(None)["other"]
    }  # fmt: skip


def test_hints_of_the_page_are_sentences_and_a_model_keeps_those_of_its_own_types(
    place: Path, veille: Veille, monkeypatch: pytest.MonkeyPatch
) -> None:
    own = {"types": ["tender", "strike", "other"], "descriptions": {"strike": "reports a strike"}}
    monkeypatch.setattr(types, "_settings_of", lambda name: own)
    with closing(open_store("wire.db")) as opened:
        opened.put([article(1, 0.5)])
    done = veille("label", "export", "wire.db", "-o", "tasks.json")
    assert done.code == 0, done.err
    page = ElementTree.parse(place / "tasks.xml")
    hints = {str(c.get("value")): str(c.get("hint")) for c in page.iter("Choice")}
    assert hints["strike"] == "Reports a strike."
    assert all(
        hint[0].isupper() and hint.endswith(".") for hint in hints.values() if hint != "None"
    )
    assert hints["tender"].startswith("An article reports that a procurement is opened")


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


def test_a_large_pool_is_not_held_against_itself_at_once() -> None:
    """All pairs of 3,000 candidates would be 72 MB; of 100,000, 80 GB."""
    pool = [Candidate(1 - i / 9_000, str(i), None, f"a strike in ward {i}") for i in range(3_000)]
    tracemalloc.start()
    try:
        assert len(diverse(pool, 3)) == 3
        assert tracemalloc.get_traced_memory()[1] < 20_000_000
    finally:
        tracemalloc.stop()


def test_of_two_articles_as_sure_the_one_with_the_nearer_rival_comes_first() -> None:
    first, second = (article(number, 0.5) for number in (1, 2))
    for record, rival in ((first, 0.1), (second, 0.45)):
        record["events"][1]["score"] = rival
    assert [c.record for c in doubtful([first, second], "events", 2)] == [
        second["key"],
        first["key"],
    ]


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
    assert done.out.startswith("1 row of events") and "2 not labelled, left out" in done.out
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


def answered(place: Path, data: Any, *results: list[Any]) -> answers.Answers:
    """What is read of one task that each annotator answered with a list of results."""
    task = {"id": 7, "data": data, "annotations": [{"result": result} for result in results]}
    (place / "e.json").write_text(json.dumps([task]))
    return answers.read(place / "e.json")


def chosen(name: str, *types: str) -> dict[str, Any]:
    """One result of Label Studio."""
    return {"from_name": name, "to_name": "text", "type": "choices", "value": {"choices": types}}


ASKED = {"veille_key": "k" * 20, "veille_id": "a", "veille_segment": 0}
EVENTS = {**ASKED, "veille_kind": "events", "title": "T", "text": "One."}
PAIR = {**ASKED, "veille_kind": "translation", "source": "Un.", "lang": "fr"}


def test_the_order_of_further_types_is_no_dispute(place: Path) -> None:
    one = [chosen("primary", "strike"), chosen("secondary", "tender", "outage")]
    other = [chosen("secondary", "outage", "tender"), chosen("primary", "strike")]
    [row] = answered(place, EVENTS, one, other).rows
    assert row["events"] == ["strike", "tender", "outage"]
    with pytest.raises(DataError, match="task 7: annotators disagree"):
        answered(place, EVENTS, one, [chosen("primary", "tender"), chosen("secondary", "strike")])


def test_one_text_is_one_text_in_either_form(place: Path) -> None:
    [row] = answered(place, PAIR, [{"from_name": "english", "value": {"text": "One  time."}}]).rows
    assert row["target"] == "One time."


@pytest.mark.parametrize(
    ("data", "result", "told"),
    [
        (EVENTS, chosen("primary"), "task 7: primary: not answered"),
        (EVENTS, chosen("secondary", "tender"), "task 7: primary: not answered"),
        (PAIR, {"from_name": "english", "value": {"text": [" "]}}, "task 7: english: not answered"),
        (PAIR, {"from_name": "english"}, "task 7: english: not answered"),
        ({**EVENTS, "title": None}, chosen("primary", "tender"), "task 7: its data has no title"),
        ({"veille_kind": "events"}, chosen("primary", "tender"), "its data has no veille_key"),
        ({**PAIR, "veille_kind": "poems"}, chosen("primary", "tender"), "not those of one"),
        ({**PAIR, "veille_kind": ["events"]}, chosen("primary", "tender"), "not those of one"),
        ("words", chosen("primary", "tender"), "not those of one"),
    ],
)
def test_what_gives_no_row_is_told_by_its_cause(
    place: Path, data: Any, result: Any, told: str
) -> None:
    with pytest.raises(DataError, match=told):
        answered(place, data, [result])


def test_no_annotations_at_all_and_a_byte_order_mark(place: Path) -> None:
    (place / "e.json").write_text("\ufeff" + json.dumps([{"data": PAIR, "annotations": None}]))
    assert answers.read(place / "e.json").left_out == {"not labelled": 1}


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


def noted(folder: Path) -> Corrections:
    """Corrections of one article, as `veille read` writes them; one is made twice, one undone."""
    record = article(0, 0.5)
    made = Corrections(folder, by="ana")

    def note(field: str, new: Any, segment: int | None = None, **about: Any) -> Any:
        old = ["before"] if field == "events" else "before"
        return made.add(Subject(field, record, old, about, segment), new)

    note("translation", "First words.", 1, lang="fr", source="Phrase 0 0.")
    note("translation", "The right words.", 1, lang="fr", source="Phrase 0 0.")
    note("translation", "Mended English.", 2, lang="en", source="Mend English.")
    note("labels", "boilerplate", 3, lang="en", kind="paragraph", text="Buy pills")
    wrong = note("labels", "spam", 1, lang="fr", kind="paragraph", text="Phrase 0 0.")
    made.undo(wrong["correction"])
    note("events", ["tender", "strike"], lang="en", title="A title", paragraphs=["One.", "Two."])
    return made


def test_corrections_become_labelled_data(place: Path, veille: Veille) -> None:
    noted(place / "wire.db.corrections")
    done = veille("label", "corrections", "wire.db.corrections", "-o", "out")
    assert done.code == 0, done.err
    [pair] = read([place / "out/translation.jsonl"], "translation")
    assert (pair.source, pair.target) == ("Phrase 0 0.", "The right words.")
    [segment] = read([place / "out/segments.jsonl"], "segments")
    assert (segment.text, segment.label, segment.group) == ("Buy pills", "boilerplate", "strike-0")
    [events] = read([place / "out/events.jsonl"], "events")
    assert events.events == ["tender", "strike"] and events.sample().text.paragraphs
    [mended] = read([place / "out/repair.jsonl"], "repair")
    assert (mended.source, mended.target, mended.clean) == (
        "Mend English.",
        "Mended English.",
        False,
    )
    assert mended.article == "strike-0"
    assert veille("label", "export", "wire.db", "--kind", "repair", "-o", "t.json").code == 2


def test_a_torn_line_is_a_fault_and_a_file_no_folder(tmp_path: Path) -> None:
    noted(tmp_path / "c")
    with (tmp_path / "c/events.jsonl").open("a") as file:
        file.write('{"version": "veille.corr')
    with pytest.raises(DataError, match="events.jsonl"):
        corrections.read(tmp_path / "c")
    with pytest.raises(ConfigError, match="no folder of corrections"):
        corrections.read(tmp_path / "c/events.jsonl")


def test_nothing_corrected_is_told(place: Path, veille: Veille) -> None:
    (place / "none.corrections").mkdir()
    done = veille("label", "corrections", "none.corrections", "-o", "out")
    assert done.code == 0 and "no correction stands" in done.out

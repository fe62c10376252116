"""Records as Label Studio tasks, with our predictions as pre-annotations, and the labelling page.

The formats: https://labelstud.io/guide/predictions and https://labelstud.io/tags. Fields that start with
``veille_`` say what a task is of, so that its answer finds the way back.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from typing import Any
from xml.sax.saxutils import quoteattr

from nlp.classify import UNCERTAIN
from nlp.separate.model import LABELS
from training.labelled.corrections import article_of
from training.labelstudio.choose import Candidate, Record

Task = dict[str, Any]


def task_of(candidate: Candidate, record: Record, kind: str) -> Task:
    """One task: ``data`` to show, ``predictions`` to start from."""
    data, results = _MAKERS[kind](candidate, record)
    about = {
        "veille_kind": kind,
        "veille_key": record["key"],
        "veille_id": record["id"],
        "veille_segment": candidate.segment,
    }
    prediction = {
        "model_version": record["provenance"]["model_hash"],
        "score": round(1 - candidate.doubt, 4),
        "result": results,
    }
    return {"data": {**data, **about}, "predictions": [prediction] if results else []}


def _events(_: Candidate, record: Record) -> tuple[Task, list[Task]]:
    article = article_of(record)
    data = {"title": article["title"], "text": "\n\n".join(article["paragraphs"])}
    told = [e for e in record["events"] if e["type"] != UNCERTAIN]
    sure = [e["type"] for e in told if e["primary"]] or [e["type"] for e in told[:1]]
    others = [e["type"] for e in told if not e["primary"] and e["type"] not in sure]
    if any(e["type"] == UNCERTAIN for e in record["events"]):
        others = []  # candidates are no answer
    results = [_choices("primary", sure)] if sure else []
    return data, results + ([_choices("secondary", others)] if others else [])


def _translation(candidate: Candidate, record: Record) -> tuple[Task, list[Task]]:
    segment = record["segments"][candidate.segment]
    data = {"source": segment["text"], "lang": segment["lang"] or record["lang"]}
    answer = {"from_name": "english", "to_name": "source", "type": "textarea"}
    return data, [{**answer, "value": {"text": [segment["en"]]}}]


def _segments(candidate: Candidate, record: Record) -> tuple[Task, list[Task]]:
    number = candidate.segment or 0
    around = record["segments"]
    segment = around[number]
    data = {
        "text": segment["text"],
        "lang": segment["lang"] or record["lang"],
        "before": around[number - 1]["text"] if number else "",
        "after": around[number + 1]["text"] if number + 1 < len(around) else "",
    }
    return data, [_choices("label", [segment["label"]])]


_MAKERS: Mapping[str, Callable[[Candidate, Record], tuple[Task, list[Task]]]] = {
    "events": _events,
    "translation": _translation,
    "segments": _segments,
}


def _choices(name: str, chosen: Sequence[str]) -> Task:
    value = {"choices": list(chosen)}
    return {"from_name": name, "to_name": "text", "type": "choices", "value": value}


def page(kind: str, types: Mapping[str, str]) -> str:
    """The labelling configuration (XML) of a kind; ``types`` are event types with descriptions."""
    if kind == "events":
        primary = _options("primary", types, "single")
        return _view(
            '<Header value="$title"/>',
            '<Text name="text" value="$text"/>',
            '<Header value="What the article reports first of all"/>',
            primary,
            '<Header value="What it reports besides"/>',
            _options("secondary", types, "multiple"),
        )
    if kind == "translation":
        return _view(
            '<Text name="source" value="$source"/>',
            '<TextArea name="english" toName="source" editable="true" maxSubmissions="1" rows="4"/>',
        )
    return _view(
        '<Text name="before" value="$before"/>',
        '<Text name="text" value="$text"/>',
        '<Text name="after" value="$after"/>',
        _options("label", dict.fromkeys(LABELS, ""), "single"),
    )


def _view(*parts: str) -> str:
    return "<View>\n" + "\n".join(f"  {part}" for part in parts) + "\n</View>\n"


def _sentence(text: str) -> str:
    """A description as a sentence: "an article reports a strike" -> "An article reports a strike."."""
    return text[:1].upper() + text[1:] + ("" if text.endswith((".", "!", "?")) else ".")


def _options(name: str, values: Mapping[str, str], choice: str) -> str:
    required = ' required="true"' if choice == "single" else ""
    lines = [
        f"    <Choice value={quoteattr(v)}"
        + (f" hint={quoteattr(_sentence(told))}" if told else "")
        + "/>"
        for v, told in values.items()
    ]
    head = f'<Choices name="{name}" toName="text" choice="{choice}"{required} showInline="true">'
    return "\n".join([head, *lines, "  </Choices>"])

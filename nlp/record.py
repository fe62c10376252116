"""The public result record, version ``veille.record.v1``: what every store keeps of an article.

The fields are documented in ``docs/record.md`` and fixed by the JSON Schema that ships as
``nlp/schema/record.v1.json``. Every field is always there; what is not known is null, so that all
stores hold the same shape. Scores are rounded to 4 digits: the last bits of a float depend on the
machine, and a record must not.
"""

from __future__ import annotations

import hashlib
import json
import re
from collections.abc import Iterable
from functools import cache
from importlib.resources import files
from typing import TYPE_CHECKING, Any, overload

from nlp.article import PARAGRAPH_BREAK, Article, Check, Edit, Event, Fact, Segment, Source, Step
from nlp.surrogates import storable

if TYPE_CHECKING:
    from jsonschema import Draft202012Validator

VERSION = "veille.record.v1"

Record = dict[str, Any]

_LATER = ("authors", "facts")
"""Lists that older versions of veille did not write."""


def record_key(
    content_hash: str, model_hash: str, config_hash: str, published: str | None = None
) -> str:
    """sha256 (hex) of what makes a result one result: content, date, models and configuration.

    By the day of publication facts and repairs read weekdays and dates without a year, so a day put
    right makes another result of the same article. It is taken as found, so another spelling of the
    same day makes one too: what days are read from may grow, and the key of a result must not
    change with it. Without a date the key is that of the three hashes alone.
    """
    parts = [content_hash, model_hash, config_hash] + ([] if published is None else [published])
    return hashlib.sha256("\n".join(parts).encode("utf-8", "surrogatepass")).hexdigest()


def to_record(article: Article, model_hash: str, config_hash: str) -> Record:
    """The result record of ``article``, as the pipeline with these two hashes made it.

    Lone surrogates (which no store can hold) become U+FFFD; all else is kept as it is.
    """
    title, title_en = _titles(article)
    record: Record = {
        "version": VERSION,
        "id": article.id,
        "key": record_key(article.content_hash, model_hash, config_hash, article.published),
        "content_hash": article.content_hash,
        "source": _source(article.source),
        "lang": article.lang,
        "published": article.published,
        "authors": list(article.authors),
        "title": title,
        "title_en": title_en,
        "body": _paragraphs(s.text for s in _body(article)),
        "body_en": _paragraphs(_english(s, article.lang) for s in _body(article)),
        "segments": [_segment(s) for s in article.segments],
        "edits": [_edit(e) for e in article.edits],
        "events": [_event(e) for e in article.events],
        "facts": [_fact(f) for f in article.facts],
        "names": list(article.names),
        "checks": [_check(c) for c in article.checks],
        "confidence": _rounded(article.confidence),
        "meta": {str(k): str(v) for k, v in article.meta.items()},
        "provenance": {
            "veille": _version(),
            "model_hash": model_hash,
            "config_hash": config_hash,
            "steps": [_step(s) for s in article.steps],
        },
    }
    return storable(record)


def loads(line: str | bytes) -> Record:
    """The record that :func:`dumps` wrote, or an older veille, with every field of today.

    All stores of JSON read through here. Raises ValueError for what is no JSON, TypeError for what
    is no object.
    """
    return current(json.loads(line))


def current(record: Record) -> Record:
    """``record`` with the fields that older versions of veille did not write, empty."""
    return {**record, **{name: record.get(name) or [] for name in _LATER}}


def dumps(record: Record) -> str:
    """The record as one line of JSON (no line feed), the same bytes for the same record."""
    return json.dumps(record, ensure_ascii=False, allow_nan=False, separators=(",", ":"))


def validate(record: Record) -> None:
    """Check ``record`` against the JSON Schema that ships.

    Raises ``ValueError`` that names the place and the fault, worst first.
    """
    from jsonschema.exceptions import best_match

    fault = best_match(_validator().iter_errors(record))
    if fault is not None:
        raise ValueError(f"{fault.json_path}: {fault.message[:300]}")


def schema() -> dict[str, Any]:
    """The JSON Schema (draft 2020-12) of the record."""
    return json.loads((files("nlp") / "schema" / "record.v1.json").read_text(encoding="utf-8"))


@cache
def _validator() -> Draft202012Validator:
    from jsonschema import Draft202012Validator  # 0.2 s, and only tests and checks need it

    return Draft202012Validator(schema())


@cache
def _version() -> str:
    from nlp import __version__

    return __version__


def _titles(article: Article) -> tuple[str | None, str | None]:
    """The title as found and in English; a title that was set aside has no English."""
    for segment in article.segments:
        if segment.kind == "title":
            english = _english(segment, article.lang) if segment.kept else ""
            return _on_one_line(segment.text), _on_one_line(english) or None
    return _on_one_line(article.title), None


_LINE_END = re.compile(r"\s*[\n\r\v\f\x1c-\x1e\x85\u2028\u2029]\s*")


@overload
def _on_one_line(text: str) -> str: ...
@overload
def _on_one_line(text: None) -> None: ...
def _on_one_line(text: str | None) -> str | None:
    """A title without its line ends: lists and tables of titles show each on one line."""
    return text if text is None else _LINE_END.sub(" ", text.strip())


def _body(article: Article) -> list[Segment]:
    return [s for _, s in article.content if s.kind != "title"]


def _english(segment: Segment, article_lang: str | None) -> str:
    """The English of a segment; its own text where that is English and no stage touched it."""
    if segment.en is not None:
        return segment.en
    return segment.text if (segment.lang or article_lang) == "en" else ""


def _paragraphs(texts: Iterable[str]) -> str:
    return PARAGRAPH_BREAK.join(text for text in texts if text.strip())


def _rounded(score: float | None) -> float | None:
    return None if score is None else round(float(score), 4)


def _source(source: Source) -> Record:
    return {
        "path": source.path,
        "member": source.member,
        "line": source.line,
        "offset": source.offset,
        "length": source.length,
        "sha256": source.sha256,
    }


def _segment(segment: Segment) -> Record:
    return {
        "text": segment.text,
        "kind": segment.kind,
        "label": segment.label,
        "score": _rounded(segment.score),
        "lang": segment.lang,
        "en": segment.en,
        "reasons": list(segment.reasons),
    }


def _edit(edit: Edit) -> Record:
    return {
        "segment": edit.segment,
        "found": edit.found,
        "fixed": edit.fixed,
        "class": edit.kind,
        "reason": edit.reason,
        "start": edit.start,
        "score": _rounded(edit.score),
    }


def _event(event: Event) -> Record:
    return {
        "type": event.type,
        "score": _rounded(event.score),
        "primary": event.primary,
        "evidence": list(event.evidence),
    }


def _fact(fact: Fact) -> Record:
    return {
        "kind": fact.kind,
        "text": fact.text,
        "event": fact.event,
        "segment": fact.segment,
        "start": fact.start,
        "end": fact.end,
        "value": None if fact.value is None else float(fact.value),
        "currency": fact.currency,
        "date": fact.date,
    }


def _check(check: Check) -> Record:
    return {"kind": check.kind, "detail": check.detail, "segment": check.segment}


def _step(step: Step) -> Record:
    return {
        "stage": step.stage,
        "model": step.model,
        "config": step.config,
        "seconds": step.seconds,
    }

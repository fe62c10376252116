"""The pages: what is asked with GET, what is changed with POST, each answered by plain HTML."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any
from urllib.parse import urlsplit

from flask import Flask, Response, abort, redirect, render_template, request, url_for
from jinja2 import StrictUndefined
from werkzeug.exceptions import HTTPException

from nlp.day import day_of
from nlp.errors import ConfigError, VeilleError
from nlp.reader.guard import Guard
from nlp.reader.index import source_of
from nlp.reader.library import Library
from nlp.reader.query import FLAGS, LANGUAGES, PAGE, Query
from nlp.reader.sides import fingerprint
from nlp.reader.view import View, events_of, translation_of, types_of
from nlp.reader.words import FILTERS, shown
from nlp.record import Record
from nlp.wording import ASIDE

LABELS = ("content", *ASIDE)
MOST_BYTES = 256 * 1024  # of a form
LONGEST = 20_000  # characters of a corrected sentence
DONE = {
    "restored": "Restored. The article was translated, repaired and classified again with the passage.",
    "saved": "Your correction is saved.",
    "same": "Nothing was changed, so nothing was saved.",
    "undone": "The correction is undone.",
    "gone": "That correction was undone or replaced before.",
}


def create_app(library: Library, hosts: Iterable[str]) -> Flask:
    """The WSGI application that shows ``library`` to requests for ``hosts`` (``127.0.0.1:8765``)."""
    app = Flask("nlp.reader")
    app.config.update(MAX_CONTENT_LENGTH=MOST_BYTES, MAX_FORM_PARTS=100)
    app.jinja_env.finalize = shown
    app.jinja_env.undefined = StrictUndefined
    app.jinja_env.trim_blocks = app.jinja_env.lstrip_blocks = True
    app.jinja_env.filters.update(FILTERS)
    guard = Guard(app, hosts)
    pages = _Pages(library)
    app.jinja_env.globals.update(
        token=guard.token,
        flags=FLAGS,
        languages=LANGUAGES,
        web_url=web_url,
        aside=ASIDE,
        page_of=lambda place: (place - 1) // PAGE + 1,
        longest=LONGEST,
    )
    app.add_url_rule("/", "results", pages.results)
    app.add_url_rule("/help", "help", pages.help)
    app.add_url_rule("/article/<key>", "article", pages.article)
    for name in ("restore", "translation", "events", "label", "undo"):
        view = getattr(pages, name)
        app.add_url_rule(f"/article/<key>/{name}", name, view, methods=["POST"])
    app.register_error_handler(HTTPException, _refused)
    app.register_error_handler(VeilleError, _failed)
    return app


class _Pages:
    """One method for each route."""

    def __init__(self, library: Library) -> None:
        self.library = library

    def results(self) -> str:
        """Search, filters and one page of articles."""
        return render_template(
            "results.html",
            results=self.library.results(_query()),
            store=self.library.url,
            count=self.library.count,
            faults=self.library.corrections.faults,
        )

    def help(self) -> str:
        """Keys and what can be typed into the search field."""
        return render_template("help.html", query=_query())

    def article(self, key: str) -> str | tuple[str, int]:
        """One article side by side."""
        return self._article(self._record(key))

    def _article(self, record: Record, problem: str = "") -> str:
        query, place = _query(), _place()
        before, after = self.library.around(query, place) if place else (None, None)
        view = self.library.view(record)
        types = _standing_types(view)
        return render_template(
            "article.html",
            view=view,
            record=record,
            query=query,
            place=place,
            before=before,
            after=after,
            newest=self.library.newest(record),
            types=types,
            choices=self.library.choices(record, types),
            source=source_of(record),
            day=day_of(record["published"]),
            done=DONE.get(request.args.get("done", ""), ""),
            problem=problem,
            seen=fingerprint(types),
        )

    def restore(self, key: str) -> Response | tuple[str, int]:
        """Take a segment back and go to the record made anew."""
        record = self._record(key)
        number = self._segment(record)
        try:
            new = self.library.restore(key, [number])
        except ConfigError as error:
            return self._article(record, str(error)), 409
        return _to(new, "restored", f"s{number}")

    def translation(self, key: str) -> Response | tuple[str, int]:
        """Save the English of a row."""
        record = self._record(key)
        view = self.library.view(record)
        row = view.row(request.form.get("row", ""))
        if row is None:
            abort(404, "This article has no such sentence.")
        english = _typed("english")
        if not english or len(english) > LONGEST:
            told = "A correction cannot be empty." if not english else "That is too long."
            return self._article(record, told), 400
        if request.form.get("seen") != row.seen:
            told = "The sentence has changed since you opened the page; look at it again."
            return self._article(record, told), 409
        line = self.library.correct(translation_of(record, row), english)
        return _to(key, "saved" if line else "same", row.name)

    def events(self, key: str) -> Response | tuple[str, int]:
        """Save the event types of an article, the main one first."""
        record = self._record(key)
        view = self.library.view(record)
        main, also = request.form.get("main", ""), request.form.getlist("also")
        old = _standing_types(view)
        choices = self.library.choices(record, old)
        types = [main, *(type_ for type_ in choices if type_ in also and type_ != main)]
        if not {main, *also} <= set(choices):
            abort(400, "There is no such event type.")
        if "other" in types and len(types) > 1:
            return self._article(record, "“Other” stands alone: choose it without any type."), 400
        if request.form.get("seen") != fingerprint(old):
            told = "The event types have changed since you opened the page; look at them again."
            return self._article(record, told), 409
        line = self.library.correct(events_of(record, old), types)
        return _to(key, "saved" if line else "same", "events")

    def label(self, key: str) -> Response:
        """Save the label of a segment."""
        record = self._record(key)
        number, label = self._segment(record), request.form.get("label", "")
        if label not in LABELS:
            abort(400, "There is no such label.")
        line = self.library.relabel(record, number, label)
        return _to(key, "saved" if line else "same", f"s{number}")

    def undo(self, key: str) -> Response:
        """Undo a correction that stands."""
        self._record(key)
        line = self.library.corrections.undo(request.form.get("correction", ""))
        anchor = request.form.get("at", "")
        return _to(key, "undone" if line else "gone", anchor if anchor.isascii() else "")

    def _record(self, key: str) -> Record:
        record = self.library.record(key)
        if record is None:
            abort(404, "The store has no article under this address.")
        return record

    def _segment(self, record: Record) -> int:
        told = request.form.get("segment", "")
        number = int(told) if told.isascii() and told.isdecimal() and len(told) < 7 else -1
        if not 0 <= number < len(record["segments"]):
            abort(404, "This article has no such passage.")
        return number


def web_url(text: str | None) -> str | None:
    """``text`` where it is the address of a web page, else None: no other scheme becomes a link."""
    try:
        parts = urlsplit((text or "").strip())
        return parts.geturl() if parts.scheme in ("http", "https") and parts.hostname else None
    except ValueError:
        return None


def _query() -> Query:
    return Query.of(request.args.to_dict(flat=False))


def _place() -> int:
    """Which of the results the article is, counted from 1; 0 where it was not opened from them."""
    told = request.args.get("n", "")
    return int(told) if told.isascii() and told.isdecimal() and len(told) < 10 else 0


def _typed(name: str) -> str:
    return request.form.get(name, "").replace("\r\n", "\n").replace("\0", "").strip()


def _standing_types(view: View) -> list[str]:
    return view.events["new"] if view.events else types_of(view.record)


def _to(key: str, done: str, anchor: str = "") -> Response:
    """Back to an article with the state of the page; 303, so that reloading repeats nothing."""
    state: dict[str, Any] = _query().args(done=done)
    if place := _place():
        state["n"] = place
    where = url_for("article", key=key, **state, _anchor=anchor or None)
    return redirect(where, code=303)  # type: ignore[return-value]


def _refused(error: HTTPException) -> tuple[str, int]:
    code = error.code or 500
    return render_template("error.html", title=error.name, told=error.description), code


def _failed(error: VeilleError) -> tuple[str, int]:
    told = str(error)
    return render_template("error.html", title="That did not work", told=told), 503

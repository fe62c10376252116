"""Records with everything in them that the page shows, and the page as a browser sees it."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from contextlib import closing
from typing import Any

import job_fakes
from flask import Flask
from flask.testing import FlaskClient

from nlp.article import Article, Check, Edit, Event, Fact, Segment, Source, Step
from nlp.errors import ModelError
from nlp.pipeline import Pipeline
from nlp.reader.corrections import Corrections, corrections_path
from nlp.reader.library import Library
from nlp.reader.web import create_app
from nlp.record import Record, to_record
from nlp.store import open_store

HOST = "127.0.0.1:8765"
KINDS = {
    "sqlite": "sqlite:///{}/wire.db",
    "jsonl": "jsonl:{}/out.jsonl.gz",
    "parquet": "parquet:{}/out",
}

TITLE = Segment(
    "Nantes signe pour 3,5 M€",
    "title",
    lang="fr",
    label="content",
    score=0.99,
    en="Nantes signs for €3.5 million",
)
BODY = Segment(
    "Le CHU de Nantes a signé. Le marché porte sur 3,5 M€, dit Ana Roldán.",
    lang="fr",
    label="content",
    score=0.98,
    en="Nantes University Hospital signed. The contract is worth €3.5 million, said Ana Roldán.",
)
MENU = Segment("Accueil | Panier", lang="fr", label="boilerplate", score=0.91, reasons=("a menu",))
PILLS = Segment("Acheter des pilules", lang="fr", label="spam", score=0.97, reasons=("it sells",))


def signed_article(number: int = 0, **changes: Any) -> Article:
    """An article with a title, a paragraph of two sentences, a repair, a menu and spam."""
    found: dict[str, Any] = {
        "lang": "fr",
        "published": "2025-03-14",
        "segments": (TITLE, MENU, BODY, PILLS),
        "edits": (
            Edit(
                2,
                "The CHU of Nantes",
                "Nantes University Hospital",
                "entity_name",
                "the type of hospital in English",
                0,
            ),
        ),
        "events": (Event("contract_award", 0.93, True, (0, 2)), Event("funding", 0.4)),
        "facts": (Fact("amount", "€12", "contract_award", 2, 0, 3, 12.0, "EUR"),),
        "names": ("Ana Roldán",),
        "authors": ("Inés Bravo",),
        "checks": (Check("number", "12 of the source is not in the English", 2),),
        "confidence": 0.61,
        "steps": (Step("separate", "sep", "c"), Step("translate", "tra", "c")),
        "meta": {"url": f"https://press.example/{number}"},
        **changes,
    }
    text = "\n\n".join(segment.text for segment in found["segments"])
    source = Source("press.jsonl", line=number + 1)
    made = Article.new(text, id=f"a{number}", source=source)
    return made.with_(**found)


def record_of(article: Article, model: str = "models") -> Record:
    """Its record."""
    return to_record(article, model, "config")


def english(number: int, title: str, text: str, **changes: Any) -> Record:
    """The record of a plain English article."""
    segments = (
        Segment(title, "title", lang="en", label="content", en=title),
        Segment(text, lang="en", label="content", en=text),
    )
    plain: dict[str, Any] = {
        "lang": "en",
        "segments": segments,
        "edits": (),
        "checks": (),
        "events": (),
        "names": (),
    }
    return record_of(signed_article(number, **{**plain, **changes}))


def no_model() -> Any:
    """A loader where there is no model."""
    raise ModelError("there is no such model here")


def later() -> Pipeline:
    """Quick stand-ins for the stages that make a restored article again."""
    return Pipeline(job_fakes.load().stages[1:])


def library_at(url: str, records: Sequence[Record], load: Any = later) -> Library:
    """Put records into the store ``url`` and open it to read, corrections beside it."""
    with closing(open_store(url)) as store:
        store.put(records)
    reading = open_store(url, read_only=True, must_exist=True)
    noted = Corrections(corrections_path(reading.url), by="ana")
    return Library(reading, noted, load, no_model)


Open = Callable[..., Library]
"""The fixture ``open_library``."""


class Page:
    """The page as a browser on this machine sees it; ``post`` sends the token of a loaded page."""

    def __init__(self, app: Flask) -> None:
        self.app = app
        self.client: FlaskClient = app.test_client()

    def get(self, path: str, **options: Any) -> Any:
        """Ask for a page."""
        return self.client.get(
            path, headers={"Host": HOST, **options.pop("headers", {})}, buffered=True, **options
        )

    def text(self, path: str) -> str:
        """A page's HTML; it must be there."""
        answer = self.get(path)
        assert answer.status_code == 200, answer.text
        return answer.text

    @property
    def token(self) -> str:
        """The token in the forms of an article."""
        found = re.search(r'name="token" value="(\w+)"', self.text(self.any_article))
        assert found
        return found[1]

    @property
    def any_article(self) -> str:
        """The address of the first article listed."""
        found = re.search(r'<h2><a href="(/article/\w+)', self.text("/"))
        assert found
        return found[1]

    def post(self, path: str, token: str | None = None, **fields: Any) -> Any:
        """Send a form of the page."""
        data = {"token": self.token if token is None else token, **fields}
        return self.client.post(path, data=data, headers={"Host": HOST})


def page_over(library: Library) -> Page:
    """The page over a library."""
    app = create_app(library, [HOST])
    app.testing = False  # a defect answers 500, as it would a person
    return Page(app)

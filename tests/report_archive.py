"""A small archive counted by hand, for the tests of the report."""

from __future__ import annotations

from nlp.article import Article, Check, Edit, Event, Fact, Segment, Source, Step
from nlp.record import Record, to_record

EVIL = "<script>alert(1)</script> & \u202eevil\u2066 \x1b[31m"


def content(text: str, en: str | None = None, lang: str = "fr", kind: str = "paragraph") -> Segment:
    return Segment(text, kind, lang=lang, label="content", score=0.99, en=en or text.upper())


def aside(label: str, text: str, score: float, *reasons: str) -> Segment:
    return Segment(text, lang="fr", label=label, score=score, reasons=reasons)


def made(name: str, model: str = "m1", **parts: object) -> Record:
    meta = {"country": "FR", "source": "Le Fil"}
    article = Article.new(name, id=name, lang="fr", source=Source("a.jsonl", line=1), meta=meta)
    steps = (Step("translate", model, "c", 0.5), Step("classify", model, "c", 0.25))
    return to_record(article.with_(**{"steps": steps, **parts}), model, "c1")


def records() -> list[Record]:
    """Five records of four articles: the first one was made again."""
    tender, funding = Event("tender", 0.9, True, (1,)), Event("funding", 0.4, False, (1,))
    title = content("Le titre", "The title", kind="title")
    return [
        made("a1", "m0", segments=(title,), events=(Event("outage", 0.9, True),)),
        made(
            "a1",
            published="2025-01-15",
            segments=(
                title,
                content("Un hôpital. Deux.", "One hospital. Two."),
                aside("spam", "Buy pills", 0.95, "speaks of what spam sells: pills", "urges: buy"),
                aside("spam", "Win 12 times", 0.55, "speaks of what spam sells: win"),
                aside("boilerplate", "Menu", 0.9, "on 31 of 40 pages of the site"),
            ),
            events=(tender, funding),
            edits=(
                Edit(1, "an hospital", "hospital", "article", "no article", start=4),
                Edit(1, "Two two.", "Two.", "dup_word", "said twice", start=14),
            ),
            facts=(
                Fact("buyer", "One hospital", "tender", 1, 0, 12),
                Fact("date", "Two", "tender", 1, 14, 17, date="2025-02-02"),
            ),
            checks=(
                Check("number", "12", 1),
                Check("name", "Roux", 1),
                Check("name", "Le Gall", 0),
            ),
            confidence=0.5,
        ),
        made(
            "a2",
            published="2025-02-01T08:00:00",
            segments=(title, content("Rien.", "Nothing.")),
            events=(tender,),
            confidence=0.625,
        ),
        made(
            "a3",
            published="2025-04-01",
            meta={"pays": "BE", "source": "L'Écho"},
            segments=(
                title,
                content("Peu.", "Little."),
                aside("boilerplate", "Foot", 0.9, "on 8 of 21 pages of the site"),
            ),
            events=(Event("uncertain", 0.3, True), Event("outage", 0.3), Event("strategy", 0.2)),
            checks=(Check("uncertain", "no type reaches 0.50"),),
            confidence=0.629,
        ),
        made(
            "a4",
            lang="en",
            meta={},
            published="yesterday",
            title=EVIL,
            segments=(
                content(EVIL, EVIL, lang="en", kind="title"),
                content("All is well.", "All is well.", lang="en"),
            ),
            events=(Event(EVIL, 0.2, True),),
            edits=(Edit(1, f"{EVIL} All", "All", "markup", EVIL, start=0),),
            checks=(Check("number", EVIL, 1), Check(EVIL, EVIL, 1)),
        ),
    ]

"""The model card, written from what was measured so that it cannot drift."""

from __future__ import annotations

from dataclasses import asdict
from typing import Any

from training.separation.fit import Settings

COMMAND = "python -m training.separation --shared PATH --out models/separation"

DATA: list[dict[str, str]] = [
    {"name": "labelled/segments/bank.jsonl", "licence": "CC0-1.0", "use": "4,811 labelled lines"},
    {
        "name": "labelled/articles",
        "licence": "CC0-1.0",
        "use": "titles, paragraphs and sentences as content, without the development articles",
    },
    {"name": "labelled/documents", "licence": "CC0-1.0", "use": "90 damaged documents, whole"},
    {
        "name": "labelled/sentences/news_fr.tsv, news_es.tsv",
        "licence": "CC0-1.0",
        "use": "general news items as articles",
    },
    {
        "name": "corpora: opensource_guide (fr, es)",
        "licence": "CC-BY-4.0",
        "use": "prose that speaks to its reader, as articles",
    },
    {
        "name": "corpora: globalvoices (es)",
        "licence": "CC-BY-3.0",
        "use": "citizen journalism, as articles",
    },
    {
        "name": "corpora: tatoeba (fr, es), one sentence in a hundred",
        "licence": "CC-BY-2.0-FR",
        "use": "everyday sentences as content",
    },
    {
        "name": "training/separation/templates",
        "licence": "Apache-2.0",
        "use": "templates of spam, page furniture and look-alike news, written for this project",
    },
    {
        "name": "benchmarks/spam/wp-comment-phrases",
        "licence": "MIT",
        "use": "comment spam (splorp/wordpress-comment-blacklist)",
    },
    {
        "name": "benchmarks/spam/sms-en, sms-fr-mt",
        "licence": "CC-BY-4.0 (Almeida and Gomez Hidalgo, SMS Spam Collection); MIT",
        "use": "spam messages alone",
    },
    {
        "name": "benchmarks/spam/spamassassin-segments",
        "licence": "PDDL-1.0",
        "use": "mail spam that sells something, at low weight",
    },
]


def text(metrics: dict[str, Any], settings: Settings) -> str:
    """The card in Markdown."""
    segments, documents = metrics["segments_dev"], metrics["documents_dev"]
    pages = metrics["scrapinghub"]
    rows = "".join(
        f"| {label} | {m['precision']:.3f} | {m['recall']:.3f} | {m['f1']:.3f} |\n"
        for label in ("content", "boilerplate", "spam")
        for m in [segments[label]]
    )
    sources = "".join(f"- `{d['name']}`: {d['use']}. {d['licence']}.\n" for d in DATA)
    return _CARD.format(
        rows=rows,
        macro=segments["macro_f1"],
        right=segments["documents_right"],
        total=segments["documents"],
        lost=documents["content_lost"],
        kept=documents["junk_kept"],
        f1=documents["segment_f1"],
        page_f1=pages["f1"],
        page_precision=pages["precision"],
        page_recall=pages["recall"],
        sources=sources,
        settings=", ".join(f"{k} {v}" for k, v in asdict(settings).items()),
        command=COMMAND,
    )


_CARD = """# separation

Labels each segment of an article `content`, `boilerplate` or `spam`, in French, Spanish and
English. Used by `nlp.separate`; inference needs numpy alone.

## How it works

1. Multinomial logistic regression over hashed character 2- to 5-grams and words of the segment
   with disguises taken off (zero-width and look-alike characters, figures for letters), and its
   shape: length, function words, punctuation, figures, addresses, prices.
2. Small networks, averaged, over the first step's probabilities of the segment and its
   neighbours, its place, the words and names it shares with the article, language, page layout.
3. A chain over the labels (forward-backward): noise comes in runs.

## Measured

`python -m eval.separation --shared PATH`, on `benchmarks/segments/dev.jsonl`:

| label | precision | recall | F1 |
|---|---|---|---|
{rows}
Macro F1 {macro:.3f}; {right} of {total} documents without a wrong label.

On `benchmarks/documents/dev.jsonl` from the raw text: {lost:.2%} of the content's characters lost,
{kept:.2%} of the junk's kept, segment F1 {f1:.3f}.

On the 181 pages of the scrapinghub article extraction benchmark (`python -m eval.extraction`),
4-gram shingles: F1 {page_f1:.3f}, precision {page_precision:.3f}, recall {page_recall:.3f}. The
extractor trafilatura has .964 there: pages of general subjects are not what this model is best at.

These sets served to choose settings and features; none was trained on.

## Data

{sources}
No data with a non-commercial licence.

## Recipe

    {command}

Settings: {settings}. scikit-learn on two threads, a few minutes.

## Limits

- Trained on written and assembled documents, not on crawled pages: what it knows of layout it
  learned from markup drawn at random. Recipes, deals, and lists with links on real pages are
  taken for noise too often, tables of figures beside the article for content.
- A line of two or three words is judged by its company; alone on a page it may go either way.
- News that reads like an advertisement (a drug's price, a loan offer) and stands alone between
  spam lines may be set aside. Nothing is deleted: the label can be changed and the text is stored.
- Probabilities were fitted on documents with much noise; on clean archives they err to caution.
"""

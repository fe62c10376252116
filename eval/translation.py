"""Measure a translation model on the development sets, beside its peers.

    python -m eval.translation --shared SHARED [--model NAME_OR_FOLDER] [--out result.json]

Sets: FLORES dev (997 sentences a language), a fixed sample of TICO-19 (`--all` for the whole), and
the in-domain articles of the development split (training/splits.py). BLEU and chrF are sacreBLEU's,
with their signatures; figures and names are counted against the references.
"""

from __future__ import annotations

import argparse
import json
import re
import time
from collections.abc import Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from nlp.translate import TranslateOptions, Translation, Translator
from nlp.translate.checks import loops
from training.splits import is_dev
from training.translation.data import articles, read_tsv

LANGUAGES = ("fr", "es")
SETS = ("flores", "tico", "articles")
_FIGURE = re.compile(r"\d+(?:[.,:]\d+)*")


@dataclass
class TestSet:
    """Sources, references, and for each sentence the names that its English must hold."""

    __test__ = False  # not a class of tests, whatever its name says

    name: str
    lang: str
    sources: list[str] = field(default_factory=list)
    references: list[str] = field(default_factory=list)
    names: list[list[str]] = field(default_factory=list)
    peers: dict[str, list[str]] = field(default_factory=dict)

    def add(self, source: str, reference: str, names: Sequence[str] = ()) -> None:
        """Add one sentence pair."""
        self.sources.append(source)
        self.references.append(reference)
        self.names.append([name for name in names if name in source and name in reference])


def flores(shared: Path, lang: str) -> TestSet:
    """FLORES-101 dev with the outputs of other systems."""
    folder = shared / f"benchmarks/translation/{lang}-en"
    test = TestSet(f"flores-{lang}", lang)
    read = {p.name: p.read_text(encoding="utf-8").splitlines() for p in folder.iterdir()}
    for pair in zip(read[f"flores-dev.{lang}"], read["flores-dev.en"], strict=True):
        test.add(*pair)
    for name, lines in sorted(read.items()):
        parts = name.split(".")
        if len(parts) == 3:
            test.peers[parts[1]] = lines
    return test


def tico(shared: Path, lang: str, whole: bool = False) -> TestSet:
    """TICO-19 (health, COVID-19): all of it, or every sixth sentence."""
    [path] = (shared / f"corpora/{lang}-en").glob("*[tT][iI][cC][oO]19.tsv.xz")
    test = TestSet(f"tico-{lang}", lang)
    for pair in list(read_tsv(path))[:: 1 if whole else 6]:
        test.add(*pair)
    return test


def in_domain(shared: Path, lang: str) -> TestSet:
    """Titles and sentences of the labelled articles of the development split."""
    test = TestSet(f"articles-{lang}", lang)
    for article in articles(shared):
        if article["lang"] == lang and is_dev(article["id"]):
            test.add(article["title"], article["title_en"], article["names"])
            for paragraph in article["paragraphs"]:
                for sentence in paragraph:
                    test.add(sentence["src"], sentence["en"], article["names"])
    return test


def load_sets(shared: Path, names: Sequence[str], whole: bool = False) -> list[TestSet]:
    """The named sets in both languages."""
    makers = {"flores": flores, "articles": in_domain}
    return [
        tico(shared, lang, whole) if name == "tico" else makers[name](shared, lang)
        for name in names
        for lang in LANGUAGES
    ]


def scores(outputs: Sequence[str], references: Sequence[str]) -> dict[str, Any]:
    """Corpus BLEU and chrF with their signatures."""
    from sacrebleu.metrics import BLEU, CHRF

    found: dict[str, Any] = {}
    for name, metric in (("bleu", BLEU()), ("chrf", CHRF())):
        result = metric.corpus_score(list(outputs), [list(references)])
        found[name] = round(result.score, 2)
        found[f"{name}_signature"] = str(metric.get_signature())
    return found


def fidelity(test: TestSet, outputs: Sequence[str]) -> dict[str, Any]:
    """Share of the references' figures, and of the names, that the outputs hold."""
    figures = kept_figures = names = kept_names = 0
    for output, reference, wanted in zip(outputs, test.references, test.names, strict=True):
        have = _FIGURE.findall(output)
        for figure in _FIGURE.findall(reference):
            figures += 1
            if figure in have:
                have.remove(figure)
                kept_figures += 1
        names += len(wanted)
        kept_names += sum(name in output for name in wanted)
    return {
        "figures": figures,
        "figures_right": round(kept_figures / figures, 4) if figures else None,
        "names": names,
        "names_kept": round(kept_names / names, 4) if names else None,
    }


def rank_correlation(confidences: Sequence[float], test: TestSet, outputs: Sequence[str]) -> float:
    """Spearman correlation between the confidence and the chrF of each sentence."""
    import numpy as np
    from sacrebleu.metrics import CHRF

    metric = CHRF()
    pairs = zip(outputs, test.references, strict=True)
    quality = [metric.sentence_score(output, [reference]).score for output, reference in pairs]
    ranks = [np.argsort(np.argsort(values)) for values in (confidences, quality)]
    return round(float(np.corrcoef(*ranks)[0, 1]), 3)


def measure(translator: Translator, test: TestSet) -> tuple[dict[str, Any], list[Translation]]:
    """All figures of one set, and the translations themselves."""
    began = time.perf_counter()
    found = translator.translate(test.sources, test.lang)
    seconds = time.perf_counter() - began
    outputs = [t.text for t in found]
    words = sum(len(s.split()) for s in test.sources)
    ratio = sum(map(len, outputs)) / sum(map(len, test.references))
    result = {
        "sentences": len(outputs),
        **scores(outputs, test.references),
        **fidelity(test, outputs),
        "empty": sum(not text.strip() for text in outputs),
        "loops": sum(map(loops, outputs)),
        "flagged": sum(bool(t.checks) for t in found),
        "length_ratio": round(ratio, 3),
        "confidence_rank": rank_correlation([t.confidence for t in found], test, outputs),
        "words_per_second": round(words / seconds),
        "peers": {name: scores(lines, test.references) for name, lines in test.peers.items()},
    }
    return result, found


def table(results: dict[str, dict[str, Any]]) -> str:
    """The results as text, one line a set, peers under it."""
    lines = [f"{'set':14}{'BLEU':>7}{'chrF':>7}{'figures':>9}{'names':>8}{'loops':>7}{'empty':>7}"]
    for name, r in results.items():
        figures, names = (
            "-" if r[key] is None else f"{100 * r[key]:.1f}%"
            for key in ("figures_right", "names_kept")
        )
        lines.append(
            f"{name:14}{r['bleu']:7.1f}{r['chrf']:7.1f}{figures:>9}{names:>8}"
            f"{r['loops']:7}{r['empty']:7}"
        )
        lines += [f"  {p:12}{s['bleu']:7.1f}{s['chrf']:7.1f}" for p, s in r["peers"].items()]
    return "\n".join(lines)


def main() -> None:
    """Command line; see the top of this file."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--shared", type=Path, required=True)
    parser.add_argument("--model", default="translation")
    parser.add_argument("--sets", nargs="+", choices=SETS, default=list(SETS))
    parser.add_argument("--all", action="store_true", help="the whole of TICO-19")
    parser.add_argument("--beam", type=int, default=1)
    parser.add_argument("--beam-below", type=float, default=TranslateOptions().beam_below)
    parser.add_argument("--engine", default="auto", help="auto, ctranslate2 or transformers")
    parser.add_argument("--no-mask", action="store_true", help="decode without placeholders")
    parser.add_argument("--out", type=Path, help="write the figures as JSON")
    parser.add_argument("--outputs", type=Path, help="folder for the translations")
    args = parser.parse_args()
    options = TranslateOptions(
        model=args.model,
        engine=args.engine,
        beam_size=args.beam,
        beam_below=args.beam_below,
        mask=not args.no_mask,
    )
    translator = Translator.load(options=options)
    results: dict[str, dict[str, Any]] = {}
    for test in load_sets(args.shared, args.sets, args.all):
        results[test.name], found = measure(translator, test)
        if args.outputs:
            args.outputs.mkdir(parents=True, exist_ok=True)
            text = "".join(t.text.replace("\n", " ") + "\n" for t in found)
            (args.outputs / f"{test.name}.en").write_text(text, encoding="utf-8")
    print(table(results))
    if args.out:
        report = {
            "model": translator.checkpoint.hash,
            "beam": args.beam,
            "beam_below": args.beam_below,
            "sets": results,
        }
        args.out.write_text(json.dumps(report, indent=1) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()

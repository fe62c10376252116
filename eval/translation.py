"""Measure a translation model on the development sets, beside its peers.

    python -m eval.translation --shared SHARED [--model NAME_OR_FOLDER] [--out result.json]
        [--plot picture.svg] [--gate] [--raise-floors]
    python -m eval.translation --results result.json --plot picture.svg --gate

Sets: FLORES dev (997 sentences a language), a fixed sample of TICO-19 (`--all` for the whole), and
the in-domain articles of the development split (training/splits.py). BLEU and chrF are sacreBLEU's,
with their signatures; what must survive is counted against the references (`eval.fidelity`), the
confidence is held against the chrF of each sentence (`eval.reliability`). `--results` takes what an
earlier `--out` wrote instead of translating. `--gate` exits 1 and names each figure that is worse
than its floor in eval/floors/translation.json, which `--raise-floors` moves up and never down.
"""

from __future__ import annotations

import argparse
import json
import sys
import time
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from eval import gate
from eval.fidelity import fidelity, lost
from eval.plot import plot
from eval.reliability import reliability, sentence_chrf
from eval.shared import folder_with
from eval.translation_sets import SETS, TestSet, load_sets
from nlp.translate import TranslateOptions, Translation, Translator
from nlp.translate.checks import loops

FLOORS = Path(__file__).parent / "floors/translation.json"


def scores(outputs: Sequence[str], references: Sequence[str]) -> dict[str, Any]:
    """Corpus BLEU and chrF with their signatures."""
    from sacrebleu.metrics import BLEU, CHRF

    found: dict[str, Any] = {}
    for name, metric in (("bleu", BLEU()), ("chrf", CHRF())):
        result = metric.corpus_score(list(outputs), [list(references)])
        found[name] = round(result.score, 2)
        found[f"{name}_signature"] = str(metric.get_signature())
    return found


def measure(translator: Translator, test: TestSet) -> tuple[dict[str, Any], list[Translation]]:
    """All figures of one set, and the translations themselves."""
    began = time.perf_counter()
    found = translator.translate(test.sources, test.lang, test.contexts)
    seconds = time.perf_counter() - began
    outputs = [t.text for t in found]
    words = sum(len(s.split()) for s in test.sources)
    ratio = sum(map(len, outputs)) / sum(map(len, test.references))
    quality = sentence_chrf(outputs, test.references)
    result = {
        "sentences": len(outputs),
        **scores(outputs, test.references),
        **fidelity(test, outputs),
        "empty": sum(not text.strip() for text in outputs),
        "loops": sum(map(loops, outputs)),
        "flagged": sum(bool(t.checks) for t in found),
        "length_ratio": round(ratio, 3),
        **reliability([t.confidence for t in found], quality),
        "words_per_second": round(words / seconds),
        "peers": {name: _peer(test, lines) for name, lines in test.peers.items()},
        "published": test.published,
    }
    return result, found


def _peer(test: TestSet, outputs: Sequence[str]) -> dict[str, Any]:
    equal = fidelity(test, outputs)["figures_equal"]
    return {**scores(outputs, test.references), "figures_equal": equal}


def table(results: dict[str, dict[str, Any]]) -> str:
    """The results as text, one line a set, peers under it."""
    lines = [
        f"{'set':22}{'BLEU':>6}{'chrF':>6}{'figures':>9}{'same':>8}{'names':>8}{'terms':>8}"
        f"{'loops':>6}{'empty':>6}{'gap':>6}{'rank':>6}"
    ]
    for name, r in results.items():
        keys = ("figures_equal", "figures_right", "names_kept", "glossary_right")
        equal, same, names, terms = (_percent(r.get(key)) for key in keys)
        lines.append(
            f"{name:22}{r['bleu']:6.1f}{r['chrf']:6.1f}{equal:>9}{same:>8}{names:>8}{terms:>8}"
            f"{r['loops']:6}{r['empty']:6}{r['calibration_error']:6.2f}{r['confidence_rank']:6.2f}"
        )
        lines += [
            f"  {p:20}{s['bleu']:6.1f}{s['chrf']:6.1f}{_percent(s.get('figures_equal')):>9}"
            for p, s in r["peers"].items()
        ]
        lines += [f"  {p:20}{bleu:6.1f}  published" for p, bleu in r["published"].items()]
    return "\n".join(lines)


def _percent(share: float | None) -> str:
    return "-" if share is None else f"{100 * share:.1f}%"


def run(args: argparse.Namespace) -> dict[str, Any]:
    """Translate and measure the sets; the report as `--out` writes it."""
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
            _write_outputs(args.outputs, test, [t.text for t in found])
    default = TranslateOptions(model=options.model)
    return {
        "model": translator.checkpoint.hash,
        "beam": args.beam,
        "beam_below": args.beam_below,
        "as_shipped": options == default and not args.all,
        "sets": results,
    }


def _write_outputs(folder: Path, test: TestSet, outputs: Sequence[str]) -> None:
    """The translations line by line, and what each of them lost."""
    folder.mkdir(parents=True, exist_ok=True)
    lines = [text.replace("\n", " ") for text in outputs]
    for name, content in ((f"{test.name}.en", lines), (f"{test.name}.lost.tsv", lost(test, lines))):
        text = "".join(f"{line}\n" for line in content)
        (folder / name).write_text(text, encoding="utf-8")


def judge(report: dict[str, Any], floors: Path, *, raising: bool, gating: bool) -> list[str]:
    """Hold a report against the floors, then raise them where that is asked for.

    Raises:
        ValueError: the report is of other decoding options, or of the whole TICO-19: floors are
            those of the model as it is shipped.
    """
    if not (raising or gating):
        return []
    if not report.get("as_shipped"):
        raise ValueError("floors are for the default options and the sampled TICO-19")
    kept = gate.read(floors)
    fallen = gate.fallen(report["sets"], kept) if gating else []
    if raising:
        gate.write(floors, gate.raised(report["sets"], kept), report["model"])
    return fallen


def _arguments(argv: Sequence[str] | None) -> argparse.Namespace:
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument(
        "--shared", type=folder_with(), help="folder with benchmarks/ and labelled/"
    )
    parser.add_argument("--results", type=Path, help="JSON of an earlier --out, to go on from")
    parser.add_argument("--model", default="translation")
    parser.add_argument("--sets", nargs="+", choices=SETS, default=list(SETS))
    parser.add_argument("--all", action="store_true", help="the whole of TICO-19")
    parser.add_argument("--beam", type=int, default=TranslateOptions().beam_size)
    parser.add_argument("--beam-below", type=float, default=TranslateOptions().beam_below)
    parser.add_argument("--engine", default="auto", help="auto, ctranslate2 or transformers")
    parser.add_argument("--no-mask", action="store_true", help="decode without placeholders")
    parser.add_argument("--out", type=Path, help="write the figures as JSON")
    parser.add_argument("--outputs", type=Path, help="folder for translations and what they lost")
    parser.add_argument("--plot", type=Path, help="write the picture as SVG")
    parser.add_argument("--gate", action="store_true", help="exit 1 if a figure is under its floor")
    parser.add_argument("--raise-floors", action="store_true", help="move the floors up")
    parser.add_argument("--floors", type=Path, default=FLOORS, help="another floors file")
    args = parser.parse_args(argv)
    if (args.shared is None) == (args.results is None):
        parser.error("one of --shared and --results is needed")
    return args


def main(argv: Sequence[str] | None = None) -> int:
    """Command line; see the top of this file. Returns 1 under a floor, 2 where floors do not apply."""
    args = _arguments(argv)
    report = json.loads(args.results.read_text(encoding="utf-8")) if args.results else run(args)
    print(table(report["sets"]))
    if args.out:
        args.out.write_text(json.dumps(report, indent=1) + "\n", encoding="utf-8")
    if args.plot:
        args.plot.write_text(plot(report["sets"], report["model"]), encoding="utf-8")
    try:
        fallen = judge(report, args.floors, raising=args.raise_floors, gating=args.gate)
    except ValueError as error:
        print(error, file=sys.stderr)
        return 2
    for line in fallen:
        print(f"under its floor: {line}", file=sys.stderr)
    return 1 if fallen else 0


if __name__ == "__main__":
    sys.exit(main())

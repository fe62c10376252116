"""What repair does to translations of our own: ``python -m eval.own_translations --shared PATH``.

The development articles are translated and repaired with their sources, article by article as in the pipeline; chrF
and the fidelity of figures and names are given before and after.
"""

from __future__ import annotations

import argparse
import json
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from eval.fidelity import fidelity
from eval.shared import folder_with
from eval.translation import scores
from eval.translation_sets import LANGUAGES, TestSet
from nlp.repair import Repairer, RepairOptions
from nlp.translate import Translator
from nlp.translate.names import contexts
from training.splits import is_dev
from training.translation.data import article_pairs, articles


def measure(shared: Path, repairer: Repairer) -> dict[str, Any]:
    """Figures by language before and after repair, and how many sentences were changed."""
    translator = Translator.load()
    result: dict[str, Any] = {}
    for lang in LANGUAGES:
        test, before, after = TestSet(f"articles-{lang}", lang), [], []
        for article in articles(shared):
            if article["lang"] == lang and is_dev(article["id"]):
                pairs = list(article_pairs(article))
                sources = [source for source, _ in pairs]
                for source, english in pairs:
                    test.add(source, english, article["names"])
                around = contexts(sources, [lang] * len(sources))
                texts = [t.text for t in translator.translate(sources, lang, around)]
                before += texts
                after += [r.text for r in repairer.repair_article(texts, sources, lang, [0])]
        told = {"before": _figures(test, before), "after": _figures(test, after)}
        changed = sum(a != b for a, b in zip(before, after, strict=True))
        result[lang] = {"sentences": len(before), "changed": changed, **told}
    return result


def _figures(test: TestSet, outputs: Sequence[str]) -> dict[str, Any]:
    kept = {k: v for k, v in fidelity(test, outputs).items() if isinstance(v, int | float)}
    return {"chrf": scores(outputs, test.references)["chrf"], **kept}


def main(argv: Sequence[str] | None = None) -> None:
    """Command line: ``--shared PATH [--model NAME] [--rules]``."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--shared", type=folder_with("labelled/articles/*.jsonl"), required=True)
    parser.add_argument("--model", default="repair", help="the edit model")
    parser.add_argument("--rules", action="store_true", help="the rules alone")
    args = parser.parse_args(argv)
    options = RepairOptions(model=None if args.rules else args.model)
    print(json.dumps(measure(args.shared, Repairer.load(options)), indent=1))


if __name__ == "__main__":
    main()

"""Extraction by veille and by other libraries, side by side, on the same pages.

    pip install -e '.[peers]'
    python -m eval.extraction_peers --shared PATH [--peers NAME,NAME] [--set NAME ...] [--flat]
                                    [--limit N] [--model NAME] [--out JSON]

Each library is called as its documentation, or the benchmark's own script, calls it; one that is
not installed is reported as absent. With ``--flat`` they get the same lines of text as veille,
each in a ``<p>``, for they all take HTML. A page on which a library raises counts as empty text.
"""

from __future__ import annotations

import argparse
import html
import logging
import warnings
from collections.abc import Callable, Iterable, Mapping, Sequence
from importlib.metadata import PackageNotFoundError, version
from typing import Any, NamedTuple

from eval.extraction import (
    add_sets,
    folders,
    measure_with,
    parser,
    show,
    write,
)
from eval.extraction_pages import Extract, Page, Unextracted, ours
from nlp.article import Source
from nlp.read.charset import decode
from nlp.read.declared import declared_charset
from nlp.read.html import page_article
from nlp.read.options import ReadOptions
from nlp.read.reading import shown
from nlp.separate import SeparateOptions, SeparateStage

OURS = "veille"

Extractors = dict[str, Extract]
Reports = Mapping[str, Mapping[str, Mapping[str, Any]]]  # by set, then by extractor

# jusText wants the list of frequent words of a page's language by its English name.
_STOPLISTS = {
    "ar": "Arabic", "cs": "Czech", "de": "German", "es": "Spanish", "fi": "Finnish",
    "fr": "French", "hu": "Hungarian", "id": "Indonesian", "it": "Italian", "ko": "Korean",
    "la": "Latin", "no": "Norwegian_Bokmal", "pl": "Polish", "pt": "Portuguese",
    "ro": "Romanian", "ru": "Russian",
}  # fmt: skip


class Peer(NamedTuple):
    """A library: its distribution, its module, and what imports it and gives its extractor."""

    distribution: str
    module: str
    load: Callable[[], Extract]


def _trafilatura(precise: bool = False) -> Extract:
    from trafilatura import extract

    return lambda page: extract(markup(page), include_comments=False, favor_precision=precise) or ""


def _precise() -> Extract:
    return _trafilatura(precise=True)


def _readability() -> Extract:
    from readability import Document

    def extract(page: Page) -> str:
        summary = Document(decoded(page)).summary(html_partial=True)
        return "\n".join(
            block.text for block in page_article(summary, Source(page.id), ReadOptions()).blocks
        )

    return extract


def _justext() -> Extract:
    """With the settings of the scrapinghub benchmark, which do far better than the defaults."""
    from justext import get_stoplist, justext

    def extract(page: Page) -> str:
        stoplist = get_stoplist(_STOPLISTS.get(page.truth.get("lang", "en"), "English"))
        found = justext(markup(page), stoplist, 50, 200, 0.1, 0.2, 0.2, 200, True)
        return "\n".join(part.text for part in found if not part.is_boilerplate)

    return extract


def _boilerpy3() -> Extract:
    from boilerpy3.extractors import ArticleExtractor

    extractor = ArticleExtractor()
    return lambda page: extractor.get_content(decoded(page))


def _newspaper() -> Extract:
    from newspaper import article

    def extract(page: Page) -> str:
        url = page.truth.get("url") or "https://example.org/"
        return article(url, input_html=decoded(page), fetch_images=False).text

    return extract


def _resiliparse() -> Extract:
    from resiliparse.extract.html2text import extract_plain_text

    return lambda page: extract_plain_text(decoded(page), main_content=True)


PEERS: Mapping[str, Peer] = {
    "trafilatura": Peer("trafilatura", "trafilatura", _trafilatura),
    "trafilatura-precise": Peer("trafilatura", "trafilatura", _precise),
    "readability-lxml": Peer("readability-lxml", "readability", _readability),
    "justext": Peer("jusText", "justext", _justext),
    "boilerpy3": Peer("boilerpy3", "boilerpy3", _boilerpy3),
    "newspaper4k": Peer("newspaper4k", "newspaper", _newspaper),
    "resiliparse": Peer("resiliparse", "resiliparse", _resiliparse),
}


def markup(page: Page) -> bytes:
    """The page as HTML: plain text as one paragraph a line."""
    if not page.plain:
        return page.data
    lines = page.data.decode().splitlines()
    paragraphs = "\n".join(f"<p>{html.escape(line)}</p>" for line in lines)
    return f'<html><head><meta charset="utf-8"></head><body>\n{paragraphs}\n</body></html>'.encode()


def decoded(page: Page) -> str:
    """The page for libraries that take text: its character set told by our reader."""
    data = markup(page)
    return decode(data, declared=declared_charset(data)).text


def loaded(names: Iterable[str]) -> tuple[Extractors, dict[str, str]]:
    """The extractors of the installed peers, and of each name its version or why it is absent."""
    extractors: Extractors = {}
    told: dict[str, str] = {}
    for name in names:
        peer = PEERS[name]
        try:
            with warnings.catch_warnings(action="ignore"):  # of their own optional parts
                extractors[name] = _guarded(peer.load())
            told[name] = version(peer.distribution)
            # They log much about pages; what matters of it, their failures, is counted.
            logging.getLogger(peer.module).setLevel(logging.CRITICAL)
        except (ImportError, PackageNotFoundError) as error:
            extractors.pop(name, None)
            told[name] = f"absent ({error})"
    return extractors, told


def _guarded(extract: Extract) -> Extract:
    """The same, any failure told as one of the page."""

    def guarded(page: Page) -> str:
        try:
            with warnings.catch_warnings(action="ignore"):
                return extract(page)
        except Exception as error:  # whatever another library raises on a page
            told = f"{type(error).__name__}: {error}"
            raise Unextracted(shown(" ".join(told.split()), 200)) from error

    return guarded


def named(value: str) -> list[str]:
    """The peers of a comma-separated option; for ``argparse``, which tells what is wrong."""
    names = [name for name in value.split(",") if name]
    if unknown := sorted(set(names) - set(PEERS)):
        raise argparse.ArgumentTypeError(f"{unknown} is none of {', '.join(PEERS)}")
    return names


def add_peers(options: argparse.ArgumentParser, default: Sequence[str]) -> None:
    """``--peers``."""
    options.add_argument(
        "--peers",
        type=named,
        nargs="?",
        const=list(PEERS),
        default=list(default),
        help=f"comma-separated, of {', '.join(PEERS)}",
    )


def with_ours(stage: SeparateStage, names: Iterable[str]) -> tuple[Extractors, dict[str, str]]:
    """Our extractor and those of the installed peers, and what is known of every one."""
    extractors, told = loaded(names)
    return {OURS: ours(stage), **extractors}, {OURS: f"model {stage.model_hash}", **told}


def pivot(reports: Reports, figure: str) -> list[tuple[object, ...]]:
    """For each set, and each page type that has the figure, that figure of each extractor."""
    rows: list[tuple[object, ...]] = []
    for name, found in reports.items():
        rows.append((name, *(report[figure] for report in found.values())))
        for kind, part in next(iter(found.values()))["by_type"].items():
            if figure in part:
                told = (report["by_type"][kind][figure] for report in found.values())
                rows.append((f"{name} {kind}", *told))
    return rows


def main(argv: Sequence[str] | None = None) -> None:
    """Read the options, run every extractor on every set, show the tables."""
    found = parser((__doc__ or "").splitlines()[0])
    add_sets(found)
    add_peers(found, list(PEERS))
    options = found.parse_args(argv)
    sets = folders(options)
    stage = SeparateStage.load(SeparateOptions(model=options.model))
    extractors, told = with_ours(stage, options.peers)
    reports = {
        name: {
            who: measure_with(
                extract, folder, options.limit, plain=options.flat, title=f"{name} {who}"
            )
            for who, extract in extractors.items()
        }
        for name, folder in sets.items()
    }
    show("extractors", ("name", "version"), list(told.items()))
    for figure, title in (("f1", "F1"), ("cpu_seconds_per_100", "CPU seconds for 100 pages")):
        shown = f"{title}, {'plain text lines' if options.flat else 'pages'}"
        show(shown, ("set", *extractors), pivot(reports, figure))
    write({"versions": told, "flat": options.flat, "sets": reports}, options.out)


if __name__ == "__main__":
    main()

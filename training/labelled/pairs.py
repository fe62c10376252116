"""Sentence pairs in the formats of translators: TMX, tab-separated text, Moses files.

The languages come from the file itself (TMX) or from its name: ``x.fr-en.tsv`` or ``fr-en/x.tsv``,
``x.es`` beside ``x.en``.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from itertools import zip_longest
from pathlib import Path
from xml.etree import ElementTree

from nlp.errors import DataError
from training.labelled.files import PACKED, BadRow, Place, Raw, opened, unpacked

_PAIR = re.compile(r"(?<![a-z])(fr|es)[-_](?:to[-_])?en(?![a-z])", re.IGNORECASE)
CODES = frozenset(["bpt", "ept", "it", "ph", "ut"])
"""Elements of TMX 1.4 that hold native code; of what may stand in a segment, only `hi` holds its text."""
_LANG = "{http://www.w3.org/XML/1998/namespace}lang"


def has_header(path: Path, mapped: Iterable[str] = ()) -> bool:
    """True when the first line of a TSV names its columns: ours, or one of those ``mapped`` to ours."""
    with opened(path) as lines:
        cells = [name.strip() for name in lines.readline().split("\t")]
    ours = {"source", "target", "text", "events", "label", "lang"}
    return bool({name.lower() for name in cells} & ours or {*cells} & {*mapped})


def tsv(path: Path) -> Iterator[Raw | BadRow]:
    """Lines of source, tab, English; with a third column, the group of the pair."""
    lang = _named(path)
    with opened(path, "\n") as lines:
        for number, line in enumerate(lines, 1):
            place, cells = Place(path, number), line.rstrip("\r\n").split("\t")
            if not line.strip():
                continue
            if len(cells) not in (2, 3):
                yield BadRow(
                    place, f"{len(cells)} columns; wanted: source, tab, English[, tab, group]"
                )
                continue
            group = {"group": cells[2]} if len(cells) == 3 else {}
            yield Raw(place, {"lang": lang, "source": cells[0], "target": cells[1], **group})


def moses(path: Path) -> Iterator[Raw | BadRow]:
    """The lines of ``x.fr`` or ``x.es`` beside those of ``x.en``."""
    packed = path.suffix if path.suffix in PACKED else ""
    bare = path.with_suffix("") if packed else path
    mate = Path(f"{bare.with_suffix('.en')}{packed}")
    if not mate.is_file():
        raise DataError([f"{path}: its English is not beside it ({mate.name} is missing)"])
    lang = bare.suffix[1:].lower()
    with opened(path, "\n") as sources, opened(mate, "\n") as targets:
        for number, (source, target) in enumerate(zip_longest(sources, targets), 1):
            if source is None or target is None:
                short = path if source is None else mate
                yield BadRow(
                    Place(short, number), "the file ends before the other: not the same lines"
                )
                return
            if source.strip() or target.strip():
                yield Raw(
                    Place(path, number),
                    {"lang": lang, "source": source.strip(), "target": target.strip()},
                )


def tmx(path: Path) -> Iterator[Raw | BadRow]:
    """The units of a translation memory (TMX 1.4), streamed; the line counts units.

    A unit gives a pair for each of its French and Spanish variants, all of one group. What stands for
    the codes of a tool (:data:`CODES`) is no text. Entities are not fetched. A unit without English and
    French or Spanish is a fault.
    """
    number = 0
    try:
        with unpacked(path) as stream:
            body: ElementTree.Element | None = None
            for event, element in ElementTree.iterparse(stream, ("start", "end")):
                name = element.tag.rpartition("}")[2]
                if event == "start":
                    body = element if name == "body" else body
                elif name == "tu":
                    number += 1
                    yield from _unit(element, Place(path, number))
                    if body is not None:
                        body.clear()  # else a large memory would be held whole
    except ElementTree.ParseError as error:
        yield BadRow(Place(path, number + 1), f"no well-formed XML after unit {number}: {error}")


def _unit(element: ElementTree.Element, place: Place) -> Iterator[Raw | BadRow]:
    """The pairs of a unit; a variant that holds nothing counts only where its language has no other."""
    texts: dict[str, list[str]] = {}
    for variant in element.iter():
        if variant.tag.rpartition("}")[2] == "tuv":
            lang = (variant.get(_LANG) or variant.get("lang") or "").lower()[:2]
            segment = next((s for s in variant if s.tag.rpartition("}")[2] == "seg"), None)
            text = " ".join("".join(_texts(segment)).split()) if segment is not None else ""
            texts.setdefault(lang, []).append(text)
    sources = [(lang, text) for lang in ("fr", "es") for text in texts.get(lang, ())]
    if not sources or "en" not in texts:
        found = ", ".join(sorted(texts)) or "none"
        yield BadRow(place, f"languages {found}; a unit needs `en` and one of `fr`, `es`")
        return
    sources = [pair for pair in sources if pair[1]] or sources[:1]
    targets = list(filter(None, texts["en"])) or [""]
    rows = [(lang, text, target) for lang, text in sources for target in targets]
    named = element.get("tuid")
    group = {"group": named or targets[0]} if len(rows) > 1 else {}
    for number, (lang, source, target) in enumerate(rows):
        own = {"id": f"{named}:{lang}" if number else named} if named else {}
        yield Raw(place, {"lang": lang, "source": source, "target": target, **own, **group})


def _texts(element: ElementTree.Element) -> Iterator[str]:
    """The text of a segment without the codes of the tool that wrote it."""
    yield element.text or ""
    for child in element:
        if child.tag.rpartition("}")[2] not in CODES:
            yield from _texts(child)
        yield child.tail or ""


def _named(path: Path) -> str:
    found = _PAIR.search(path.name) or _PAIR.search(path.parent.name)
    if not found:
        raise DataError(
            [
                f"{path}: which language? Name it NAME.fr-en.tsv or NAME.es-en.tsv, or give it a first"
                " line with the columns lang, source, target"
            ]
        )
    return found[1].lower()

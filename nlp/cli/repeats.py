"""``veille repeats``: which text is repeated over many pages of one site."""

from __future__ import annotations

from collections import Counter
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from nlp.cli.run import fields
from nlp.cli.run_options import CharacterSet, FieldNames, FormatName
from nlp.cli.stages import ConfigFile
from nlp.errors import ConfigError

if TYPE_CHECKING:
    from nlp.config import Config
    from nlp.separate.repeats import Repeats
    from nlp.separate.sample import Sample

_EVERY = 50  # articles between two figures of the progress


def repeats(
    out: Annotated[Path, typer.Option(help="The file to write; `veille run --repeats` reads it.")],
    archives: Annotated[
        list[str] | None,
        typer.Argument(help="Folders, files, globs, archives, URLs; - is standard input."),
    ] = None,
    merge: Annotated[
        list[Path] | None,
        typer.Option(help="A file that this command made of another part of the archive."),
    ] = None,
    field: FieldNames = None,
    encoding: CharacterSet = None,
    form: FormatName = None,
    config: ConfigFile = None,
) -> None:
    """Sketch an archive before it is run, so that text on many pages of a site is boilerplate."""
    from nlp.cli.options import configured
    from nlp.separate.repeats import Repeats
    from nlp.store.files import check_writable
    from nlp.store.replacing import SKETCH, check_replaceable, writing

    if not archives and not merge:
        raise ConfigError("name an archive to read, or a sketch to --merge")
    check_replaceable(out, SKETCH)
    with writing(out):  # before an archive is read that may take hours
        check_writable(out)
    read = {"encoding": encoding, "format": form, "fields": fields(field)}
    options = configured(config, read=read)
    sketch = Repeats()
    for path in merge or []:
        sketch.merge(Repeats.load(path))
    passed_over = _read(archives or [], options, sketch)
    _tell(sketch.save(out), out, passed_over)


def _read(archives: list[str], options: Config, sketch: Repeats) -> Counter[str]:
    """Add every article that has text in a language we read; how many were none, by reason."""
    from nlp.pipeline import Pipeline
    from nlp.progress import Progress
    from nlp.read import read
    from nlp.stage import Kept

    outcomes = Pipeline.load(options, only=("segment",)).stream(read(archives, options.read))
    passed_over: Counter[str] = Counter()
    with Progress(first="reading") as progress:
        for number, outcome in enumerate(outcomes, 1):
            if isinstance(outcome, Kept):
                sketch.add(outcome.article)
            else:
                passed_over[outcome.reason] += 1
            if number % _EVERY == 0:
                progress.say(f"{number:,} read  {sum(passed_over.values()):,} passed over")
    return passed_over


def _tell(sample: Sample, out: Path, passed_over: Counter[str]) -> None:
    from nlp.separate.evidence import MIN_PAGES, Repeated

    found = Repeated(sample)
    sites = len(set(sample.sites.tolist()))
    typer.echo(f"{out}: {len(sample.pages):,} pages held, of sites: {sites:,}")
    if passed_over:
        reasons = ", ".join(f"{reason} {n:,}" for reason, n in sorted(passed_over.items()))
        typer.echo(f"{passed_over.total():,} passed over ({reasons}); a run quarantines them")
    where = f"on sites with {MIN_PAGES} articles: {len(found.sites):,}"
    number = f"{len(found):,}" if found else "none"
    end = "" if found else "; the file has no effect"
    typer.echo(f"repeated segments: {number}, {where}{end}")

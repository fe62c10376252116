"""``veille translate | repair | separate | classify``: one stage on files or standard input.

Three ways in and out: ``text`` (a whole document, its result as text), ``jsonl`` (every record the
readers find, one result record a line) and ``--lines`` (one line in, one line out).
"""

from __future__ import annotations

import json
import sys
from collections.abc import Callable, Iterable, Iterator
from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from nlp.errors import ConfigError
from nlp.stage import Rejected
from nlp.wording import place_words, printable, printable_json

if TYPE_CHECKING:
    from nlp.article import Article, Source
    from nlp.config import Config


class Form(StrEnum):
    """How results are written."""

    TEXT = "text"
    JSONL = "jsonl"


class Lang(StrEnum):
    """Languages that veille reads."""

    FR = "fr"
    ES = "es"
    EN = "en"


_SURE = 0.7  # confidence from which a language is told
Files = Annotated[
    list[str] | None, typer.Argument(help="Files, folders, globs or URLs; none or - is stdin.")
]
AsForm = Annotated[Form, typer.Option("--format", help="What to write for each document.")]
Lines = Annotated[bool, typer.Option("--lines", help="One line in, one line out, in order.")]
Encoding = Annotated[str, typer.Option(help="Character set of --lines input.")]
From = Annotated[
    Lang | None, typer.Option("--from", help="Language of the text; told from it when not given.")
]
Model = Annotated[
    str | None, typer.Option(help="Name, path or Hugging Face id of the model to use.")
]
GlossaryFile = Annotated[
    str | None, typer.Option("--glossary", help="TSV of your own terms, over the packaged ones.")
]
ConfigFile = Annotated[
    Path | None, typer.Option("--config", help="TOML file with options of every stage.")
]


def translate(
    files: Files = None,
    source: From = None,
    lines: Lines = False,
    form: AsForm = Form.TEXT,
    model: Model = None,
    glossary: GlossaryFile = None,
    encoding: Encoding = "utf-8",
    config: ConfigFile = None,
) -> None:
    """Translate French or Spanish into English."""
    from nlp.cli.options import configured

    options = configured(config, translate={"model": model, "glossary": glossary})
    if lines:
        _each_line(files, lambda: _translate_lines(options, source), encoding, form)
    else:
        _documents(files, options, ("segment", "translate"), source, form, _english)


def repair(
    files: Files = None,
    lines: Lines = False,
    form: AsForm = Form.TEXT,
    only: Annotated[list[str] | None, typer.Option(help="Mend only this artifact class.")] = None,
    skip: Annotated[list[str] | None, typer.Option(help="Leave this artifact class.")] = None,
    diff: Annotated[
        bool, typer.Option("--diff", help="Show what was mended in its place, with the reasons.")
    ] = False,
    model: Model = None,
    rules: Annotated[bool, typer.Option("--rules", help="The rules alone, no edit model.")] = False,
    translated: Annotated[
        bool,
        typer.Option("--translated", help="A machine wrote it all: mend what is only likely too."),
    ] = False,
    glossary: GlossaryFile = None,
    original: Annotated[
        Path | None,
        typer.Option(
            help="The source of each line, a line each: what is broken is translated again."
        ),
    ] = None,
    source: Annotated[
        Lang | None,
        typer.Option("--from", help="Language of --original, fr or es; told from each line."),
    ] = None,
    encoding: Encoding = "utf-8",
    config: ConfigFile = None,
) -> None:
    """Mend machine-translation artifacts in English."""
    from nlp.cli.options import configured

    chosen = "" if rules else model
    wanted = {"only": only, "skip": skip, "glossary": glossary, "model": chosen}
    options = configured(config, repair=wanted | {"translated": translated or None})
    if diff and (lines or form is Form.JSONL):
        raise ConfigError("--diff is a form of its own: not with --lines or --format jsonl")
    if original is None and source is not None:
        raise ConfigError("--from is the language of --original: give both")
    if original is not None and not lines:
        raise ConfigError("--original holds a line for each line: give --lines")
    if original is not None:
        _repair_beside(files, options, original, source, encoding, form)
    elif lines:
        _each_line(files, lambda: _repair_lines(options), encoding, form)
    else:
        show = _difference if diff else _english
        _documents(files, _where_it_can(options), ("segment", "repair"), Lang.EN, form, show)


def separate(
    files: Files = None,
    source: From = None,
    lines: Lines = False,
    form: AsForm = Form.TEXT,
    model: Model = None,
    encoding: Encoding = "utf-8",
    config: ConfigFile = None,
) -> None:
    """Tell content, boilerplate and spam apart: label, score and text of every segment."""
    from nlp.cli.options import configured

    options = configured(config, separate={"model": model})
    if lines:
        _each_line(files, lambda: _separate_lines(options, source), encoding, form)
    else:
        _documents(files, options, ("segment", "separate"), source, form, _labelled)


def classify(
    files: Files = None,
    lines: Lines = False,
    form: AsForm = Form.TEXT,
    model: Model = None,
    encoding: Encoding = "utf-8",
    config: ConfigFile = None,
) -> None:
    """Give the event types of English articles, the primary one first."""
    from nlp.cli.options import configured

    options = configured(config, classify={"model": model})
    if lines:
        _each_line(files, lambda: _classify_lines(options), encoding, form)
    else:
        _documents(files, options, ("segment", "classify"), Lang.EN, form, _event_lines)


def _each_line(
    files: list[str] | None,
    make: Callable[[], Callable[[list[str]], Iterable[str]]],
    encoding: str,
    form: Form,
) -> None:
    from nlp.cli.lines import write_lines

    if form is Form.JSONL:
        raise ConfigError("--lines writes a line of text for each line: not with --format jsonl")
    write_lines([Path(f) for f in files or []], make(), encoding)


def _translate_lines(options: Config, source: Lang | None) -> Callable[[list[str]], Iterable[str]]:
    from nlp.language import LANGUAGES, UNKNOWN, identify
    from nlp.translate import Translator

    translator = Translator.load(options=options.translate)

    def lang_of(line: str) -> str:
        lang = str(source) if source else identify(line).lang
        if lang not in (*LANGUAGES, UNKNOWN):
            told = f"language: {lang}, left as it is: {line[:60]}"
            print(f"veille: {printable(told)}", file=sys.stderr)
        return lang if lang in LANGUAGES else "en"  # passes

    def work(lines: list[str]) -> Iterator[str]:
        return (t.text for t in translator.translate(lines, [lang_of(line) for line in lines]))

    return work


def _repair_lines(options: Config) -> Callable[[list[str]], Iterable[str]]:
    from nlp.repair import Repairer

    repairer = Repairer.load(options.repair)
    return lambda lines: (repairer.repair(line).text for line in lines)


def _repair_beside(
    files: list[str] | None,
    options: Config,
    original: Path,
    lang: Lang | None,
    encoding: str,
    form: Form,
) -> None:
    from nlp.cli.beside import Original, repair_lines

    beside = Original(original, encoding)
    told = str(lang) if lang else None
    _each_line(files, lambda: repair_lines(options, beside, told), encoding, form)
    beside.finish()


def _separate_lines(options: Config, source: Lang | None) -> Callable[[list[str]], Iterable[str]]:
    from nlp.separate import Separator

    separator = Separator.load(options=options.separate)

    def work(lines: list[str]) -> Iterator[str]:
        labelled = separator.label(lines, lang=str(source) if source else None)
        pairs = zip(labelled, lines, strict=True)
        return (f"{found.label}\t{found.score:.4f}\t{line}" for found, line in pairs)

    return work


def _classify_lines(options: Config) -> Callable[[list[str]], Iterable[str]]:
    from nlp.classify import ArticleText, Classifier

    classifier = Classifier.load(options.classify)

    def work(lines: list[str]) -> Iterator[str]:
        found = classifier.classify([ArticleText("", [line]) for line in lines])
        for events, line in zip(found, lines, strict=True):
            yield f"{events[0].type}\t{events[0].score:.4f}\t{line}"

    return work


def _where_it_can(options: Config) -> Config:
    """The same without translating again where no translation model is: few documents come with an
    original, and the others need none."""
    from nlp.checkpoints import find
    from nlp.errors import ModelError

    wanted = options.translate
    try:
        find(wanted.model, "translation", allow_network=wanted.allow_network)
    except ModelError:
        off = options.repair.model_copy(update={"again": False})
        return options.model_copy(update={"repair": off})
    return options


def _documents(
    files: list[str] | None,
    options: Config,
    stages: tuple[str, ...],
    source: Lang | None,
    form: Form,
    show: Callable[[Article], str],
) -> None:
    """Read, run the stages, write each result; rejections go to stderr and set exit code 2."""
    from nlp.pipeline import Pipeline
    from nlp.read import read

    pipeline = Pipeline.load(options, only=stages)
    told = {"lang": str(source)} if source else {}
    found = (
        item if isinstance(item, Rejected) else item.with_(**told)
        for item in read(files or ["-"], options.read)
    )
    if source is Lang.EN and "translate" not in stages:
        found = map(_told_where_no_english, found)
    rejected = 0
    for outcome in pipeline.stream(found, batch_size=16):
        if isinstance(outcome, Rejected):
            rejected += 1
            print(
                f"veille: {_where(outcome.source)}: {outcome.reason}: {printable(outcome.detail)}",
                file=sys.stderr,
            )
        elif form is Form.JSONL:
            found = json.dumps(_record(outcome.article, pipeline), ensure_ascii=False)
            print(printable_json(found))
        else:
            print(show(outcome.article))
    if rejected:
        raise ConfigError(f"{rejected} could not be processed (see above)")


def _told_where_no_english(item: Article | Rejected) -> Article | Rejected:
    """The same; one that plainly reads as French or Spanish is told, as little of it can be mended or
    known before it is translated."""
    from nlp.language import identify_article
    from nlp.wording import name_of

    if isinstance(item, Rejected):
        return item
    guess = identify_article([block.text for block in item.blocks] or [item.text])
    if guess.lang in (Lang.FR, Lang.ES) and guess.confidence >= _SURE:
        told = f"it reads as {name_of(guess.lang)} and is taken for English; translate it first"
        print(f"veille: {_where(item.source)}: language: {told}", file=sys.stderr)
    return item


def _where(source: Source) -> str:
    """The place of a record as `veille quarantine list` writes it: ``path!member:line``."""
    return printable(place_words(source.path, source.member, source.line))


def _record(article: Article, pipeline: object) -> dict[str, object]:
    from nlp.record import to_record

    return to_record(article, pipeline.model_hash, pipeline.config_hash)  # type: ignore[attr-defined]


def _english(article: Article) -> str:
    return "\n\n".join(s.text if s.en is None else s.en for _, s in article.content)


def _difference(article: Article) -> str:
    from nlp.cli.diff import difference

    return difference(article)


def _labelled(article: Article) -> str:
    return "\n".join(
        f"{s.label}\t{s.score:.4f}\t{' '.join(s.text.split(chr(10)))}" for s in article.segments
    )


def _event_lines(article: Article) -> str:
    return "\n".join(
        f"{e.type}\t{e.score:.4f}{chr(9) + 'primary' if e.primary else ''}" for e in article.events
    )

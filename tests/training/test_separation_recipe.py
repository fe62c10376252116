"""The recipe of the separation model on a handful of lines: it learns, repeats, and stays honest."""

from __future__ import annotations

import gzip
import json
import lzma
import random
from pathlib import Path

import numpy as np
import pytest

pytest.importorskip("sklearn")

from nlp.separate import Separator
from nlp.separate.model import LABELS, Model, make
from nlp.separate.steps import FirstStep, Networks
from training.separation import data, fit, pages, recipe
from training.separation.__main__ import write
from training.separation.generate import Assembler, Document
from training.separation.grammar import LANGS, Grammar

KINDS = {"content": "news_sentence", "boilerplate": "share", "spam": "pharma"}
SAYS = {
    "content": "The hospital in district {i} said that its ward {i} opened on Monday, a nurse told us.",
    "boilerplate": "Share this page {i} on Facebook | Print | Subscribe",
    "spam": "Buy cheap viagra {i} online now, free shipping at pills{i}.example",
}
TINY = fit.Settings(
    documents=60, terse=45, templates=60, first_iterations=15, hidden=8, networks=1, epochs=6
)


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder laid out as the real data, with invented lines."""
    root = tmp_path_factory.mktemp("shared")
    bank = [
        {"id": f"{lang}-{label}-{i}", "lang": lang, "label": label, "kind": KINDS[label],
         "text": SAYS[label].format(i=f"{lang}{i}")}
        for lang in LANGS for label in LABELS for i in range(25)
    ]  # fmt: skip
    articles = [
        {"id": f"a-{lang}-{i}", "lang": lang, "title": f"{lang} {i}", "title_en": f"From {lang} {i}",
         "paragraphs": [[{"src": SAYS["content"].format(i=i * 9 + j), "en": SAYS["content"].format(i=i)}]
                        for j in range(3)]}
        for lang in ("fr", "es") for i in range(30)
    ]  # fmt: skip
    documents = [
        {"id": f"d-{i}", "lang": "en", "segments": [
            {"text": SAYS[label].format(i=i), "label": label} for label in LABELS]}
        for i in range(6)
    ]  # fmt: skip
    _write(root / "labelled/segments/bank.jsonl", bank)
    _write(root / "labelled/articles/all.jsonl", articles)
    _write(root / "labelled/documents/all.jsonl", documents)
    for lang in ("fr", "es"):
        rows = [(f"Phrase {lang} {i}", f"Sentence {lang} {i}", f"n{i // 6}") for i in range(60)]
        _table(root / f"labelled/sentences/news_{lang}.tsv", rows)
    for name in ("fr-en/opensource_guide", "es-en/opensource_guide", "es-en/globalvoices"):
        _table(
            root / f"corpora/{name}.tsv.xz", [(f"Guide {i}.", f"A guide {i}.") for i in range(40)]
        )
    for lang in ("fr", "es"):
        _table(root / f"corpora/{lang}-en/tatoeba.tsv.xz", [("Tu viens ?", "Are you coming?")] * 9)
    (root / "benchmarks/spam").mkdir(parents=True)
    for name in ("wp-comment-phrases", "sms-en", "sms-fr-mt", "spamassassin-segments"):
        with lzma.open(root / f"benchmarks/spam/{name}.tsv.xz", "wt") as rows:
            rows.write(
                "spam\ten\tClaim your free cash prize, call now\nham\ten\tSee you at eight\n"
            )
    _benchmarks(root / "benchmarks/extraction")
    return root


def _benchmarks(folder: Path) -> None:
    """Pages with a menu, an article and a foot, in every set; snippets in one."""
    for number, name in enumerate(pages.SETS):
        truths = {}
        for i in range(6):
            key = f"{name}-{i}"
            body = [SAYS["content"].format(i=100 * number + 10 * i + j) for j in range(4)]
            truth: dict = {"url": f"https://site{i}.example/a", "text": "\n".join(body)}
            if name == "trafilatura-eval":
                truth = {"with": body[:1], "without": ["Share this page"]}
            truths[key] = truth
            _zipped(folder / name / f"html/{key}.html.gz", _html(body))
        (folder / name / "truth.json").write_text(json.dumps(truths))


def _html(body: list[str]) -> str:
    menu = "".join(f"<li><a href=/{i}>Section {i}</a></li>" for i in range(6))
    text = "".join(f"<p>{line}</p>" for line in body)
    return (
        f"<body><nav><ul>{menu}</ul></nav><article><h1>Headline of the day</h1>{text}</article>"
        "<footer><p>Share this page</p><p>All rights reserved</p></footer>"
    )


def _zipped(path: Path, text: str) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(gzip.compress(text.encode()))


def _write(path: Path, rows: list[dict]) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text("".join(json.dumps(row) + "\n" for row in rows))


def _table(path: Path, rows: list[tuple[str, ...]]) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    text = "".join("\t".join(row) + "\n" for row in rows)
    if path.suffix == ".xz":
        with lzma.open(path, "wt") as out:
            out.write(text)
    else:
        path.write_text(text)


@pytest.fixture(scope="module")
def found(folder: Path) -> recipe.Fitted:
    return recipe.train(folder, TINY, say=lambda _: None)


@pytest.fixture(scope="module")
def model(found: recipe.Fitted) -> Model:
    return found.model


def test_it_learns_what_is_plain(model: Model) -> None:
    lines = [SAYS[label].format(i=77) for label in LABELS]
    assert [found.label for found in Separator(model).label(lines, "en")] == list(LABELS)


@pytest.mark.slow
def test_the_same_settings_give_the_same_model(folder: Path, model: Model) -> None:
    again = recipe.train(folder, TINY, say=lambda _: None).model
    for name, tensor in model.tensors().items():
        np.testing.assert_array_equal(tensor, again.tensors()[name], err_msg=name)


def test_the_steps_of_pages_are_fitted_beside_the_others_as_with_them(
    folder: Path, found: recipe.Fitted
) -> None:
    model = found.model
    other = Model(
        model.first, {**model.steps, "page": None, "second_page": None}, model.transition, {}
    )
    again = recipe.pages_beside(folder, other, TINY)
    for one, two in zip([*found.held_out, model], [*again.held_out, again.model], strict=True):
        for name in ("page", "second_page"):
            for part, array in vars(one.steps[name]).items():
                np.testing.assert_array_equal(array, vars(two.steps[name])[part], err_msg=name)
    assert all(again.model.steps[name] is model.steps[name] for name in ("second", "flat", "lone"))


@pytest.mark.slow
def test_new_lines_and_pages_are_learnt_beside_the_data(folder: Path) -> None:
    says = "Our {} is written by experts while you sleep"
    lines = [data.Line(says.format(i), data.SPAM, "en", "new", i % 5) for i in range(20)]
    page = Document("en", [data.Line(SAYS["content"].format(i=1), 0, "en"), lines[0]], 0)
    more = recipe.More(lines, [page] * 10)
    taught = recipe.train(folder, TINY, say=lambda _: None, more=more).model
    asked = [SAYS["content"].format(i=8), says.format("thesis"), SAYS["boilerplate"].format(i=8)]
    assert [found.label for found in Separator(taught).label(asked, "en")][1] == "spam"
    assert Separator(taught).label([asked[0]], "en")[0].label == "content"


def test_what_is_written_opens_with_its_canaries(model: Model, tmp_path: Path) -> None:
    write(model, tmp_path / "m", TINY)
    again = Separator(Model.load(tmp_path / "m"))
    canaries = [json.loads(x) for x in (tmp_path / "m/canary.jsonl").read_text().splitlines()]
    for canary in canaries:
        found = again.label(canary["input"]["lines"], canary["input"]["lang"])
        assert [f.label for f in found] == canary["output"]


def test_what_is_written_gives_the_same_probabilities(model: Model, tmp_path: Path) -> None:
    write(model, tmp_path / "m", TINY)
    again = Model.load(tmp_path / "m")
    wide = len(make()["features"] + make()["page"])
    for name, step in model.steps.items():
        if isinstance(step, FirstStep):
            np.testing.assert_allclose(step.table, again.steps[name].table, atol=2e-3)
            continue
        width = len(step.mean) if isinstance(step, Networks) else wide
        rows = np.linspace(-2, 2, 5 * width, dtype=np.float32).reshape(5, -1)
        np.testing.assert_array_equal(step(rows), again.steps[name](rows), err_msg=name)


def test_development_articles_and_dev_files_are_never_read(folder: Path) -> None:
    train, dev = data.stories(folder), data.stories(folder, dev=True)
    assert dev and not {s.title for s in train} & {s.title for s in dev}
    source = "".join(p.read_text() for p in Path(data.__file__).parent.glob("[dgfrp]*.py"))
    assert "dev.jsonl" not in source


def test_a_document_draws_on_one_fold(folder: Path) -> None:
    bank = data.bank(folder)
    fold_of = {line.text: line.fold for line in bank}
    for document in Assembler(3, bank, data.stories(folder)).documents(40):
        assert {line.fold for line in document.lines} == {document.fold}
        known = {fold_of[line.text] for line in document.lines if line.text in fold_of}
        assert known <= {document.fold}


@pytest.mark.parametrize("lang", LANGS)
def test_every_template_can_be_filled(lang: str) -> None:
    grammar = Grammar(random.Random(1), {x: ["A headline"] for x in LANGS})
    drawn = [grammar.spam(lang) for _ in range(500)]
    drawn += [grammar.furniture(lang) for _ in range(500)] + [
        grammar.news(lang) for _ in range(300)
    ]
    assert not [text for text in drawn if "{" in text or "}" in text or not text.strip()]


def test_a_disguise_is_undone_by_the_view() -> None:
    from nlp.separate.view import view

    grammar = Grammar(random.Random(5), {x: ["A headline"] for x in LANGS})
    plain = "cheap casino pills online"
    seen = [view(grammar.disguise(plain)).text for _ in range(60)]
    assert sum("casino" in text for text in seen) > 40

"""The example archive is what its script, its table and its list of expectations say it is."""

from __future__ import annotations

import gzip
import importlib.util
import io
import json
import sys
import tarfile
import zipfile
from collections import Counter
from pathlib import Path
from types import ModuleType
from typing import Any

import pyarrow as pa
import pyarrow.parquet as pq
import pytest
import zstandard

from nlp.article import Article
from nlp.read import read
from nlp.repair import Repairer
from nlp.segment import SegmentStage
from nlp.separate import SeparateStage
from nlp.stage import Kept, Reason, Rejected

ROOT = Path(__file__).resolve().parents[1]
EXAMPLES = ROOT / "examples"
ARCHIVE = EXAMPLES / "archive"
Place = tuple[str, str | None, int | None]
MAX_BYTES = 1_500_000
DAMAGED = {"hostile/truncated.jsonl.gz", "hostile/broken.parquet", "hostile/not-a-zip.zip"}
EVENT_TYPES = {
    "contract_award",
    "tender",
    "deployment",
    "product_launch",
    "market_exit",
    "merger_acquisition",
    "partnership",
    "funding",
    "financial_results",
    "restructuring",
    "regulation_policy",
    "strategy",
    "certification",
    "cyber_incident",
    "outage",
    "litigation_sanction",
    "appointment",
    "study_report",
    "conference",
    "opinion",
    "other",
}
FORMATS = {"txt": "text", "jsonl": "JSONL", "csv": "CSV", "html": "HTML", "warc": "WARC"}


def expected() -> list[dict[str, Any]]:
    """The lines of examples/expected.jsonl."""
    lines = (EXAMPLES / "expected.jsonl").read_text("utf-8").splitlines()
    return [json.loads(line) for line in lines]


def table_row(row: dict[str, Any]) -> str:
    """How a line of expected.jsonl stands in the table of examples/README.md."""
    path = Path(row["path"])
    where = f"`{path}`"
    if "member" in row:
        where += f", `{row['member']}`"
    if "line" in row:
        where += f", {row['line']}"
    kind, *packed = path.name.split(".")[1:]
    told = " in ".join([FORMATS.get(kind, kind), *packed])
    happens = f"quarantined: `{row.get('reason')}`"
    if row["outcome"] == "stored":
        happens = "stored: " + ", ".join(f"`{event}`" for event in row["events"])
    about = row["about"].replace("|", "\\|")
    return f"| {where} | {told} | {row.get('lang', '')} | {about} | {happens} |"


def unpacked(name: str, data: bytes) -> Any:
    """What a packed file holds, whatever the version of the library that compressed it."""
    if name.endswith(".tar.gz"):
        with tarfile.open(fileobj=io.BytesIO(data)) as bundle:
            return [(m.name, m.mtime, bundle.extractfile(m).read()) for m in bundle]  # type: ignore[union-attr]
    if name.endswith(".gz"):
        return gzip.decompress(data)
    if name.endswith(".zst"):
        return zstandard.ZstdDecompressor().decompress(data)
    if name.endswith(".zip"):
        with zipfile.ZipFile(io.BytesIO(data)) as bundle:
            return [
                (m.filename, m.date_time, unpacked(m.filename, bundle.read(m)))
                for m in bundle.infolist()
            ]
    if name.endswith(".parquet"):
        return pq.read_table(io.BytesIO(data)).to_pylist()
    return data


@pytest.fixture(scope="module")
def script() -> ModuleType:
    """examples/make_archive.py as a module."""
    spec = importlib.util.spec_from_file_location("make_archive", EXAMPLES / "make_archive.py")
    assert spec and spec.loader
    module = importlib.util.module_from_spec(spec)
    sys.modules["make_archive"] = module  # dataclasses look it up while their class is made
    spec.loader.exec_module(module)
    return module


@pytest.fixture(scope="module")
def packed(script: ModuleType, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with everything that the script makes."""
    folder = tmp_path_factory.mktemp("packed")
    script.main(["--into", str(folder)])
    return folder


def test_the_script_makes_what_is_committed(script: ModuleType, packed: Path) -> None:
    for name in script.FILES:
        made, kept = (packed / name).read_bytes(), (ARCHIVE / name).read_bytes()
        # Other versions of zlib, zstd and pyarrow compress differently: the content must be equal.
        # What is damaged has no content to compare; the next test but one looks at it.
        if made != kept and name not in DAMAGED:
            assert unpacked(name, made) == unpacked(name, kept), name


def test_the_script_gives_the_same_bytes_twice(script: ModuleType, packed: Path) -> None:
    for name, build in script.FILES.items():
        if name != "hostile/bomb.zip":  # a second of work, and it is a zip like the others
            assert build() == (packed / name).read_bytes(), name


def test_damaged_files_are_damaged() -> None:
    with pytest.raises(EOFError):
        gzip.decompress((ARCHIVE / "hostile/truncated.jsonl.gz").read_bytes())
    with pytest.raises(zipfile.BadZipFile):
        zipfile.ZipFile(ARCHIVE / "hostile/not-a-zip.zip")
    with pytest.raises(pa.ArrowInvalid):
        pq.read_table(ARCHIVE / "hostile/broken.parquet")
    with zipfile.ZipFile(ARCHIVE / "hostile/bomb.zip") as bundle:
        member = bundle.infolist()[0]
        assert member.file_size > 200 * member.compress_size


def test_every_file_is_expected_and_every_expectation_has_a_file() -> None:
    files = {p.relative_to(ARCHIVE).as_posix() for p in ARCHIVE.rglob("*") if p.is_file()}
    assert files == {row["path"] for row in expected()}


def test_every_source_is_packed_somewhere(
    script: ModuleType, monkeypatch: pytest.MonkeyPatch
) -> None:
    used: set[str] = set()
    load = script.load
    monkeypatch.setattr(script, "load", lambda name: used.add(name) or load(name))
    for build in script.FILES.values():
        build()
    sources = {p.relative_to(EXAMPLES / "src") for p in (EXAMPLES / "src").rglob("*.txt")}
    assert {s.with_suffix("").as_posix() for s in sources} == used


def test_expectations_are_well_formed() -> None:
    places = Counter((r["path"], r.get("member"), r.get("line")) for r in expected())
    assert set(places.values()) == {1}
    for row in expected():
        if row["outcome"] == "stored":
            assert row["lang"] in {"fr", "es", "en"}, row
            assert row["events"] and set(row["events"]) <= EVENT_TYPES, row
        else:
            assert row["outcome"] == "quarantined" and Reason(row["reason"]), row


def test_the_archive_covers_what_it_promises() -> None:
    stored = [row for row in expected() if row["outcome"] == "stored"]
    genuine = [row for row in stored if not row["path"].startswith("hostile/")]
    assert {row["events"][0] for row in stored} == EVENT_TYPES
    counts = Counter(row["lang"] for row in genuine)
    assert counts["fr"] >= 12 and counts["es"] >= 10 and counts["en"] >= 12
    assert sum(p.stat().st_size for p in ARCHIVE.rglob("*") if p.is_file()) < MAX_BYTES


def outcomes() -> dict[Place, Article | Rejected]:
    """What the readers make of the archive, by place in it."""
    found: dict[Place, Article | Rejected] = {}
    for outcome in read([str(ARCHIVE)]):
        source = outcome.source
        path = Path(source.path).relative_to(ARCHIVE).as_posix()
        place = (path, source.member, source.line)
        assert place not in found, place
        found[place] = outcome
    return found


def test_the_readers_find_every_record_and_refuse_with_the_expected_reason() -> None:
    later = {Reason.LANGUAGE.value, Reason.NO_CONTENT.value}
    wanted = {
        (row["path"], row.get("member"), row.get("line")): (
            row["reason"] if row.get("reason", "language") not in later else "read"
        )
        for row in expected()
    }
    given = {
        place: str(outcome.reason) if isinstance(outcome, Rejected) else "read"
        for place, outcome in outcomes().items()
    }
    assert given == wanted


def test_segmentation_tells_the_language_and_the_title_of_every_article() -> None:
    articles = {p: a for p, a in outcomes().items() if isinstance(a, Article)}
    segmented = SegmentStage.load()(list(articles.values()))
    given = dict(zip(articles, segmented, strict=True))
    for row in expected():
        place = (row["path"], row.get("member"), row.get("line"))
        if row["outcome"] == "stored":
            article = given[place].article
            assert article.lang == row["lang"], place
            assert [s.kind for s in article.segments].count("title") == 1, place
        elif row["reason"] == "language":
            assert given[place].reason is Reason.LANGUAGE


def test_separation_sets_spam_aside_and_keeps_the_news() -> None:
    """Every spam line here has an invented .example address; no genuine paragraph has one.

    Each must be set aside. What a reader's comment sells may pass for a comment, so a few
    lines may be called boilerplate: 8 of 11 are called spam today.
    """
    called = []
    articles = [a for a in outcomes().values() if isinstance(a, Article)]
    segmented = [o.article for o in SegmentStage.load()(articles) if isinstance(o, Kept)]
    for outcome in SeparateStage.load()(segmented):
        if isinstance(outcome, Rejected):
            assert outcome.source.path.endswith("only-spam.txt")
            assert outcome.reason is Reason.NO_CONTENT
            continue
        for segment in outcome.article.segments:
            if ".example" in segment.text:
                assert segment.label != "content", segment.text
                called.append(segment.label)
            elif len(segment.text) > 150:
                assert segment.label == "content", segment.text
    assert len(called) == 11
    assert called.count("spam") >= 8


def test_repair_leaves_good_english_alone(script: ModuleType) -> None:
    repairer = Repairer.load()
    clean = (EXAMPLES / "articles" / "market_exit_en_clean.txt").read_text("utf-8")
    for text in (clean, script.load("rule-hosting").plain):
        for line in text.splitlines():
            assert repairer.repair(line).text == line


def test_the_readme_has_a_row_for_every_record() -> None:
    lines = (EXAMPLES / "README.md").read_text("utf-8").splitlines()
    assert [line for line in lines if line.startswith("| `")] == [table_row(r) for r in expected()]

"""Other libraries beside ours: called on the same pages, absent ones told, failures counted."""

from __future__ import annotations

import json
import sys
from pathlib import Path

import pytest
from extraction_fixtures import STORY, NoiseStage, benchmark, page

from eval import extraction_peers as peers
from eval.extraction_pages import Page, Unextracted
from nlp.separate import SeparateStage

MODULES = sorted({peer.module for peer in peers.PEERS.values()})


@pytest.fixture
def nothing_installed(monkeypatch: pytest.MonkeyPatch) -> None:
    for module in MODULES:
        for name in [m for m in sys.modules if m.split(".")[0] == module]:
            monkeypatch.delitem(sys.modules, name)
        monkeypatch.setitem(sys.modules, module, None)


@pytest.mark.usefixtures("nothing_installed")
def test_what_is_not_installed_is_reported_as_absent() -> None:
    extractors, told = peers.loaded(peers.PEERS)
    assert extractors == {}
    assert list(told) == list(peers.PEERS)
    assert all(why.startswith("absent") for why in told.values())


@pytest.mark.usefixtures("nothing_installed")
def test_the_command_runs_ours_where_no_peer_is_installed(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(SeparateStage, "load", lambda options: NoiseStage())
    shared = benchmark(tmp_path, "one", {"a": page()}, {"a": {"text": "\n".join(STORY)}})
    out = tmp_path / "report.json"
    peers.main(["--shared", str(shared), "--set", "one", "--peers", "justext", "--out", str(out)])
    report = json.loads(out.read_text(encoding="utf-8"))
    assert report["versions"]["justext"].startswith("absent")
    assert {name: found["f1"] for name, found in report["sets"]["one"].items()} == {"veille": 1.0}
    assert "absent" in capsys.readouterr().out


def test_an_unknown_peer_is_refused_by_name(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (tmp_path / "benchmarks").mkdir()
    with pytest.raises(SystemExit):
        peers.main(["--shared", str(tmp_path), "--peers", "justext,dragnet"])
    assert "dragnet" in capsys.readouterr().err


def test_a_page_on_which_a_library_raises_counts_as_failed(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    def load():
        return lambda found: str(1 / len(found.data))

    monkeypatch.setitem(peers.PEERS, "fragile", peers.Peer("numpy", "numpy", load))
    extract = peers.loaded(["fragile"])[0]["fragile"]
    assert extract(Page("a", b"12", {})) == "0.5"
    with pytest.raises(Unextracted, match="ZeroDivisionError"):
        extract(Page("b", b"", {}))


def test_flat_lines_reach_the_libraries_as_paragraphs() -> None:
    flat = Page("a", "où\na < b".encode(), {}, plain=True)
    assert "<p>où</p>\n<p>a &lt; b</p>" in peers.decoded(flat)
    assert peers.markup(Page("a", b"<p>as it is", {})) == b"<p>as it is"


@pytest.mark.parametrize("name", peers.PEERS)
def test_an_installed_library_finds_the_story(name: str) -> None:
    extractors, told = peers.loaded([name])
    if name not in extractors:
        pytest.skip(told[name])
    # Long paragraphs, which every method takes for content, no two alike.
    paragraphs = [" ".join((*STORY[i:], *STORY[:i])) for i in range(3)]
    found = extractors[name](Page("a", page(paragraphs).encode(), {"lang": "en"}))
    assert found.count(STORY[1]) == 3 and "footer" not in found


def test_figures_of_sets_and_types_stand_beside_each_other() -> None:
    def report(f1: float) -> dict:
        return {"f1": f1, "cpu_seconds_per_100": 2 * f1, "by_type": {"forum": {"f1": f1 / 2}}}

    reports = {"bodies": {"veille": report(0.5), "other": report(1.0)}}
    assert peers.pivot(reports, "f1") == [("bodies", 0.5, 1.0), ("bodies forum", 0.25, 0.5)]
    assert peers.pivot(reports, "cpu_seconds_per_100") == [("bodies", 1.0, 2.0)]

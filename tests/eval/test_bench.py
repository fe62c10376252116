"""The benchmark command: figures that add up, a picture that shows them, refusals."""

from __future__ import annotations

import errno
import json
from pathlib import Path

import pytest
from selectolax.lexbor import LexborHTMLParser
from typer.testing import CliRunner

from eval import bench
from eval.bench_plot import draw
from nlp.errors import ConfigError

RUN = {
    "words": 1000, "wall_s": 3.0, "cpu_s": 2.0, "peak_MiB": 300.0, "articles": 1,
    "stages": {"segment": 0.1, "translate": 1.0, "classify": 0.5},
}  # fmt: skip


def growth() -> list[dict]:
    rows = [
        {**RUN, "articles": n, "words": 100 * n, "cpu_s": 2.0 + n / 10} for n in (1, 50, 100, 200)
    ]
    rows[-1]["stages"] = {"segment": 1.0, "translate": 8.0, "repair": 1.0, "classify": 2.0}
    return rows


def test_start_up_is_taken_out_and_ratios_are_of_the_rest() -> None:
    beside = {
        "ctranslate2": {"words_per_cpu_s": 2000},
        "transformers": {"words_per_cpu_s": 250},
        "glue": None,
    }
    found = bench._figures(growth(), beside)
    assert found["words_per_cpu_s"] == 1000 and found["articles_per_cpu_s"] == 10.0
    assert found["times"] == {"ctranslate2": 0.5, "transformers": 4.0}
    assert found["beside_models"] == 0.2 and found["straightness"] == 1.0
    told = bench.told(found)
    assert "4.0 times the words of transformers" in told and "glue is not installed" in told


def test_the_picture_shows_every_figure() -> None:
    beside = {
        "ctranslate2": {"words_per_cpu_s": 2000},
        "transformers": {"words_per_cpu_s": 250},
        "glue": None,
    }
    picture = LexborHTMLParser(draw(bench._figures(growth(), beside)))
    words = {node.text() for node in picture.css("text")}
    assert {"1,000", "2,000", "250", "veille, the whole job"} <= words
    assert len(picture.css("circle")) == 3 and not any(
        "glue" in w or "trafilatura" in w for w in words
    )


def test_a_small_archive_is_refused(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text("un texte")
    with pytest.raises(ConfigError, match="has 1 articles; give at least 40"):
        bench.measure(str(tmp_path), 1000, 100)


def test_figures_are_told_even_where_they_cannot_be_written(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def full(*_: object) -> None:
        raise OSError(errno.ENOSPC, "No space left on device")

    monkeypatch.setattr(bench, "measure", lambda *_: bench._figures(growth(), {}))
    monkeypatch.setattr("nlp.store.files.replace_text", full)
    done = CliRunner().invoke(bench.app, ["archive", "--out", str(tmp_path / "b.json")])
    assert done.exit_code and "1,000 words and 10.0 articles a processor second" in done.output


@pytest.mark.slow
def test_the_whole_benchmark(tmp_path: Path) -> None:
    rows = [
        {"id": str(n), "text": f"Le CHU de Nantes a choisi {n} éditeurs de logiciels."}
        for n in range(48)
    ]
    archive = tmp_path / "a.jsonl"
    archive.write_text("".join(json.dumps(row) + "\n" for row in rows))
    out, plot = tmp_path / "b.json", tmp_path / "b.svg"
    done = CliRunner().invoke(
        bench.app, [str(archive), "-o", str(out), "--plot", str(plot), "--sentences", "16"]
    )
    assert done.exit_code == 0, done.output
    found = json.loads(out.read_text())
    assert found["articles"] == 48 and found["times"]["ctranslate2"] > 0
    assert plot.read_text().startswith("<svg") and "processor" in done.output

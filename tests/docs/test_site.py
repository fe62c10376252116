"""The documentation site: every page is in it, links within the repository hold within the site."""

from __future__ import annotations

import subprocess
import sys
from importlib.util import find_spec, module_from_spec, spec_from_file_location
from pathlib import Path

import pytest
import yaml

ROOT = Path(__file__).resolve().parents[2]
_spec = spec_from_file_location("site_hook", ROOT / "docs/site_hook.py")
assert _spec and _spec.loader
site = module_from_spec(_spec)
_spec.loader.exec_module(site)


def _leaves(part: object) -> list[str]:
    if isinstance(part, dict):
        return [leaf for value in part.values() for leaf in _leaves(value)]
    return (
        [leaf for item in part for leaf in _leaves(item)] if isinstance(part, list) else [str(part)]
    )


def test_every_page_is_in_the_menu_once() -> None:
    menu = _leaves(yaml.safe_load((ROOT / "mkdocs.yml").read_text("utf-8"))["nav"])
    pages = [path.name for path in (ROOT / "docs").glob("*.md")] + list(site.PAGES.values())
    assert sorted(menu) == sorted(pages)
    assert all((ROOT / origin).is_file() for origin in site.PAGES)


@pytest.mark.parametrize(
    ("page", "before", "after"),
    [
        ("index.md", "[a](../README.md)", "[a](readme.md)"),
        ("readme.md", "![a](docs/report.png)", "![a](report.png)"),
        ("readme.md", "[a](docs/stores.md#promises) b", "[a](stores.md#promises) b"),
        ("models/events.md", "[a](../../docs/record.md)", "[a](../record.md)"),
        ("stores.md", "[`x` and](../nlp/store/sql.py)", "`x` and"),
        ("stores.md", "[a](https://x.example/y) [b](#c)", "[a](https://x.example/y) [b](#c)"),
    ],
)
def test_links_hold_in_the_site(page: str, before: str, after: str) -> None:
    assert site.mended(before, page) == after


def test_code_is_linked_where_the_repository_is_known() -> None:
    made = site.mended("[a](../nlp/record.py)", "record.md", "https://git.example/veille/")
    assert made == "[a](https://git.example/veille/blob/main/nlp/record.py)"


@pytest.mark.slow
def test_the_site_is_built_without_a_warning_and_fetches_nothing(tmp_path: Path) -> None:
    if find_spec("material") is None:
        pytest.skip("mkdocs-material is not installed (the extra `docs`)")
    command = [
        sys.executable,
        "-m",
        "mkdocs",
        "build",
        "--strict",
        "-q",
        "-d",
        str(tmp_path / "site"),
    ]
    done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True)
    assert done.returncode == 0, done.stderr
    for path in (tmp_path / "site").rglob("*.html"):
        assert 'src="http' not in path.read_text("utf-8"), path

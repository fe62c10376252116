"""A hook of the documentation site: pages that stand elsewhere in the repository, and links to them.

The README, the guide to contributors, the examples and the models' cards are pages of the site too.
Links are written as they hold in the repository; here they become links within the site, and links
to code become plain text, or links to the repository where ``repo_url`` is set.
"""

from __future__ import annotations

import posixpath
import re
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parents[1]
PAGES = {
    "README.md": "readme.md",
    "CONTRIBUTING.md": "contributing.md",
    "examples/README.md": "examples.md",
    **{
        f"models/{name}/README.md": f"models/{name}.md"
        for name in ("translation", "separation", "events")
    },
}
_LINK = re.compile(
    r"(!?)\[((?:[^\[\]]|\[[^\]]*\])*)\]\((?!https?:|mailto:|#)([^)#\s]+)(#[^)\s]*)?\)"
)


def on_files(files: Any, config: Any) -> Any:
    """Add the pages from elsewhere."""
    from mkdocs.structure.files import File

    for origin, page in PAGES.items():
        text = (ROOT / origin).read_text(encoding="utf-8")
        files.append(File.generated(config, page, content=text))
    return files


def on_page_markdown(markdown: str, page: Any, config: Any, files: Any) -> str:
    """Mend the links of a page."""
    return mended(markdown, page.file.src_uri, config.repo_url)


def mended(markdown: str, page: str, repository: str | None = None) -> str:
    """``markdown`` of the site's ``page`` with links that hold there."""
    origins = {made: origin for origin, made in PAGES.items()}
    folder = posixpath.dirname(origins.get(page, f"docs/{page}"))

    def link(found: re.Match[str]) -> str:
        picture, words, target, anchor = found.groups()
        path = posixpath.normpath(posixpath.join(folder, target))
        made = PAGES.get(path) or (path.removeprefix("docs/") if path.startswith("docs/") else None)
        if made:
            here = posixpath.relpath(made, posixpath.dirname(page) or ".")
            return f"{picture}[{words}]({here}{anchor or ''})"
        if repository:
            return f"[{words}]({repository.rstrip('/')}/blob/main/{path})"
        return words

    return _LINK.sub(link, markdown)

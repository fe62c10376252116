"""Which site an article is from, and which page of that site it is."""

from __future__ import annotations

import os
import re
from urllib.parse import SplitResult, urlsplit

from nlp.article import Article, Source

_URLS = ("url", "link", "uri")
"""Names under which a reader or a row tells the address of a page."""

_SITES = ("source", "site")
"""Names under which a reader or a row tells what published an article."""

_FOLDER = re.compile(r"(.*)[/!]", re.S)


def site_of(article: Article) -> str:
    """The host of the article's address, else the source that was told, else its file's folder.

    A host is lower-cased and loses ``www.``; a source that is no address is compared without regard
    to case and white space. A folder is taken as the user named it, so that it is the same on
    another machine; an archive counts as a folder of its members.
    """
    if url := _url(article):
        return _host(url)
    told = _told(article)
    named = next((name for key in _SITES if (name := " ".join(told.get(key, "").split()))), "")
    if url := _address(named):
        return _host(url)
    return named.casefold() or _folder(article.source)


def page_of(article: Article) -> str | None:
    """The article's address without scheme and fragment; None where none was told."""
    url = _url(article)
    return f"{_host(url)}{url.path or '/'}?{url.query}" if url else None


def _url(article: Article) -> SplitResult | None:
    """The first address that names a host; that of a file which the user fetched comes last."""
    told, source = _told(article), article.source
    fetched = source.line is None and source.member is None and source.path.startswith("http")
    texts = [*(told.get(name, "") for name in _URLS), source.path if fetched else ""]
    return next((url for text in texts if (url := _address(text))), None)


def _address(text: str) -> SplitResult | None:
    try:
        url = urlsplit(text.strip())
        return url if url.hostname else None
    except ValueError:  # such as a bracket that is left open
        return None


def _told(article: Article) -> dict[str, str]:
    return {name.lower(): value for name, value in article.meta.items()}


def _host(url: SplitResult) -> str:
    return (url.hostname or "").rstrip(".").removeprefix("www.")


def _folder(source: Source) -> str:
    path = os.path.normpath(source.path).replace(os.sep, "/")
    found = _FOLDER.match(f"{path}!{source.member}" if source.member else path)
    return found[1] if found else ""

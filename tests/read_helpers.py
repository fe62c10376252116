"""What the tests of the readers share."""

from __future__ import annotations

import gc
import io
import json
import tarfile
import time
import zipfile
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any, TypeVar

from nlp.article import Article
from nlp.read import ReadOptions, read
from nlp.stage import Rejected

T = TypeVar("T")


def quickest(work: Callable[[], T], below: float) -> tuple[float, T]:
    """The least processor time of up to three runs, in seconds, and what the last gave.

    Others work, too: a run that is not ``below`` so many seconds is tried again.
    """
    times: list[float] = []
    while len(times) < 3 and min(times, default=below) >= below:
        gc.collect()
        started = time.process_time()
        found = work()
        times.append(time.process_time() - started)
    return min(times), found


def outcomes(
    path: Path | str, options: ReadOptions | None = None, **changes: Any
) -> list[Article | Rejected]:
    """Everything that reading ``path`` gives."""
    return list(read([str(path)], options or ReadOptions(**changes)))


def articles(path: Path | str, **changes: Any) -> list[Article]:
    """The articles of ``path``; nothing may be rejected."""
    found = outcomes(path, **changes)
    refused = [outcome for outcome in found if isinstance(outcome, Rejected)]
    assert not refused
    return [outcome for outcome in found if isinstance(outcome, Article)]


def only(path: Path | str, **changes: Any) -> Article | Rejected:
    """The one outcome of ``path``."""
    (outcome,) = outcomes(path, **changes)
    return outcome


def reasons(found: list[Article | Rejected]) -> list[str]:
    """The reason of each outcome, ``kept`` for an article."""
    return [outcome.reason.value if isinstance(outcome, Rejected) else "kept" for outcome in found]


def write(path: Path, data: bytes | str) -> Path:
    """Write a file; text as UTF-8."""
    path.write_bytes(data.encode("utf-8") if isinstance(data, str) else data)
    return path


def jsonl(count: int, **more: Any) -> bytes:
    """``count`` lines, each an article with its own identifier and text."""
    rows = (
        {"id": f"r{i}", "text": f"Le marché n° {i} a été notifié.", **more} for i in range(count)
    )
    return b"".join(json.dumps(row, ensure_ascii=False).encode() + b"\n" for row in rows)


def zipped(members: Mapping[str, bytes], compression: int = zipfile.ZIP_DEFLATED) -> bytes:
    """A zip archive."""
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w", compression) as archive:
        for name, data in members.items():
            archive.writestr(name, data)
    return packed.getvalue()


def tarred(members: Mapping[str, bytes], mode: str = "w") -> bytes:
    """A tar archive; ``mode`` as for tarfile (``w:gz``)."""
    packed = io.BytesIO()
    with tarfile.open(fileobj=packed, mode=mode) as archive:  # type: ignore[call-overload]
        for name, data in members.items():
            info = tarfile.TarInfo(name)
            info.size = len(data)
            archive.addfile(info, io.BytesIO(data))
    return packed.getvalue()


def warc_record(
    body: bytes,
    *,
    content_type: str | None = "text/html; charset=utf-8",
    status: str = "200 OK",
    kind: str = "response",
    url: str = "https://example.org/a",
    headers: str = "",
    length: int | None = None,
    identified: str | None = None,
) -> bytes:
    """A WARC record; ``length`` may lie, and a server that tells no content type sends no such line."""
    told = "" if content_type is None else f"Content-Type: {content_type}\r\n"
    http = f"HTTP/1.1 {status}\r\n{told}{headers}\r\n".encode() + body
    block = body if kind == "conversion" else http
    of_block = content_type if kind == "conversion" else "application/http; msgtype=response"
    head = (
        f"WARC/1.0\r\nWARC-Type: {kind}\r\nWARC-Target-URI: {url}\r\n"
        f"WARC-Date: 2025-03-14T08:00:00Z\r\nWARC-Record-ID: <urn:uuid:{abs(hash(url))}>\r\n"
        + (f"WARC-Identified-Payload-Type: {identified}\r\n" if identified else "")
        + f"Content-Type: {of_block}\r\nContent-Length: {len(block) if length is None else length}"
        "\r\n\r\n"
    )
    return head.encode() + block + b"\r\n\r\n"


PAGE = (
    "<!doctype html><html lang='fr-FR'><head><title>Le CHU choisit son logiciel | Le Site</title>"
    "<meta property='og:site_name' content='Le Site'>"
    "<meta property='article:published_time' content='2025-03-14T08:00:00+01:00'></head>"
    "<body><nav><a href='/'>Accueil</a></nav><h1>Le CHU choisit son logiciel</h1>"
    "<p>Le marché a été <b>notifié</b> lundi.<br>Il dure huit ans.</p></body></html>"
)

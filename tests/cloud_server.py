"""Google Cloud Storage and Azure Blob Storage as far as their clients need them here, on the loopback.

One server answers both: the JSON API of Google under ``/storage``, ``/upload`` and ``/download``, the
REST API of Azure under ``/devstoreaccount1``. What counts is the condition that a writer makes:
``ifGenerationMatch=0`` there, ``If-None-Match: *`` here.
"""

from __future__ import annotations

import json
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from email.utils import formatdate
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from urllib.parse import parse_qs, unquote, urlsplit
from xml.sax.saxutils import escape

ACCOUNT = "devstoreaccount1"
NOW, MODIFIED = "2026-01-02T03:04:05.000Z", formatdate(1767323045, usegmt=True)


class Objects:
    """Buckets of objects by name."""

    def __init__(self) -> None:
        self.buckets: dict[str, dict[str, bytes]] = {"veille": {}}
        self._lock = threading.Lock()

    def put(self, bucket: str, name: str, data: bytes, only_new: bool) -> bool:
        """Write an object whole; False where one is there and only a new one was wanted."""
        with self._lock:
            if only_new and name in self.buckets[bucket]:
                return False
            self.buckets[bucket][name] = data
            return True

    def under(self, bucket: str, prefix: str, delimiter: str) -> tuple[list[str], list[str]]:
        """Objects right under a prefix, and the folders there."""
        names = [n for n in sorted(self.buckets[bucket]) if n.startswith(prefix)]
        rest = {n: n[len(prefix) :].partition(delimiter) if delimiter else () for n in names}
        below = {n for n in names if rest[n] and rest[n][1]}
        folders = {f"{prefix}{rest[n][0]}{delimiter}" for n in below}
        return [n for n in names if n not in below], sorted(folders)


class Handler(BaseHTTPRequestHandler):
    """Answers; ``objects`` is what there is."""

    objects: Objects
    protocol_version = "HTTP/1.1"
    wbufsize = -1  # an answer in one piece

    def log_message(self, *_: object) -> None:
        """Say nothing."""

    def do_GET(self) -> None:
        """An object, what is told about it, or a list."""
        parts, asked = self._asked()
        if parts[0] == ACCOUNT:
            return self._azure_get(parts, asked)
        bucket, name = parts[parts.index("b") + 1], "/".join(parts[parts.index("o") + 1 :])
        found = self.objects.buckets.get(bucket)
        if found is None or (name and name not in found):
            return self._answer(404, b'{"error": {"code": 404, "message": "Not Found"}}')
        if asked.get("alt") == "media":
            return self._answer(200, found[name])
        if name:
            return self._json(self._google(bucket, name))
        names, folders = self.objects.under(
            bucket, asked.get("prefix", ""), asked.get("delimiter", "")
        )
        self._json({"items": [self._google(bucket, n) for n in names], "prefixes": folders})

    do_HEAD = do_GET

    def do_POST(self) -> None:
        """Google: a multipart body of JSON and data."""
        parts, asked = self._asked()
        head, _, rest = self._body().partition(b"\n--==0==")
        name = json.loads(head.partition(b"\n\n")[2])["name"]
        data = rest.partition(b"\n\n")[2].removesuffix(b"\n--==0==--")
        bucket = parts[parts.index("b") + 1]
        if self.objects.put(bucket, name, data, asked.get("ifGenerationMatch") == "0"):
            return self._json(self._google(bucket, name))
        self._answer(412, b'{"error": {"code": 412, "message": "conditionNotMet"}}')

    def do_PUT(self) -> None:
        """Azure: a blob."""
        parts, _ = self._asked()
        only_new = self.headers.get("If-None-Match") == "*"
        if self.objects.put(parts[1], "/".join(parts[2:]), self._body(), only_new):
            return self._answer(201, b"", ETag='"1"', **{"Last-Modified": MODIFIED})
        self._answer(409, b"", **{"x-ms-error-code": "BlobAlreadyExists"})

    def do_DELETE(self) -> None:
        """Take an object away."""
        parts, _ = self._asked()
        at = 2 if parts[0] == ACCOUNT else parts.index("o") + 1
        bucket = parts[1] if parts[0] == ACCOUNT else parts[parts.index("b") + 1]
        del self.objects.buckets[bucket]["/".join(parts[at:])]
        self._answer(202 if parts[0] == ACCOUNT else 204, b"")

    def _azure_get(self, parts: list[str], asked: dict[str, str]) -> None:
        found = self.objects.buckets.get(parts[1])
        if found is None:
            return self._answer(404, b"", **{"x-ms-error-code": "ContainerNotFound"})
        if asked.get("comp") == "list":
            return self._answer(
                200, self._listed(parts[1], asked), **{"Content-Type": "application/xml"}
            )
        data = found.get("/".join(parts[2:]))
        if data is None:
            return self._answer(404, b"", **{"x-ms-error-code": "BlobNotFound"})
        about = {"ETag": '"1"', "Last-Modified": MODIFIED, "x-ms-blob-type": "BlockBlob"}
        told = self.headers.get("x-ms-range")
        if told is None:
            return self._answer(200, data, **about)
        first, last = (int(n) for n in told.removeprefix("bytes=").split("-"))
        if first >= len(data):
            return self._answer(416, b"", **{"x-ms-error-code": "InvalidRange"})
        about["Content-Range"] = f"bytes {first}-{min(last, len(data) - 1)}/{len(data)}"
        self._answer(206, data[first : last + 1], **about)

    def _listed(self, bucket: str, asked: dict[str, str]) -> bytes:
        names, folders = self.objects.under(
            bucket, asked.get("prefix", ""), asked.get("delimiter", "")
        )
        blobs = "".join(
            f"<Blob><Name>{escape(n)}</Name><Properties><Last-Modified>{MODIFIED}</Last-Modified><Etag>1</Etag>"
            f"<Content-Length>{len(self.objects.buckets[bucket][n])}</Content-Length>"
            "<BlobType>BlockBlob</BlobType></Properties></Blob>"
            for n in names
        )
        blobs += "".join(f"<BlobPrefix><Name>{escape(n)}</Name></BlobPrefix>" for n in folders)
        return (
            '<?xml version="1.0" encoding="utf-8"?><EnumerationResults'
            f' ServiceEndpoint="http://127.0.0.1/{ACCOUNT}" ContainerName="{bucket}">'
            f"<Blobs>{blobs}</Blobs><NextMarker/></EnumerationResults>"
        ).encode()

    def _google(self, bucket: str, name: str) -> dict[str, str]:
        size = str(len(self.objects.buckets[bucket][name]))
        return {"bucket": bucket, "name": name, "size": size, "generation": "1",
                "timeCreated": NOW, "updated": NOW, "contentType": "application/octet-stream"}  # fmt: skip

    def _asked(self) -> tuple[list[str], dict[str, str]]:
        url = urlsplit(self.path)
        parts = [unquote(part) for part in url.path.strip("/").split("/")]
        return "/".join(parts).split("/"), {k: v[-1] for k, v in parse_qs(url.query).items()}

    def _body(self) -> bytes:
        return self.rfile.read(int(self.headers.get("Content-Length") or 0))

    def _json(self, told: object) -> None:
        self._answer(200, json.dumps(told).encode(), **{"Content-Type": "application/json"})

    def _answer(self, status: int, data: bytes, **headers: str) -> None:
        self.send_response(status)
        for name, text in {**headers, "Content-Length": str(len(data))}.items():
            self.send_header(name, text)
        self.end_headers()
        if self.command != "HEAD":
            self.wfile.write(data)


@contextmanager
def serving() -> Iterator[tuple[str, Objects]]:
    """The address of a server that runs inside the block, and what is in it."""
    objects = Objects()
    handler = type("Serving", (Handler,), {"objects": objects})
    server = ThreadingHTTPServer(("127.0.0.1", 0), handler)
    server.daemon_threads = True
    thread = threading.Thread(target=server.serve_forever, daemon=True)
    thread.start()
    try:
        yield f"http://127.0.0.1:{server.server_port}", objects
    finally:
        server.shutdown()
        server.server_close()
        thread.join()


def connection_string(address: str) -> str:
    """What Azure's client needs to find the server; the key is the one of Azure's own emulator."""
    key = "Eby8vdM02xNOcqFlqUwJPLlmEtlCDXJ1OUzFT50uSRZ6IFsuFq2UVErCz4I6tq/K1SZFPTOtr/KBHBeksoGMGw=="
    return (
        f"DefaultEndpointsProtocol=http;AccountName={ACCOUNT};AccountKey={key};"
        f"BlobEndpoint={address}/{ACCOUNT};"
    )

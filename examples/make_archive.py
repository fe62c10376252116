"""Pack the readable texts of src/ into the example archive.

    python examples/make_archive.py            # rewrite examples/archive
    python examples/make_archive.py --into DIR # write a copy of the packed files elsewhere

The documents that are readable as they are (UTF-8 text, HTML, hostile JSONL and CSV) live in archive/
itself and are not touched. This script makes the others: other character sets, tables, compressed
files, archives, and the hostile files that no editor can hold. Time stamps are fixed and nothing is
random, so two runs with the same libraries give the same bytes.
"""

from __future__ import annotations

import argparse
import codecs
import csv
import gzip
import hashlib
import io
import json
import tarfile
import zipfile
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from html import escape
from pathlib import Path

HERE = Path(__file__).resolve().parent
SOURCES = HERE / "src"
ARCHIVE = HERE / "archive"
ZIP_TIME = (2025, 5, 1, 0, 0, 0)
BOMB_BYTES = 40 * 1024 * 1024
ENGLISH_COLUMNS = ("id", "published", "lang", "title", "text")
FRENCH_COLUMNS = ("id", "date", "langue", "titre", "texte")
SPANISH_COLUMNS = ("id", "fecha", "idioma", "titulo", "cuerpo")


@dataclass(frozen=True, slots=True)
class Text:
    """One text of src/: a head of ``key: value`` lines, a blank line, the title, the body."""

    id: str
    lang: str
    published: str
    title: str
    body: str

    @property
    def plain(self) -> str:
        """The article as a plain text file holds it: title, blank line, body."""
        return f"{self.title}\n\n{self.body}\n"

    def row(self, columns: Sequence[str] = ENGLISH_COLUMNS) -> dict[str, str]:
        """The article as a row of a table or a line of JSON, under the feed's own column names."""
        values = (self.id, self.published, self.lang, self.title, self.body)
        return dict(zip(columns, values, strict=True))


def load(name: str) -> Text:
    """Read ``src/<name>.txt``; raises ``ValueError`` when its head is incomplete."""
    head, title, body = (SOURCES / f"{name}.txt").read_text("utf-8").split("\n\n", 2)
    fields = dict(line.split(": ", 1) for line in head.splitlines())
    return Text(fields["id"], fields["lang"], fields["published"], title, body.rstrip("\n"))


def texts(*names: str) -> list[Text]:
    """Several texts, in the order named."""
    return [load(name) for name in names]


def as_jsonl(items: Iterable[Text]) -> bytes:
    """One JSON object a line, UTF-8."""
    return "".join(json.dumps(t.row(), ensure_ascii=False) + "\n" for t in items).encode()


def as_csv(
    items: Sequence[Text], delimiter: str = ",", columns: Sequence[str] = ENGLISH_COLUMNS
) -> bytes:
    """A CSV file with a header, UTF-8, line breaks as spreadsheets write them."""
    out = io.StringIO(newline="")
    writer = csv.DictWriter(out, columns, delimiter=delimiter)
    writer.writeheader()
    writer.writerows(t.row(columns) for t in items)
    return out.getvalue().encode()


def as_parquet(items: Sequence[Text], columns: Sequence[str] = ENGLISH_COLUMNS) -> bytes:
    """A Parquet file with one row an article."""
    import pyarrow as pa
    import pyarrow.parquet as pq

    out = io.BytesIO()
    pq.write_table(pa.Table.from_pylist([t.row(columns) for t in items]), out, compression="zstd")
    return out.getvalue()


def gzipped(data: bytes) -> bytes:
    """gzip without a time stamp or a file name."""
    return gzip.compress(data, compresslevel=9, mtime=0)


def as_zstd(data: bytes) -> bytes:
    """One zstd frame."""
    import zstandard

    return zstandard.ZstdCompressor(level=19).compress(data)


def as_zip(members: Iterable[tuple[str, bytes]]) -> bytes:
    """A zip file; member names are written as given, however odd."""
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as bundle:
        for name, data in members:
            info = zipfile.ZipInfo(name, ZIP_TIME)
            info.compress_type = zipfile.ZIP_DEFLATED
            info.create_system = 3  # the same on every machine
            bundle.writestr(info, data)
    return out.getvalue()


def as_tar_gz(members: Iterable[tuple[str, bytes]]) -> bytes:
    """A gzipped tar file of plain files owned by nobody."""
    out = io.BytesIO()
    with tarfile.open(fileobj=out, mode="w", format=tarfile.PAX_FORMAT) as bundle:
        for name, data in members:
            info = tarfile.TarInfo(name)
            info.size, info.mtime = len(data), 1746057600  # 2025-05-01
            bundle.addfile(info, io.BytesIO(data))
    return gzipped(out.getvalue())


PAGE = """<!DOCTYPE html>
<html lang="{lang}"><head><meta charset="{charset}"><title>{title}</title></head>
<body><nav><a href="/">{home}</a> <a href="/archive">{archive}</a></nav>
<article><h1>{title}</h1>
{paragraphs}
</article><footer>{rights}</footer></body></html>
"""
WORDS = {
    "fr": {"home": "Accueil", "archive": "Archives", "rights": "Tous droits réservés"},
    "es": {"home": "Inicio", "archive": "Hemeroteca", "rights": "Todos los derechos reservados"},
    "en": {"home": "Home", "archive": "Archive", "rights": "All rights reserved"},
}


def page(text: Text, charset: str = "utf-8", declared: str | None = None) -> bytes:
    """A small web page around an article; ``declared`` lets the page lie about its bytes."""
    lines = [line for line in text.body.split("\n") if line]
    paragraphs = "\n".join(f"<p>{escape(line, quote=False)}</p>" for line in lines)
    filled = PAGE.format(
        lang=text.lang,
        charset=declared or charset,
        title=escape(text.title, quote=False),
        paragraphs=paragraphs,
        **WORDS[text.lang],
    )
    return filled.encode(charset)


def warc_record(kind: str, body: bytes, *, number: int, url: str = "", mime: str) -> bytes:
    """One WARC/1.1 record, uncompressed (ISO 28500:2017, section 4)."""
    head = {
        "WARC-Type": kind,
        "WARC-Record-ID": f"<urn:uuid:00000000-0000-4000-8000-{number:012d}>",
        "WARC-Date": "2025-05-01T06:00:00Z",
        "Content-Type": mime,
        "Content-Length": str(len(body)),
    }
    if url:
        head["WARC-Target-URI"] = url
    lines = "".join(f"{key}: {value}\r\n" for key, value in head.items())
    return f"WARC/1.1\r\n{lines}\r\n".encode() + body + b"\r\n\r\n"


def warc_page(text: Text, number: int, charset: str = "utf-8") -> bytes:
    """A captured page: an HTTP response with the article in it."""
    html = page(text, charset)
    http = f"HTTP/1.1 200 OK\r\nContent-Type: text/html; charset={charset}\r\n"
    http += f"Content-Length: {len(html)}\r\n\r\n"
    url = f"https://press.example/{text.lang}/{text.id}"
    mime = "application/http; msgtype=response"
    return warc_record("response", http.encode() + html, number=number, url=url, mime=mime)


def warc_head() -> bytes:
    """The record that opens a WARC file and says who wrote it."""
    body = b"software: veille examples\r\nformat: WARC File Format 1.1\r\n"
    return warc_record("warcinfo", body, number=0, mime="application/warc-fields")


def press_warc() -> bytes:
    """A crawl of three pages, each record its own gzip member, one in an old character set."""
    french, spanish, english = texts("barometre-dim", "multa-aepd", "partnership-nivaria")
    records = [warc_head(), warc_page(french, 1), warc_page(spanish, 2, "iso-8859-15")]
    return b"".join(gzipped(record) for record in [*records, warc_page(english, 3)])


def broken_warc() -> bytes:
    """A good page, then a record whose length says more than the file holds."""
    good = warc_page(load("hostile/short-fr"), 1)
    torn = warc_page(load("hostile/short-es"), 2)
    return warc_head() + good + torn[: len(torn) // 2]


def nested_zip(levels: int = 12) -> bytes:
    """A zip in a zip in a zip; the article lies at the bottom."""
    name, data = "short-en.txt", load("hostile/short-en").plain.encode()
    for level in range(levels, 0, -1):
        name, data = f"level-{level:02d}.zip", as_zip([(name, data)])
    return data


def tricky_zip() -> bytes:
    """Member names that would write outside the folder if anyone extracted them."""
    names = ("../../outside.txt", "/etc/outside.txt", "C:\\outside.txt")
    members = texts("hostile/short-fr", "hostile/short-es", "hostile/short-en")
    return as_zip((name, text.plain.encode()) for name, text in zip(names, members, strict=True))


def deep_page(depth: int = 10_000) -> bytes:
    """An article at the bottom of ``depth`` nested divs."""
    body = f"<p>{load('hostile/short-en').body}</p>"
    return f"<html><body>{'<div>' * depth}{body}{'</div>' * depth}</body></html>\n".encode()


def control_characters() -> bytes:
    """An article with terminal escapes, a bell, a text-direction override and invisible spaces."""
    text = load("hostile/short-es").plain
    text = text.replace("El hospital", "\x1b]0;owned\x07El hospital", 1)
    text = text.replace("alergias", "\x1b[31malergias\x1b[0m").replace("58.000", "\u202e58.000")
    return text.replace("El sistema", "\u200bEl\u200b sistema").encode()


def noise(size: int) -> bytes:
    """Bytes without any order, the same on every run."""
    blocks = (hashlib.sha256(f"veille {n}".encode()).digest() for n in range(size // 32))
    return b"".join(blocks)


def named(folder: str, *names: str) -> list[tuple[str, bytes]]:
    """Members of an archive: the texts as UTF-8 files in one folder."""
    return [(f"{folder}/{text.id}.txt", text.plain.encode()) for text in texts(*names)]


def nul_bytes() -> bytes:
    """A French text with NUL bytes strewn in, as a damaged disk leaves it."""
    words = load("hostile/short-fr").plain.split(" ")
    return "\x00\x00 ".join(words).encode()


WIRE_ZST = ("morvan-rollout", "ransom-valtierra", "appointment-escalante", "results-balear")
TRUNCATED = ("hostile/short-fr", "hostile/short-es", "hostile/short-en")

FILES: dict[str, Callable[[], bytes]] = {
    "fr/panne-cp1252.txt": lambda: (
        load("panne-hebergeur").plain.replace("'", "\u2019").encode("cp1252")
    ),
    "fr/ordonnance-utf16.txt": lambda: (
        codecs.BOM_UTF16_LE + load("ordonnance").plain.encode("utf-16-le")
    ),
    "fr/depeches.jsonl": lambda: as_jsonl(
        texts("levee-calanque", "nomination-kerdoncuff", "resultats-hospilyre")
    ),
    "fr/breves.csv": lambda: as_csv(
        texts("certification-ondine", "sanction-cnil"), ";", FRENCH_COLUMNS
    ),
    "es/noticias.parquet": lambda: as_parquet(
        texts("despliegue-ebro", "alianza-faro", "compra-albarral"), SPANISH_COLUMNS
    ),
    "es/boletin.jsonl.gz": lambda: gzipped(as_jsonl(texts("plan-nervion", "ere-nubealta"))),
    "en/wire.jsonl.zst": lambda: as_zstd(as_jsonl(texts(*WIRE_ZST, "rule-hosting"))),
    "en/feed.csv": lambda: as_csv(texts("loan-cooperative", "outage-appointments")),
    "mixed/press.warc.gz": press_warc,
    "mixed/dossiers.zip": lambda: as_zip(
        named("2025/fr", "tribune-boutons", "assises-biarritz")
        + named("2025/en", "roadmap-sylvanes")
    ),
    "mixed/prensa.tar.gz": lambda: as_tar_gz(
        named("prensa/es", "huerto-hospital", "estudio-triaje")
        + named("prensa/en", "closure-telebaix")
    ),
    "hostile/empty.txt": lambda: b"",
    "hostile/blank.txt": lambda: b" \n\t\n\xc2\xa0\n",
    "hostile/photo.txt": lambda: b"\x89PNG\r\n\x1a\n\x00\x00\x00\rIHDR" + noise(2048),
    "hostile/report.pdf": lambda: b"%PDF-1.7\n%\xe2\xe3\xcf\xd3\n" + noise(512) + b"\n%%EOF\n",
    "hostile/nul-bytes.txt": nul_bytes,
    "hostile/control-characters.txt": control_characters,
    "hostile/wrong-charset.html": lambda: page(load("hostile/short-fr"), "cp1252", "utf-8"),
    "hostile/deep.html": deep_page,
    "hostile/truncated.jsonl.gz": lambda: gzipped(as_jsonl(texts(*TRUNCATED)))[:-300],
    "hostile/bomb.zip": lambda: as_zip([("zeros.txt", bytes(BOMB_BYTES))]),
    "hostile/nested.zip": nested_zip,
    "hostile/path-tricks.zip": tricky_zip,
    "hostile/not-a-zip.zip": lambda: b"PK\x03\x04" + noise(256),
    "hostile/broken.warc": broken_warc,
    "hostile/broken.parquet": lambda: as_parquet(texts("alianza-faro"))[:-64],
}


def write_all(folder: Path) -> None:
    """Write every packed file below ``folder``."""
    for name, build in FILES.items():
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(build())


def main(arguments: Sequence[str] | None = None) -> None:
    """Command line of this script."""
    parser = argparse.ArgumentParser(description="Pack the example archive.")
    parser.add_argument("--into", type=Path, default=ARCHIVE, help="where to write")
    options = parser.parse_args(arguments)
    write_all(options.into)
    print(f"{len(FILES)} files written below {options.into}")


if __name__ == "__main__":
    main()

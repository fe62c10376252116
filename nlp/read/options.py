"""What a user may tell the readers: where the text is, and every limit."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Annotated, Literal

from pydantic import (
    AfterValidator,
    BaseModel,
    BeforeValidator,
    ConfigDict,
    Field,
    PrivateAttr,
)

from nlp.read.charset import codec_name
from nlp.read.written import Written

MIB = 1024 * 1024

FormatName = Literal["text", "html", "jsonl", "json", "csv", "tsv", "parquet", "warc"]


def _known_encoding(value: str | None) -> str | None:
    if value is not None and codec_name(value) is None:
        raise ValueError(f"there is no character set {value!r}")
    return value


def _as_tuple(value: object) -> object:
    return (value,) if isinstance(value, str) else value


Names = Annotated[tuple[str, ...], BeforeValidator(_as_tuple)]


class Fields(BaseModel):
    """Names under which a row (JSON, CSV, Parquet) may hold each part of an article.

    The first name that the row has, with a value, is taken; case does not matter. A name or a list
    of names replaces the defaults. A row with ``html`` is parsed as a page, unless ``text`` was
    given by the user and the row has it. ``original`` is the French or Spanish of a row whose text is
    its English.
    """

    model_config = ConfigDict(frozen=True, extra="forbid")

    text: Names = (
        "text", "body", "content", "article", "raw", "contenu", "texte", "corps", "texto",
        "contenido", "cuerpo",
    )  # fmt: skip
    html: Names = ("html", "raw_html", "page_html")
    title: Names = ("title", "titre", "titulo", "título", "headline")
    id: Names = ("id", "uid", "guid", "doc_id", "article_id")
    lang: Names = ("lang", "language", "langue", "idioma")
    published: Names = (
        "published", "published_at", "date", "pubdate", "publication_date", "fecha", "created_at",
    )  # fmt: skip
    authors: Names = (
        "authors", "author", "byline", "auteurs", "auteur", "autores", "autor", "creator", "firma",
    )  # fmt: skip
    source: Names = ("source", "publisher", "site", "journal", "medio")
    original: Names = ("original", "original_text", "text_original")
    original_title: Names = ("original_title", "title_original")
    original_lang: Names = ("original_lang", "original_language", "lang_original")


class ReadOptions(BaseModel):
    """Formats, field mapping and limits. Sizes are bytes after decompression unless said."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    fields: Fields = Fields()
    format: FormatName | None = Field(
        default=None, description="read every document as this format instead of telling it by name"
    )
    encoding: Annotated[str | None, AfterValidator(_known_encoding)] = Field(
        default=None, description="character set of all text, instead of finding it per record"
    )
    hidden_files: bool = Field(
        default=False, description="also read files and members whose name starts with a dot"
    )
    csv_delimiter: str | None = Field(
        default=None,
        min_length=1,
        max_length=1,
        description="column separator, instead of guessing it",
    )
    max_bytes: int = Field(
        default=20 * MIB, gt=0, description="largest record (file, line, row, page)"
    )
    max_csv_field: int = Field(
        default=20 * MIB, gt=0, description="largest CSV field, in characters"
    )
    max_archive_bytes: int = Field(
        default=1024 * 1024 * MIB,
        gt=0,
        description="decompressed bytes taken from one input in all",
    )
    max_buffer_bytes: int = Field(
        default=256 * MIB,
        gt=0,
        description="largest zip or Parquet file held in memory because its source cannot seek "
        "(standard input, a member of another archive)",
    )
    max_ratio: float = Field(
        default=200.0, gt=1, description="most decompressed bytes for one compressed byte"
    )
    ratio_floor: int = Field(
        default=8 * MIB,
        ge=0,
        description="decompressed bytes below which the ratio is not looked at",
    )
    max_members: int = Field(
        default=1_000_000, gt=0, description="most members of one input's archives"
    )
    max_depth: int = Field(default=3, ge=0, description="how deep archives may lie in archives")
    max_html_depth: int = Field(
        default=512, gt=0, description="deepest nesting of HTML elements (browsers stop at 512)"
    )
    max_meta: int = Field(
        default=32, ge=0, description="most further columns of a row kept as metadata"
    )
    _written: tuple[str, ...] = PrivateAttr(default=())

    def apart_from(self, paths: Iterable[str]) -> ReadOptions:
        """The same options, passing over files and folders that the run itself writes.

        It is no option of a user and part of no hash: it changes no record.
        """
        changed = self.model_copy()
        changed._written = tuple(paths)
        return changed

    @property
    def written(self) -> Written:
        """What the run writes; nothing unless :meth:`apart_from` named it."""
        return Written(self._written)

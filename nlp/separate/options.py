"""What a user may choose about separation."""

from __future__ import annotations

from pathlib import Path

from pydantic import BaseModel, Field

from nlp.named import Named


class SeparateOptions(BaseModel, frozen=True, extra="forbid"):
    """How content, boilerplate and spam are told apart."""

    model: Named = Field(default="separation", description="name or path of the model")
    keep: float = Field(
        default=0.5,
        ge=0,
        le=1,
        description="a segment with at least this probability of content is kept",
    )
    keep_prose: float = Field(
        default=0.2,
        ge=0,
        le=1,
        description="the same for prose (160 characters, or 80 that end a sentence) and for a table",
    )
    keep_block: float = Field(
        default=0.4, ge=0, le=1, description="the same for any block of a page"
    )
    spans: bool = Field(default=True, description="cut off spam that is glued to a paragraph")
    span_suspicion: float = Field(
        default=0.5,
        ge=0,
        le=1,
        description="probability of spam by itself that makes a sentence a suspect",
    )
    span_certainty: float = Field(
        default=0.7, ge=0, le=1, description="probability of spam in its place that cuts it off"
    )
    repeats: Path | None = Field(
        default=None,
        description="sketch of the archive, made by `veille repeats`: text on many pages of a site"
        " is boilerplate",
    )
    allow_network: bool = Field(default=False, description="let a Hugging Face id be downloaded")

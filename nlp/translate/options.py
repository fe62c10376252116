"""Options of the translation stage."""

from __future__ import annotations

from typing import Literal

from pydantic import BaseModel, Field

from nlp.devices import Asked
from nlp.named import Named


class TranslateOptions(BaseModel, frozen=True, extra="forbid"):
    """How articles are translated."""

    model: Named = Field(
        default="translation",
        description="a model's name, folder or Hugging Face id (any seq2seq model)",
    )
    engine: Literal["auto", "ctranslate2", "transformers"] = Field(
        default="auto", description="CTranslate2 for Marian models, else transformers"
    )
    device: Asked = Field(
        default="auto",
        description="where CTranslate2 runs: a GPU where one can be used, cpu, or cuda",
    )
    workers: int = Field(
        default=0, ge=0, description="sentences decoded side by side; 0: one per core"
    )
    beam_size: int = Field(
        default=2, ge=1, le=16, description="hypotheses kept; 1 is greedy and fastest"
    )
    beam_below: float = Field(
        default=0.45,
        ge=0,
        le=1,
        description="sentences whose tokens are less probable than this on average get a beam of 4",
    )
    max_tokens: int = Field(
        default=160,
        ge=16,
        le=480,
        description="longer sentences are cut at clauses and joined again",
    )
    memory: int = Field(
        default=20_000,
        ge=0,
        description="sentences kept so that one that comes again is not decoded again",
    )
    mask: bool = Field(
        default=True,
        description="figures, dates, addresses and names as placeholders while decoding",
    )
    glossary: Named | None = Field(
        default=None, description="TSV of the user's own terms, read after the packaged glossary"
    )
    terms: bool = Field(
        default=True, description="show glossary terms to a model that was taught them"
    )
    glosses: bool = Field(
        default=True,
        description="show rare words with their English to a model that was taught them",
    )
    check_below: float = Field(
        default=0.5, ge=0, le=1, description="sentences with a confidence below this are flagged"
    )
    allow_network: bool = Field(default=False, description="let a Hugging Face id be downloaded")

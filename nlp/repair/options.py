"""What a user may choose about repair, and the closed list of artifact classes."""

from __future__ import annotations

from pydantic import BaseModel, ConfigDict, field_validator

from nlp.named import Named

CLASSES = (
    "mojibake",
    "markup",
    "fr_spacing",
    "quote_punct",
    "glued_words",
    "number_format",
    "date_format",
    "dup_word",
    "repetition",
    "hallucination",
    "reporting_calque",
    "entity_name",
    "entity_inconsistent",
    "place_name",
    "acronym",
    "untranslated",
    "false_friend",
    "idiom",
    "preposition",
    "word_order",
    "tense",
    "agreement",
    "subject_drop",
    "org_pronoun",
    "gender_person",
    "capitalisation",
    "article",
    "truncation",
    "omission",
)
"""Every ``Edit.kind`` that repair can write; the names are those of the repair benchmark, but for
``omission``, a sentence of the source that was left out."""


class RepairOptions(BaseModel):
    """Options of the repair stage.

    Without ``enabled`` all comes back as it came, and no model is loaded. ``model`` is the name or path of the edit model (empty or None: rules alone); it reads English
    that came in, and with ``own_translations`` also what the translate stage wrote (measured: no
    gain there, and time); ``again`` has a sentence translated once more where its source is at hand and
    the English of another hand is cut off, left out, not translated or looped; ``translated`` says that all English that comes in is a machine's, so that
    what is only likely counts without other damage; ``only`` limits
    repair to these classes (all when empty); ``skip`` leaves classes out; ``glossary`` is a TSV of
    the user's own terms (see :mod:`nlp.glossary`), read after the packaged one and stronger than it;
    ``style`` sets how dates and times are written where the text does not show it: ``us`` ("June
    30", "2 p.m."), ``uk`` ("30 June", "14:00") or ``found`` (leave as is); what the translate stage
    wrote is American, but for ``uk``;
    ``allow_network`` lets a Hugging Face id be downloaded as the model.
    """

    model_config = ConfigDict(frozen=True, extra="forbid")

    enabled: bool = True
    model: Named | None = "repair"
    own_translations: bool = False
    again: bool = True
    translated: bool = False
    only: tuple[str, ...] = ()
    skip: tuple[str, ...] = ()
    glossary: Named | None = None
    style: str = "found"
    allow_network: bool = False

    @field_validator("only", "skip")
    @classmethod
    def _known(cls, value: tuple[str, ...]) -> tuple[str, ...]:
        unknown = [name for name in value if name not in CLASSES]
        if unknown:
            raise ValueError(f"unknown class {unknown[0]!r}; the classes are {', '.join(CLASSES)}")
        return value

    @field_validator("style")
    @classmethod
    def _style(cls, value: str) -> str:
        if value not in ("us", "uk", "found"):
            raise ValueError("style is us, uk or found")
        return value

    def allows(self, kind: str) -> bool:
        """True when edits of this class may be made."""
        return (not self.only or kind in self.only) and kind not in self.skip

"""Repairers that several modules use: made once."""

from __future__ import annotations

from nlp.repair import Repairer, RepairOptions

RULES = Repairer.load(RepairOptions(model=None))

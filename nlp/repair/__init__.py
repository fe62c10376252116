"""Repair of machine-translation artifacts in English: rules, each edit with its reason.

    repaired = Repairer.load().repair("the 8,2 % of the hospitals", source=None)
    repaired.text, repaired.edits

:class:`RepairStage` does it for articles in the pipeline.
"""

from nlp.repair.change import Repaired
from nlp.repair.options import CLASSES, RepairOptions
from nlp.repair.repairer import Repairer
from nlp.repair.stage import RULES_VERSION, RepairStage

__all__ = ["CLASSES", "RULES_VERSION", "Repaired", "RepairOptions", "RepairStage", "Repairer"]

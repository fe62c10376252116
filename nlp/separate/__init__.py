"""Content, page boilerplate and injected spam, told apart segment by segment.

from nlp.separate import Separator

for line, found in zip(lines, Separator.load().label(lines, "fr")):
    print(found.label, found.score, line, found.reasons)
"""

from nlp.separate.options import SeparateOptions
from nlp.separate.separator import Labelled, Separator
from nlp.separate.stage import SeparateStage

__all__ = ["Labelled", "SeparateOptions", "SeparateStage", "Separator"]

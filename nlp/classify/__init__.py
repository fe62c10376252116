"""What an article reports: event types with calibrated scores and the paragraphs that say so.

from nlp.classify import ArticleText, Classifier

classifier = Classifier.load()
classifier.classify([ArticleText("Vendor X leaves Spain", ["Vendor X will close its ..."])])
"""

from nlp.classify.classifier import (
    UNCERTAIN,
    Classifier,
    ClassifyOptions,
    Decision,
    answer,
)
from nlp.classify.stage import ClassifyStage
from nlp.classify.text import ArticleText

__all__ = [
    "UNCERTAIN",
    "ArticleText",
    "Classifier",
    "ClassifyOptions",
    "ClassifyStage",
    "Decision",
    "answer",
]

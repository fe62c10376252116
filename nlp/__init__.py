"""veille: archives of health-IT news in, clean English articles with event types out."""

from nlp.article import Article, Check, Edit, Event, Segment, Sentence, Source, Step
from nlp.pipeline import Pipeline
from nlp.stage import Kept, Outcome, Reason, Rejected

__all__ = [
    "Article",
    "Check",
    "Edit",
    "Event",
    "Kept",
    "Outcome",
    "Pipeline",
    "Reason",
    "Rejected",
    "Segment",
    "Sentence",
    "Source",
    "Step",
]
__version__ = "0.1.0"

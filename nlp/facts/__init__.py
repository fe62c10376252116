"""Key facts of an article: who bought, supplied or was bought, for how much, where and when.

| module | what it does |
|---|---|
| ``phrases`` ``names`` | organisations before and after a verb |
| ``verbs`` ``roles`` | the verbs that show a role, and their rules over a sentence |
| ``money`` ``sums`` | amounts, and which one an event is about |
| ``unreal`` ``earlier`` | what was not done, is undone, or was before |
| ``days`` ``when`` | dates as ISO 8601, and which one an event is about |
| ``where`` | the place of an event |
| ``source`` | names and figures that the source does not have are none |
| ``find`` | all of it over the segments of an article |

Rules over the English text and the event types, no model. A fact that is not sure is left out.
"""

from nlp.facts.find import KINDS, Passage, facts_of, find_facts

__all__ = ["KINDS", "Passage", "facts_of", "find_facts"]

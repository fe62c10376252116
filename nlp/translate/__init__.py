"""French and Spanish into English: guarded, checked, with a confidence for every sentence.

>>> from nlp.translate import Translator
>>> Translator.load().translate(["Le CHU a signé."], "fr")[0].text  # doctest: +SKIP
"""

from nlp.translate.options import TranslateOptions
from nlp.translate.stage import TranslateStage
from nlp.translate.translator import Finding, Translation, Translator

__all__ = ["Finding", "TranslateOptions", "TranslateStage", "Translation", "Translator"]

"""Sentences that no patch mends are translated once more, where the source is at hand.

:mod:`nlp.repair.again.spans` parts the English, :mod:`nlp.repair.again.broken` finds what is broken,
:mod:`nlp.repair.again.choose` says whether the new translation may take its place,
:mod:`nlp.repair.again.mender` does it for an article, :mod:`nlp.repair.again.door` opens the model.
"""

from nlp.repair.again.door import Door, Translates
from nlp.repair.again.mender import Mended, Mender

__all__ = ["Door", "Mended", "Mender", "Translates"]

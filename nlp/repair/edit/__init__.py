"""The edit model of the repair layer: one tag a word says what becomes of it.

The method is that of GECToR (Omelianchuk et al., 2020): an encoder reads a sentence, and each word
is kept, deleted, replaced, inflected, exchanged with the next one or followed by new words.
"""

"""``veille read``: a local page on which a store is searched, read side by side and corrected.

| module | what it does |
|---|---|
| ``query`` ``match`` | the state of a page in its URL; what is typed into the search field |
| ``index`` ``search`` | the full-text index beside the store, and the questions put to it |
| ``library`` | store, index and corrections behind one lock: all that the page asks and changes |
| ``view`` ``sides`` ``align`` ``marks`` ``links`` ``telling`` | a record as it is shown: sentences side by side, repairs in place, names and figures joined, the sentences behind an event |
| ``corrections`` | what people corrected, as labelled data (docs/corrections.md) |
| ``web`` ``words`` ``guard`` ``serve`` | routes, what protects them, the server on the loopback address |

Flask answers and waitress serves: both are plain synchronous code, as SQLite and the models are, and
Jinja2 escapes by default. They come with the extra ``read``; ``corrections`` needs neither.
"""

"""The search of the CMS: that of the database, asked for words alone.

SQLite's reads a lone quotation mark as the beginning of a string that never ends, PostgreSQL's a lone hyphen as nothing
at all, and both build one object inside the other for each word, until Python gives up. All searches come by here.
"""

import re
from collections.abc import Iterator
from typing import Any

from modelsearch.backends import database
from modelsearch.query import MATCH_NONE, And, Or, Phrase, PlainText, SearchQuery

MOST_WORDS = 30
LONGEST_WORD = 100
OPERATORS = {"and", "or"}
NO_PART_OF_A_WORD = re.compile(r'[\s"\-\x00-\x1f\x7f]+')


def plain_words_backend(params: dict[str, Any]) -> Any:
    of_the_database: type = type(database.SearchBackend({}))
    return type(of_the_database.__name__, (PlainWords, of_the_database), {})(params)


SearchBackend = plain_words_backend  # the name that is looked for in a module of WAGTAILSEARCH_BACKENDS


class PlainWords:
    def _search(self, compiler: type, query: SearchQuery | str, within: Any, **options: Any) -> Any:
        if options.get("operator") not in OPERATORS:
            options["operator"] = None
        return super()._search(compiler, plain(query), within, **options)  # type: ignore[misc]  # -- of the database's


def plain(query: SearchQuery | str) -> SearchQuery | str:
    """The same with the first MOST_WORDS words of all its parts; what finds nothing, where no word is left."""
    return _plain(query, iter(range(MOST_WORDS))) or MATCH_NONE


def _plain(query: SearchQuery | str, room: Iterator[int]) -> SearchQuery | str | None:
    if isinstance(query, str):
        return _words(query, room)
    if isinstance(query, Phrase):
        words = _words(query.query_string, room)
        return Phrase(words) if words else None
    if isinstance(query, PlainText):
        words = _words(query.query_string, room)
        return PlainText(words, operator=query.operator, boost=query.boost) if words else None
    if isinstance(query, And | Or):
        parts = [part for part in (_plain(each, room) for each in query.subqueries) if part]
        return type(query)(parts) if parts else None
    return query


def _words(text: str, room: Iterator[int]) -> str:
    words = NO_PART_OF_A_WORD.sub(" ", text).split()
    return " ".join(word[:LONGEST_WORD] for word, _free in zip(words, room, strict=False))

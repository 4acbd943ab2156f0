"""What the headers of the queries say to people, for whoever translates it (an extractor of Babel's, `make words`)."""

from collections.abc import Iterator
from pathlib import Path
from typing import BinaryIO

from refoulement.queries.folder import read_query
from refoulement.queries.question import Query


def words_of(query: Query) -> Iterator[str]:
    """The texts of a query, in the order of its header."""
    yield from (query.summary, query.description)
    yield from (parameter.description for parameter in query.parameters)
    yield from query.columns.values()


def extract(file: BinaryIO, *_: object, **__: object) -> Iterator[tuple[int, None, str, list[str]]]:
    """The same of a file, as Babel takes them: the line, no function, the text, no comments."""
    for text in filter(None, words_of(read_query(Path(file.name)))):
        yield 1, None, text, []

"""Tables: a `.csv` file, and beside it a file that says what its columns mean (`arrivals.csv-metadata.json`, CSVW).

A table is a source as an article is. Its cells claim what the metadata say that they mean, and nothing is guessed.
"""

from collections.abc import Iterator
from pathlib import Path

from refoulement.loaders.captured import Captured


def articles(path: Path) -> Iterator[Captured]:
    """The one table of a file. Raises `LoadError`, or OSError where the file cannot be opened."""
    from refoulement.loaders.table.reading import table  # noqa: PLC0415  (`csvw` brings rdflib: for tables alone)

    yield table(path, *companions(path))


def companions(path: Path) -> tuple[Path, ...]:
    """The metadata of a table, where CSVW looks for them."""
    return (path.with_name(f"{path.name}-metadata.json"),)

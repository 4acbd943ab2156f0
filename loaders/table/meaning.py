"""What each column of a table means: which give a figure, and which say of that figure when, where and whose it is.

A column means what its `propertyUrl` says, in terms of our ontology; columns of other vocabularies mean nothing here.
What a row says holds for each of its figures, unless a column has an `aboutUrl` of its own: then it holds for the
figure with the same one.
"""

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass

import csvw

from refoulement.errors import LoadError
from refoulement.loaders.table.metadata import Metadata
from refoulement.ontology import NAMESPACE, RF

FIGURE = "countValue"
SEVERAL = frozenset({"claimant", "heldAt", "via", "destination", "place"})
ONCE = frozenset(
    "eventType modality attribution countValueTo countBound countUnit countNature when year quarter month".split()
)


@dataclass(frozen=True, slots=True)
class Column:
    """A column that means something: the term, and where it stands in a row; `index` is None for a virtual one."""

    term: str
    title: str
    index: int | None
    about: str | None
    described: csvw.Column


@dataclass(frozen=True, slots=True)
class Figure:
    """A column of figures, and the columns that tell more of each."""

    column: Column
    beside: tuple[Column, ...]


def figures(metadata: Metadata) -> tuple[Figure, ...]:
    """The columns that claims are made of. Raises `LoadError` where they cannot make one."""
    columns = tuple(_meant(metadata))
    found = [column for column in columns if column.term == FIGURE]
    if not found:
        hint = f'give one "propertyUrl": "{NAMESPACE}{FIGURE}"'
        raise LoadError(f"{metadata.path}: no column holds figures, so the table claims nothing; {hint}")
    abouts = Counter(column.about for column in found)
    for column in found:
        if abouts[column.about] > 1:
            reason = "shares its claim with another figure; give each of them an aboutUrl of its own"
            raise LoadError(f"{metadata.path}: column {column.title} {reason}")
    for column in columns:
        if column.about is not None and column.about not in abouts:
            hint = "give it that of a column of figures, or none"
            raise LoadError(f"{metadata.path}: column {column.title} is about {column.about}, no figure is; {hint}")
    return tuple(_figure(column, columns, metadata) for column in found)


def _figure(figure: Column, columns: tuple[Column, ...], metadata: Metadata) -> Figure:
    beside = tuple(column for column in columns if column.term != FIGURE and column.about in (None, figure.about))
    terms = Counter(column.term for column in beside)
    for term in sorted(ONCE & terms.keys()):
        if terms[term] > 1:
            raise LoadError(f"{metadata.path}: {terms[term]} columns say {term} of {figure.title}; keep one")
    if "eventType" not in terms:
        hint = f'add a virtual column with "propertyUrl": "{NAMESPACE}eventType" and "valueUrl": "{NAMESPACE}Arrival"'
        raise LoadError(f"{metadata.path}: nothing says what {figure.title} counts; {hint}, or another kind of event")
    if "quarter" in terms and "month" in terms:
        raise LoadError(f"{metadata.path}: {figure.title} has a quarter and a month; keep one")
    if terms.keys() & {"quarter", "month"} and "year" not in terms:
        raise LoadError(f"{metadata.path}: {figure.title} has a part of a year without the year; give its column")
    if "year" in terms and "when" in terms:
        raise LoadError(f"{metadata.path}: {figure.title} has a year beside rf:when; keep one")
    return Figure(figure, beside)


def _meant(metadata: Metadata) -> Iterator[Column]:
    """Every column with a term of ours, in order."""
    for number, described in enumerate(metadata.table.tableSchema.columns):
        index = None if described.virtual else number + metadata.dialect.skipColumns
        column = _column(described, index, metadata)
        if column is None:
            continue
        if column.term == FIGURE and index is None:
            raise LoadError(f"{metadata.path}: column {column.title} is virtual: a figure stands in a cell")
        if index is None and not (described.inherit("valueUrl") or described.default):
            raise LoadError(f"{metadata.path}: virtual column {column.title} says nothing; give valueUrl or default")
        yield column


def _column(described: csvw.Column, index: int | None, metadata: Metadata) -> Column | None:
    """What a column means; None for nothing of ours."""
    template = described.inherit("propertyUrl")
    if template is None or described.suppressOutput:
        return None
    title = described.header
    meant = template.expand(_name=title)
    if meant.startswith("rf:"):
        full = NAMESPACE + meant.removeprefix("rf:")
        raise LoadError(f"{metadata.path}: column {title}: CSVW knows no prefix rf; write {full}")
    if not meant.startswith(NAMESPACE):
        return None
    term = meant.removeprefix(NAMESPACE)
    if term not in RF or term not in {FIGURE, *SEVERAL, *ONCE}:
        known = ", ".join(sorted({FIGURE, *SEVERAL, *ONCE}))
        raise LoadError(f"{metadata.path}: column {title}: {meant} says nothing of a figure; choose from {known}")
    return Column(term, title, index, described.aboutUrl and str(described.aboutUrl), described)

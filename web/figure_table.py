"""The figures of an event as a table: sorted within the whole and within each part, some rows at a time."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass

from refoulement.graph.when import When
from refoulement.web.evidence import Evidence

ROWS_SHOWN = 100  # on one page
SORTS = ("figure", "claimant", "time", "published")  # the first is the order where none is asked for


@dataclass(frozen=True, slots=True)
class Part:
    """The rows of the whole (`part` is None), or of one part, on this page."""

    part: str | None
    rows: tuple[Evidence, ...]


@dataclass(frozen=True, slots=True)
class Table:
    """One page of the rows; `first` is the number of the first of them, counted from 1."""

    parts: tuple[Part, ...]
    sort: str
    first: int
    last: int
    total: int
    page: int
    pages: int

    @property
    def rows(self) -> tuple[Evidence, ...]:
        return tuple(row for part in self.parts for row in part.rows)


def table(evidence: Sequence[Evidence], *, name: Callable[[str], str], sort: str = SORTS[0], page: int = 1) -> Table:
    """The claims that give a figure, the whole before its parts; a page or a sort that is not there is the nearest."""
    sort = sort if sort in SORTS else SORTS[0]
    figures = [one for one in evidence if one.count]
    parts = sorted({one.part for one in figures if one.part}, key=lambda part: (name(part), part))
    place = {part: index for index, part in enumerate([None, *parts])}
    ordered = sorted(figures, key=lambda one: (place[one.part], *_key(one, sort, name), one.claim))
    pages = max(1, -(-len(ordered) // ROWS_SHOWN))
    page = min(max(page, 1), pages)
    start = (page - 1) * ROWS_SHOWN
    shown = ordered[start : start + ROWS_SHOWN]
    return Table(_parts(shown), sort, start + 1 if shown else 0, start + len(shown), len(ordered), page, pages)


def _parts(shown: Sequence[Evidence]) -> tuple[Part, ...]:
    found: dict[str | None, list[Evidence]] = {}
    for one in shown:
        found.setdefault(one.part, []).append(one)
    return tuple(Part(part, tuple(rows)) for part, rows in found.items())


def _key(one: Evidence, sort: str, name: Callable[[str], str]) -> tuple[object, ...]:
    """By what a row stands where it does; what a claim does not say comes last."""
    match sort:
        case "claimant":
            said_by = ", ".join(map(name, one.claimants)) or one.attribution
            return (said_by is None, (said_by or "").casefold())
        case "time":
            first = When(one.time).earliest if one.time else None
            return (one.time is None, str(first or ""), one.time or "")
        case "published":
            return (one.published is None, one.published or "")
    figure = one.figure
    assert figure is not None  # only rows with a figure are sorted
    value = figure.count.value
    return (figure.count.unit, figure.count.nature, value is None, *figure.place)


def sorted_links(asked: Mapping[str, str]) -> dict[str, dict[str, str]]:
    """For each way of sorting: what to ask for, all else as it is, from the first page on."""
    kept = {key: value for key, value in asked.items() if key not in ("sort", "page")}
    return {sort: {**kept, **({} if sort == SORTS[0] else {"sort": sort})} for sort in SORTS}

"""What one row says in the terms of our ontology: actors and places of the gazetteer, kinds, bounds, a time."""

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, datetime

from refoulement.graph.amount import Amount, amount
from refoulement.graph.entity import Entity
from refoulement.graph.when import When
from refoulement.loaders.extract.gazetteer import Gazetteer
from refoulement.loaders.table.meaning import Column
from refoulement.loaders.table.rows import Row
from refoulement.ontology import NAMESPACE, concepts, label, subclasses
from refoulement.ontology.naming import THINGS

SCHEMES = {"modality": "modalities", "countBound": "bounds", "countUnit": "units", "countNature": "natures"}
OBSERVATIONS = {"a": "asserted", "e": "estimated", "p": "provisional"}  # SDMX, CL_OBS_STATUS
QUARTER = re.compile(r"[Qq]?([1-4])")
MONTH = re.compile(r"0?([1-9])|(1[0-2])")
YEAR_AND_QUARTER = re.compile(r"([0-9]{4})-?Q([1-4])")  # as SDMX writes it
FORMULA = ("=", "+", "-", "@")
MOST_DIGITS = 10
QUARTERS_BEGIN = 32  # EDTF calls the quarters of a year 33 to 36


class UnfitError(ValueError):
    """A cell that does not say what its column means; `column` is its title."""

    def __init__(self, column: str, reason: str) -> None:
        super().__init__(f"column {column}: {reason}")


@dataclass(frozen=True, slots=True)
class Said:
    """One value of a column in a row, as text: what a cell holds, or the IRI it stands for."""

    column: Column
    value: str


def values(columns: Iterable[Column], row: Row, cells: Mapping[str, str]) -> list[Said]:
    """What some columns say in a row; nothing for a cell that its column calls null. Raises `UnfitError`."""
    return [Said(column, value) for column in columns for value in _values(column, row, cells)]


def read(column: Column, row: Row) -> object:
    """A cell as its datatype has it; None for one that its column calls null. Raises `UnfitError`."""
    assert column.index is not None
    text = row.cells[column.index]
    try:
        return column.described.read(text)
    except (ArithmeticError, LookupError, TypeError, ValueError, Warning) as error:
        null = column.described.inherit_null()
        reason = "; ".join(str(error).split("\n")) or type(error).__name__
        hint = f"mend it, or list it under null if it means that nothing is known ({', '.join(map(repr, null))})"
        raise UnfitError(column.title, f"{_clip(text)} is not what its datatype says ({reason}); {hint}") from error


def _values(column: Column, row: Row, cells: Mapping[str, str]) -> list[str]:
    template = column.described.inherit("valueUrl")
    if column.index is None:
        stated: object = column.described.default
    else:
        stated = read(column, row)
        if stated is None:
            return []
    if template is not None:
        return [template.expand({**cells, "_row": row.order, "_sourceRow": row.number, "_name": column.title})]
    return [_text(value) for value in (stated if isinstance(stated, list) else [stated]) if value is not None]


def _text(value: object) -> str:
    if isinstance(value, datetime):
        return value.date().isoformat()
    return value.isoformat() if isinstance(value, date) else str(value).strip()


def concept(said: Said) -> str:
    """The local name of a kind of event, or of a concept of the list that the column is of. Raises `UnfitError`."""
    term = said.column.term
    names = subclasses("Event") - {"Event"} if term == "eventType" else concepts(SCHEMES[term])
    by_word = {word.casefold(): name for name in names for word in (NAMESPACE + name, name, label(name))}
    if term == "modality":
        by_word |= OBSERVATIONS
    found = by_word.get(said.value.casefold())
    if found is None:
        raise UnfitError(said.column.title, f"{_clip(said.value)} is not one of {', '.join(sorted(names))}")
    return found


def entity(said: Said, gazetteer: Gazetteer) -> Entity:
    """The one actor or place of the gazetteer that a value names, or is the IRI of. Raises `UnfitError`."""
    kinds = subclasses("Actor" if said.column.term == "claimant" else "Place")
    known = gazetteer.entities.get(said.value)
    named = (known,) if known else () if said.value.startswith(THINGS) else gazetteer.named(said.value)
    found = [one for one in named if one.kind in kinds]
    if len(found) == 1:
        return found[0]
    if found:
        reason = f"{_clip(said.value)} can be {' or '.join(sorted(one.iri for one in found))}; give one as valueUrl"
    else:
        other = "rf:attribution for a claimant without an entry" if said.column.term == "claimant" else "another column"
        reason = f"{_clip(said.value)} names nothing in the gazetteer; add it to ontology/facts, or use {other}"
    raise UnfitError(said.column.title, reason)


def attribution(said: Said) -> str:
    """The words for a claimant. Raises `UnfitError` for what a spreadsheet would run when it gets our answers."""
    if said.value.startswith(FORMULA):
        raise UnfitError(said.column.title, f"{_clip(said.value)} reads like a formula; write who says so")
    return said.value


def when(said: Iterable[Said]) -> When | None:
    """The time that a row states, no more precise than its columns. Raises `UnfitError`."""
    told = {one.column.term: one for one in said}
    if whole := told.get("when"):
        quarter = YEAR_AND_QUARTER.fullmatch(whole.value)
        return _time(_of_quarter(quarter[1], quarter[2]) if quarter else whole.value, whole.column)
    year, part = told.get("year"), told.get("quarter") or told.get("month")
    if year is None:
        if part:
            raise UnfitError(part.column.title, f"{_clip(part.value)} is of no year: the cell of the year says nothing")
        return None
    if not re.fullmatch(r"[0-9]{4}", year.value):
        raise UnfitError(year.column.title, f"{_clip(year.value)} is no year of four digits")
    if part is None:
        return _time(year.value, year.column)
    pattern = QUARTER if part.column.term == "quarter" else MONTH
    found = pattern.fullmatch(part.value)
    if found is None:
        raise UnfitError(part.column.title, f"{_clip(part.value)} is no {part.column.term} of a year; write its number")
    number = next(group for group in found.groups() if group)
    edtf = _of_quarter(year.value, number) if pattern is QUARTER else f"{year.value}-{int(number):02}"
    return _time(edtf, part.column)


def _of_quarter(year: str, quarter: str) -> str:
    return f"{year}-{QUARTERS_BEGIN + int(quarter)}"


def _time(edtf: str, column: Column) -> When:
    try:
        return When(edtf)
    except ValueError as error:
        raise UnfitError(
            column.title, f"{_clip(edtf)} is no time in EDTF (2021, 2021-04, 2021-Q2, 2021-04-09)"
        ) from error


def printed_number(column: Column, row: Row, *, share: bool) -> Amount | None:
    """A figure: digits, grouped only as the column's format says, with decimals for a share; None for a null cell.

    Raises `UnfitError`.
    """
    value = read(column, row)
    if value is None:
        return None
    assert column.index is not None
    text = row.cells[column.index].strip()
    form = column.described.inherit("datatype").derived_description if column.described.inherit("datatype") else {}
    group = re.escape(form.get("groupChar") or ("," if "," in (form.get("pattern") or "") else ""))
    grouped = rf"|[0-9]{{1,3}}(?:{group}[0-9]{{3}})+" if group else ""
    decimals = r"(?:\.[0-9]{1,9})?" if share else ""
    if not re.fullmatch(rf"(?:[0-9]+{grouped}){decimals}", text, flags=re.ASCII):
        whole = "shares are decimal numbers of at most nine places" if share else "people are counted in whole numbers"
        hint = f"{whole}: write digits alone, or name the groupChar in the column's format"
        raise UnfitError(column.title, f"{_clip(text)} is no count; {hint}, or list the cell under null")
    digits = re.sub(r"[^0-9.]" if share else r"[^0-9]", "", text)
    if len(digits.partition(".")[0]) > MOST_DIGITS:
        raise UnfitError(column.title, f"{_clip(text)} is more people than there are; mend it")
    return amount(digits)


def _clip(text: str, most: int = 40) -> str:
    return repr(text if len(text) <= most else text[: most - 1] + "…")

"""Plainly synthetic tables for tests, with metadata that can be changed piece by piece."""

import json
from collections.abc import Mapping
from pathlib import Path

from refoulement.graph.claim import EventClaim
from refoulement.loaders.captured import Captured
from refoulement.loaders.table import articles
from refoulement.ontology import NAMESPACE
from refoulement.ontology.naming import THINGS

Column = dict[str, object]

YEAR: Column = {"name": "year", "propertyUrl": NAMESPACE + "year"}
TOTAL: Column = {"name": "total", "datatype": "integer", "propertyUrl": NAMESPACE + "countValue"}
ARRIVAL: Column = {
    "name": "kind",
    "virtual": True,
    "propertyUrl": NAMESPACE + "eventType",
    "valueUrl": NAMESPACE + "Arrival",
}
SOUTH_KOREA = THINGS + "place/south-korea"
WHERE: Column = {"name": "where", "virtual": True, "propertyUrl": NAMESPACE + "place", "valueUrl": SOUTH_KOREA}
PLAIN = (YEAR, TOTAL, ARRIVAL, WHERE)
TEXT = "year,total\n2031,5\n2032,7\n"
FIELDS: dict[str, object] = {
    "dc:title": "A made-up table",
    "dc:publisher": "Made-up Bureau",
    "dc:issued": "2033-01-15",
    "dc:license": {"@id": "https://creativecommons.org/licenses/by/4.0/"},
}


def column(term: str, name: str | None = None, **more: object) -> Column:
    """A column of the file that says something in our terms."""
    return {"name": name or term, "propertyUrl": NAMESPACE + term, **more}


def described(*columns: Mapping[str, object], name: object = "made-up.csv", **fields: object) -> dict[str, object]:
    """Metadata of one table; a field of None is left out."""
    stated = {"@context": "http://www.w3.org/ns/csvw", "url": name, **FIELDS, **fields}
    kept: dict[str, object] = {field: value for field, value in stated.items() if value is not None}
    return {**kept, "tableSchema": {"columns": list(columns or PLAIN)}}


def write(
    folder: Path, content: str | bytes = TEXT, metadata: object | None = None, *, name: str = "made-up.csv"
) -> Path:
    """A table with its metadata beside it."""
    folder.mkdir(exist_ok=True)
    path = folder / name
    path.write_bytes(content if isinstance(content, bytes) else content.encode())
    stated = described(name=name) if metadata is None else metadata
    path.with_name(f"{name}-metadata.json").write_text(stated if isinstance(stated, str) else json.dumps(stated))
    return path


def read(path: Path) -> Captured:
    [captured] = articles(path)
    return captured


def claims(captured: Captured) -> list[EventClaim]:
    assert captured.told is not None
    return [claim for claim in captured.told.claims if isinstance(claim, EventClaim)]
